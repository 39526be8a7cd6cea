import { z } from 'zod';
import type { Phase } from '../../src/contract/agents.ts';
import { type Channel, channels } from '../../src/contract/channels.ts';
import { type Facts, factsSchema } from '../../src/contract/facts.ts';
import { type DraftMessages, draftMessagesSchema } from '../../src/contract/messages.ts';
import type { Database } from '../../src/platform/database.ts';
import type { Command, ModelCall } from '../../src/platform/generated/client.ts';
import { contextOf } from '../../src/quality/context-of.ts';
import type { EvalCall, EvaluatedLead, MeasuredByChannel } from './evaluated-lead.ts';
import { measureMessage } from './measure-message.ts';
import type { RunCase } from './run-cases.ts';

type StoredCommand = Command & { modelCalls: ModelCall[] };

/** The answer of either phase. Only the sales phase has a strategy. */
const answerSchema = z.object({ strategy: z.string().optional(), channels: draftMessagesSchema });

/** Measures what was written for a lead, based on the stored model calls. */
export async function evaluateLead({ prisma }: Database, ran: RunCase): Promise<EvaluatedLead> {
  const { followUp } = ran;
  if (!followUp) {
    const none = { draft: {}, 'repaired draft': {}, refined: {}, 'repaired refined': {}, published: {} };
    return { ...ran, facts: null, strategy: null, measured: none, calls: [] };
  }
  const stored = await prisma.followUp.findUniqueOrThrow({
    where: { id: followUp.id },
    include: { commands: { include: { modelCalls: { orderBy: { createdAt: 'asc' } } } } },
  });
  const facts = factsSchema.parse(stored.facts);
  const sales = answersOf(stored.commands, 'sales');
  const copywriter = answersOf(stored.commands, 'copywriter');
  const measure = (drafts: DraftMessages) => measureAll(drafts, facts);
  return {
    ...ran,
    facts,
    strategy: sales.strategy,
    measured: {
      draft: measure(sales.written),
      'repaired draft': measure({ ...sales.written, ...sales.repaired }),
      refined: measure(copywriter.written),
      'repaired refined': measure({ ...copywriter.written, ...copywriter.repaired }),
      published: measure(followUp.messages ?? {}),
    },
    calls: stored.commands.flatMap(({ kind, modelCalls }) =>
      modelCalls.map((call) => presentCall(kind as Phase, call)),
    ),
  };
}

/** The first version of a phase, and the version after the repair of rejected messages. */
function answersOf(commands: readonly StoredCommand[], phase: Phase) {
  const calls = commands.find(({ kind }) => kind === phase)?.modelCalls ?? [];
  const answers = calls
    .filter(({ outcome, step }) => outcome === 'completed' && step !== 'verify')
    .map(({ step, output }) => ({ step, ...answerSchema.parse(output) }));
  const merged = (wanted: string): DraftMessages =>
    Object.assign({}, ...answers.filter(({ step }) => step === wanted).map((answer) => answer.channels));
  const strategy = answers.find((answer) => answer.strategy !== undefined)?.strategy ?? null;
  return { strategy, written: merged('write'), repaired: merged('repair') };
}

function measureAll(drafts: DraftMessages, facts: Facts): MeasuredByChannel {
  const context = contextOf(facts, new Date());
  const measure = (channel: Channel) => {
    const draft = drafts[channel];
    return draft ? [[channel, measureMessage(draft, channel, context, facts.sender?.name ?? null)]] : [];
  };
  return Object.fromEntries(channels.flatMap(measure));
}

function presentCall(phase: Phase, call: ModelCall): EvalCall {
  const { step, model, error, durationMs, inputTokens, outputTokens, costUsd } = call;
  const errorCode = call.outcome === 'completed' ? null : ((error as { code?: string })?.code ?? 'UNKNOWN');
  return {
    phase,
    step,
    model,
    errorCode,
    durationMs,
    inputTokens,
    outputTokens,
    costUsd: costUsd?.toNumber() ?? null,
  };
}
