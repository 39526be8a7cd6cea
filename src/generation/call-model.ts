import type { Channel } from '../contract/channels.ts';
import type { Payer, PhaseInput } from '../contract/phase.ts';
import { type Config, isModelAllowed, usesOfflineWriter } from '../platform/config.ts';
import type { ModelAnswer, ModelRequest } from '../platform/model/model-call.ts';
import { ModelError } from '../platform/model/model-error.ts';
import type { Services } from '../platform/services.ts';
import { type MadeCall, recordCall } from './record-call.ts';
import { budgetsOf, findSpentBudget, hasUsdBudget } from './site-budget.ts';

/** What a call is for; a command makes one finished call for each. */
export interface CallKey {
  step: 'write' | 'repair' | 'verify';
  /** Which channel alone is written, or all of them. */
  channel: Channel | 'all';
  /** How many repairs came before, a repair itself counted; 0 writes, and verifies the first time. */
  round: number;
}

export const firstWriting: CallKey = { step: 'write', channel: 'all', round: 0 };

type Caller = Pick<PhaseInput, 'commandId' | 'attempt' | 'payer'>;

/**
 * One call to the model, paid for once: a finished call is stored before anything else happens and is used again when
 * its phase runs again. Failed calls are recorded too, with what they cost.
 * @throws ModelError, or the signal's reason when it was aborted
 */
export async function callModel<Output>(
  services: Services,
  caller: Caller,
  key: CallKey,
  request: Omit<ModelRequest<Output>, 'beforeCall' | 'maxTokens'>,
): Promise<Omit<ModelAnswer<Output>, 'usage'>> {
  const { config, database, model, prices } = services;
  const { commandId, payer } = caller;
  const stored = await database.prisma.modelCall.findFirst({
    where: { commandId, ...key, outcome: 'completed' },
  });
  if (stored) return { output: readStored(stored.output, request), model: stored.model };

  let startedAt = Date.now();
  const beforeCall = async () => {
    insistOnAllowedModel(config, request.model);
    await insistOnBudget(services, payer, request.model);
    startedAt = Date.now();
  };
  const record = (call: Omit<MadeCall, 'durationMs' | 'costUsd'>) =>
    recordCall(database, caller, key, {
      ...call,
      durationMs: Date.now() - startedAt,
      costUsd: prices.costOf([call.model, request.model], call.usage),
    });
  const { usage, ...answer } = await model
    .complete({ ...request, maxTokens: config.MODEL_MAX_TOKENS, beforeCall })
    .catch(async (error) => {
      if (error instanceof ModelError && error.sent) {
        const { code, message } = error;
        await record({ model: request.model, usage: error.usage, result: { error: { code, message } } });
      }
      // Who aborted knows why; a phase must not take it for a fault of the model.
      request.signal.throwIfAborted();
      throw error;
    });
  if (!(await record({ model: answer.model, usage, result: { output: answer.output as object } }))) {
    // A worker that was replaced while it called may have been first: the two answers are equally good, and both paid.
    const error = { code: 'MODEL_CALL_REPEATED', message: 'the same step had been finished by another call' };
    await record({ model: answer.model, usage, result: { error } });
  }
  return answer;
}

/** @throws ModelError when the answer is one to an older question: the gate has changed since, and asks for other channels */
function readStored<Output>(output: unknown, { answer }: Pick<ModelRequest<Output>, 'answer'>): Output {
  const parsed = answer.schema.safeParse(output);
  if (parsed.success) return parsed.data;
  throw new ModelError('MODEL_ANSWER_UNREADABLE', 'the stored answer does not fit what is asked now', {
    permanent: true,
    sent: false,
  });
}

/** An agent may have been stored before the operator's list was. @throws ModelError for a model that is not in it */
function insistOnAllowedModel(config: Config, model: string): void {
  if (isModelAllowed(config, model)) return;
  throw new ModelError(
    'MODEL_NOT_ALLOWED',
    `the operator does not allow the model ${model}: see MODELS_ALLOWED`,
    {
      permanent: true,
      sent: false,
    },
  );
}

/** @throws ModelError when the site or its organisation may spend nothing more today, or when what it would spend is not known */
async function insistOnBudget(services: Services, payer: Payer, model: string): Promise<void> {
  const { config, prices } = services;
  const refuse = (code: 'BUDGET_EXHAUSTED' | 'MODEL_PRICE_UNKNOWN', message: string) =>
    new ModelError(code, message, { permanent: true, sent: false });
  if (hasUsdBudget(budgetsOf(config, payer)) && !prices.knows(model) && !usesOfflineWriter(config)) {
    throw refuse(
      'MODEL_PRICE_UNKNOWN',
      `no price is known for the model ${model}, and a daily budget in USD needs one: set MODEL_PRICES`,
    );
  }
  const spent = await findSpentBudget(services, payer);
  if (spent) throw refuse('BUDGET_EXHAUSTED', spent.message);
}
