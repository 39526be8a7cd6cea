import type { CallStep, MadeCall, Payer, PhaseInput } from '../contract/phase.ts';
import { type Config, isModelAllowed, usesOfflineWriter } from '../platform/config.ts';
import type { ModelAnswer, ModelRequest } from '../platform/model/model-call.ts';
import { ModelError } from '../platform/model/model-error.ts';
import type { Usage } from '../platform/model/usage.ts';
import type { Services } from '../platform/services.ts';
import { modelCallSpan } from './model-call-span.ts';
import { budgetsOf, findSpentBudget, hasUsdBudget } from './site-budget.ts';

export const firstWriting: CallStep = { step: 'write', channel: 'all', round: 0 };

type Caller = Pick<PhaseInput, 'commandId' | 'payer' | 'calls'> & {
  agent: Pick<PhaseInput['agent'], 'max_tokens'>;
};

/**
 * Makes one call to the model and pays for it once: when a phase runs again, it reuses finished calls. Failed calls
 * are recorded too, with their cost.
 * @throws ModelError, or the signal's reason if it was aborted
 */
export async function callModel<Output>(
  services: Services,
  { commandId, payer, calls, agent }: Caller,
  step: CallStep,
  request: Omit<ModelRequest<Output>, 'beforeCall' | 'maxTokens'>,
): Promise<Omit<ModelAnswer<Output>, 'usage'>> {
  const { config, model, prices } = services;
  const earlier = calls.find(step);
  if (earlier) return { output: readStored(earlier.output, request), model: earlier.model };

  let startedAt = Date.now();
  const beforeCall = async () => {
    insistOnAllowedModel(config, request.model);
    await calls.flush();
    await insistOnBudget(services, payer, request.model);
    startedAt = Date.now();
  };
  const add = (
    usedModel: string,
    usage: Usage | null,
    result: Pick<MadeCall, 'outcome' | 'output' | 'error'>,
  ) => {
    const { inputTokens = 0, cachedInputTokens = 0, outputTokens = 0 } = usage ?? {};
    const call = {
      ...step,
      ...result,
      model: usedModel,
      inputTokens,
      cachedInputTokens,
      outputTokens,
      costUsd: prices.costOf([usedModel, request.model], usage),
      durationMs: Date.now() - startedAt,
    };
    calls.add(call);
    reportCall(services, commandId, request.model, { ...call, startedAt });
  };
  try {
    const { usage, ...answer } = await model.complete({
      ...request,
      maxTokens: agent.max_tokens ?? config.MODEL_MAX_TOKENS,
      beforeCall,
    });
    add(answer.model, usage, { outcome: 'completed', output: answer.output as object, error: null });
    return answer;
  } catch (error) {
    if (error instanceof ModelError && error.sent) {
      const { code, message } = error;
      add(request.model, error.usage, { outcome: 'failed', output: null, error: { code, message } });
    }
    // The reason of the abort is known to its caller. The phase must not treat it as a failure of the model.
    request.signal.throwIfAborted();
    throw error;
  }
}

/** Logs, measures and traces a call, without what was sent and answered. */
function reportCall(
  { config, logger, metrics, tracing }: Services,
  commandId: string,
  askedModel: string,
  { output: _output, error, startedAt, ...call }: MadeCall & { startedAt: number },
): void {
  const model = metrics.modelLabel(askedModel);
  const outcome = error?.code ?? call.outcome;
  metrics.modelCalls.observe({ model, step: call.step, outcome }, call.durationMs / 1_000);
  metrics.modelTokens.inc({ model, kind: 'input' }, call.inputTokens);
  metrics.modelTokens.inc({ model, kind: 'cached_input' }, call.cachedInputTokens);
  metrics.modelTokens.inc({ model, kind: 'output' }, call.outputTokens);
  if (call.costUsd !== null) metrics.modelCost.inc({ model }, call.costUsd);
  tracing.record({ ...modelCallSpan(config, askedModel, call), startedAt, failure: error?.code });
  logger.info({ commandId, ...call, outcome }, 'model call');
}

/**
 * The gate may have changed since the answer was stored, and may now require other channels.
 * @throws ModelError if the stored answer does not match the question
 */
function readStored<Output>(output: unknown, { answer }: Pick<ModelRequest<Output>, 'answer'>): Output {
  const parsed = answer.schema.safeParse(output);
  if (parsed.success) return parsed.data;
  throw new ModelError('MODEL_ANSWER_UNREADABLE', 'the stored answer does not match the current request', {
    permanent: true,
    sent: false,
  });
}

/**
 * An agent may have been stored before the operator's list was set. @throws ModelError for a model that is not on the
 * list
 */
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

/**
 * @throws ModelError if the daily budget of the site or its organisation is used up, or if the price of the model is
 * unknown
 */
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
