import type { Channel } from '../contract/channels.ts';
import type { PhaseInput } from '../contract/phase.ts';
import { newId } from '../platform/ids.ts';
import { type ModelAnswer, ModelError, type ModelRequest } from '../platform/model-client.ts';
import type { Services } from '../platform/services.ts';

/** What a call is for; a command makes one finished call for each. */
export interface CallKey {
  step: 'write' | 'repair';
  /** Which channel alone is written, or all of them. */
  channel: Channel | 'all';
  /** Counts the repairs; 0 writes. */
  round: number;
}

export const firstWriting: CallKey = { step: 'write', channel: 'all', round: 0 };

/**
 * One call to the model, paid for once: a finished call is stored before anything else happens and is used again when
 * its phase runs again. Failed calls are recorded too.
 * @throws ModelError, or the signal's reason when it was aborted
 */
export async function callModel<Output>(
  { database, model }: Services,
  { commandId, attempt }: Pick<PhaseInput, 'commandId' | 'attempt'>,
  key: CallKey,
  request: ModelRequest<Output>,
): Promise<ModelAnswer<Output>> {
  const { prisma } = database;
  const stored = await prisma.modelCall.findFirst({ where: { commandId, ...key, outcome: 'completed' } });
  if (stored) {
    const { inputTokens, outputTokens } = stored;
    return {
      output: request.answer.schema.parse(stored.output),
      model: stored.model,
      inputTokens,
      outputTokens,
    };
  }

  const startedAt = Date.now();
  const call = () => ({ id: newId('mcl'), commandId, attempt, ...key, durationMs: Date.now() - startedAt });
  try {
    const answer = await model.complete(request);
    await prisma.modelCall.createMany({
      data: {
        ...call(),
        outcome: 'completed',
        model: answer.model,
        output: answer.output as object,
        inputTokens: answer.inputTokens,
        outputTokens: answer.outputTokens,
      },
      // A worker that was replaced while it called may have been first: the two answers are equally good.
      skipDuplicates: true,
    });
    return answer;
  } catch (error) {
    if (error instanceof ModelError) {
      const { code, message } = error;
      await prisma.modelCall.create({
        data: { ...call(), outcome: 'failed', model: request.model, error: { code, message } },
      });
    }
    throw error;
  }
}
