import { lockFollowUp } from '../commands/lock-follow-up.ts';
import { recordEvent } from '../commands/record-event.ts';
import { endCommand } from '../commands/transitions.ts';
import type { Phase } from '../contract/agents.ts';
import type { CommandError, ErrorBody } from '../contract/errors.ts';
import { factsSchema } from '../contract/facts.ts';
import {
  copywriterOutputSchema,
  type DraftMessages,
  salesOutputSchema,
  type Verdicts,
} from '../contract/messages.ts';
import { planSchema } from '../contract/plan.ts';
import { isInProgress, isTerminal, type Status } from '../contract/status.ts';
import { readClosedChannels } from '../directory/suppressions.ts';
import { openGate } from '../generation/open-gate.ts';
import type { Database, DatabaseClient } from '../platform/database.ts';
import { endClaim } from '../platform/end-claim.ts';
import type { Command } from '../platform/generated/client.ts';
import type { Services } from '../platform/services.ts';
import type { Span } from '../platform/tracing/current-span.ts';
import type { SpanToStart } from '../platform/tracing/tracing.ts';
import { maxDeaths, setAsideReason } from '../platform/work-in-hand.ts';
import { announceChange } from '../webhooks/announce-change.ts';
import { cancelIfSequencePaused } from './cancel-for-pause.ts';
import { decideOutcome, type Outcome } from './outcome.ts';
import { reportOutcome } from './report-outcome.ts';
import { openReview } from './review/open-review.ts';
import {
  type ClaimedSettlement,
  claimSettlement,
  endSettlementClaim,
  type SettleKey,
} from './settlement-claim.ts';

/** `waits`: its last attempt waits for another job's last attempt in this process. */
export type Settlement = 'settled' | 'waits';

/**
 * Decides the outcome of a follow-up whose phases have ended, or opens its review, and stores it with its event. A single
 * follow-up without problems is settled by the statement that ends its last phase; this handles all others. Settling twice
 * changes nothing.
 */
export async function settleFollowUp(services: Services, key: SettleKey): Promise<Settlement> {
  const { database, logger } = services;
  const { followUpId } = key;
  const claim = await claimSettlement(database, key);
  if (claim.kind === 'waits') return 'waits';
  if (claim.kind === 'set aside') {
    const outcome = await failUnsettled(database, key);
    if (outcome) {
      logger.error({ followUpId, deaths: maxDeaths }, 'a follow-up was set aside');
      reportOutcome(services, followUpId, outcome);
    }
  }
  if (claim.kind === 'claimed') {
    await services.tracing.inSpan(spanOf(followUpId, claim), (span) =>
      settleClaimed(services, key, claim, span),
    );
  }
  await announceChange(services, { followUpId });
  return 'settled';
}

function spanOf(followUpId: string, { organisationId, traceparent }: ClaimedSettlement): SpanToStart {
  const attributes = {
    'lead_followup.organisation_id': organisationId,
    'lead_followup.follow_up_id': followUpId,
  };
  return { name: 'settle', kind: 'internal', parent: traceparent, attributes };
}

async function settleClaimed(
  services: Services,
  key: SettleKey,
  claim: ClaimedSettlement,
  span: Span,
): Promise<void> {
  const { database, logger } = services;
  const end = () => endClaim(logger, () => endSettlementClaim(database, key));
  try {
    const outcome = await decide(services, key, claim);
    if (!outcome) return await end();
    span.set({ 'lead_followup.follow_up_status': outcome.status });
    if (outcome.status === 'failed') span.fail(outcome.error.code);
    reportOutcome(services, key.followUpId, outcome);
  } catch (error) {
    await end();
    throw error;
  }
}

/** Verdicts by the id of a command. */
type VerdictsByCommand = ReadonlyMap<string, Verdicts>;
/** Messages without stored verdicts, by the id of their command. Only older rows have them. */
type Unchecked = Map<string, DraftMessages>;

/** A step is cancelled if its sequence was paused. */
type Settled = Outcome | { status: 'cancelled' };

/** @returns null if the follow-up has ended or belongs to another generation now */
async function decide(
  { config, database: { prisma } }: Pick<Services, 'config' | 'database'>,
  key: SettleKey,
  claim: ClaimedSettlement,
): Promise<Settled | null> {
  const expiresDays = config.REVIEW_EXPIRES_DAYS;
  const attempt = (checked: VerdictsByCommand) =>
    prisma.$transaction((tx) => decideWith(tx, key, { ...claim, expiresDays }, checked));
  const decided = await attempt(new Map());
  if (!(decided instanceof Map)) return decided;
  // The gate runs outside the transaction, so that locks are short.
  const again = await attempt(await checkOutputs(claim, decided));
  return again instanceof Map ? null : again;
}

async function checkOutputs({ facts }: ClaimedSettlement, unchecked: Unchecked): Promise<VerdictsByCommand> {
  const gate = await openGate(factsSchema.parse(facts), new Date());
  const verdicts = [...unchecked].map(async ([id, drafts]) => [id, await gate.check(drafts)] as const);
  return new Map(await Promise.all(verdicts));
}

/**
 * @param checked verdicts on outputs without stored ones
 * @returns the outcome, null if this call may not decide it, or the outputs that must be checked first
 */
async function decideWith(
  tx: DatabaseClient,
  { followUpId, generation }: SettleKey,
  claim: ClaimedSettlement & { expiresDays: number },
  checked: VerdictsByCommand,
): Promise<Settled | null | Unchecked> {
  const followUp = await lockFollowUp(tx, { followUpId });
  if (!followUp || !isInProgress(followUp.status) || followUp.generation !== generation) return null;
  if (await cancelIfSequencePaused(tx, followUp)) return { status: 'cancelled' };
  const { sales, copywriter } = await endCommands(tx, followUpId);
  const salesOutput = sales.status === 'completed' ? salesOutputSchema.parse(sales.output) : null;
  const refined = copywriter?.status === 'completed' ? copywriterOutputSchema.parse(copywriter.output) : null;
  const written = [
    { id: sales.id, output: salesOutput },
    { id: copywriter?.id ?? '', output: refined },
  ];
  const unchecked = written.flatMap(({ id, output }) =>
    output && !output.verdicts && !checked.has(id) ? [[id, output.channels] as const] : [],
  );
  if (unchecked.length > 0) return new Map(unchecked);
  const withVerdicts = <Output extends { verdicts?: Verdicts | undefined }>(id: string, output: Output) => ({
    ...output,
    verdicts: output.verdicts ?? checked.get(id) ?? {},
  });
  const outcome = decideOutcome(
    planSchema.parse(claim.plan),
    {
      sales: {
        output: salesOutput && withVerdicts(sales.id, salesOutput),
        error: sales.error as CommandError | null,
      },
      copywriter: copywriter && {
        output: refined && withVerdicts(copywriter.id, refined),
        error: copywriter.error as CommandError | null,
      },
    },
    await readClosedChannels(tx, followUp.organisationId, claim),
  );
  if (outcome.status !== 'awaiting_review') {
    await writeOutcome(tx, followUp, outcome);
    return outcome;
  }
  const { createdAt, expiresDays } = claim;
  const commandIds = { sales: sales.id, copywriter: copywriter?.id ?? null };
  await openReview(tx, { followUp: { id: followUpId, createdAt }, commandIds, outcome, expiresDays });
  return outcome;
}

/**
 * Fails a follow-up whose outcome cannot be decided, without reading its outputs.
 * @returns null if it was not open any more
 */
function failUnsettled({ prisma }: Database, { followUpId, generation }: SettleKey): Promise<Outcome | null> {
  return prisma.$transaction(async (tx) => {
    const followUp = await lockFollowUp(tx, { followUpId });
    if (!followUp || !isInProgress(followUp.status) || followUp.generation !== generation) return null;
    await endCommands(tx, followUpId);
    const error: ErrorBody = {
      code: 'SYSTEM_ERROR',
      message: setAsideReason,
      details: { reason: 'PROCESS_DIED' },
    };
    const outcome = { status: 'failed' as const, error };
    await writeOutcome(tx, followUp, outcome);
    return outcome;
  });
}

/**
 * Ends every command that is still open. A follow-up is settled after its phase jobs have ended, so an open command is one
 * that its job gave up, or one that waited for a sales phase that failed.
 */
async function endCommands(tx: DatabaseClient, followUpId: string) {
  const gaveUp: CommandError = { code: 'PHASE_GIVEN_UP', message: 'the phase ended without a result' };
  const sales = await endIfOpen(tx, followUpId, 'sales', { status: 'failed', error: gaveUp });
  if (!sales) throw new Error('a follow-up without a sales command');
  const copywriter = await endIfOpen(
    tx,
    followUpId,
    'copywriter',
    sales.status === 'completed' ? { status: 'failed', error: gaveUp } : { status: 'cancelled' },
  );
  return { sales, copywriter };
}

async function endIfOpen(
  tx: DatabaseClient,
  followUpId: string,
  phase: Phase,
  end: Parameters<typeof endCommand>[2],
): Promise<Command | null> {
  const find = () =>
    tx.command.findUnique({ where: { followUpId_kind_number: { followUpId, kind: phase, number: 0 } } });
  const command = await find();
  if (!command || isTerminal(command.status as Status)) return command;
  await endCommand(tx, command, end);
  return find();
}

async function writeOutcome(
  tx: DatabaseClient,
  { id }: { id: string },
  outcome: Exclude<Outcome, { status: 'awaiting_review' }>,
): Promise<void> {
  const ended = { status: outcome.status, finishedAt: new Date() };
  const data =
    outcome.status === 'completed'
      ? { ...ended, result: outcome.result }
      : { ...ended, error: { ...outcome.error } };
  await tx.followUp.update({ where: { id }, data: data as object });
  await recordEvent(tx, {
    followUpId: id,
    status: outcome.status,
    data: outcome.status === 'failed' ? { code: outcome.error.code } : {},
  });
}
