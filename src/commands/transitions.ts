import { agentSchema } from '../contract/agents.ts';
import type { CommandError } from '../contract/errors.ts';
import { factsSchema } from '../contract/facts.ts';
import { salesOutputSchema } from '../contract/messages.ts';
import type { PhaseInput, PhaseResult } from '../contract/phase.ts';
import { type Plan, planSchema } from '../contract/plan.ts';
import { isTerminal, type Status } from '../contract/status.ts';
import type { Database, DatabaseClient } from '../platform/database.ts';
import { createCallLog, type OwnedCallLog } from '../platform/pipeline-sql/call-log.ts';
import type { ClaimedPhaseRow } from '../platform/pipeline-sql/claim-phases.ts';
import type { EndedPhase, PhaseToEnd, SettlementToWrite } from '../platform/pipeline-sql/end-phases.ts';
import type { PipelineSql } from '../platform/pipeline-sql/pipeline-sql.ts';
import { admitAfterDeaths, maxDeaths, setAsideReason } from '../platform/work-in-hand.ts';
import { lockFollowUp } from './lock-follow-up.ts';
import { recordEvent } from './record-event.ts';
import { statusesBefore } from './state.ts';

export interface CommandKey {
  commandId: string;
  /** Which of the follow-up's flows asks; one that was replaced may claim nothing. */
  generation: number;
  /** No attempt comes after this one. */
  lastAttempt: boolean;
}

export interface ClaimedCommand {
  kind: 'claimed';
  input: PhaseInput & { calls: OwnedCallLog };
  followUpId: string;
  plan: Plan;
  /** The command of the next phase; null for the last one. */
  nextCommandId: string | null;
  startedAt: Date;
  /** The sequence number of the follow-up's newest event. */
  seq: number;
}

export type Claim =
  | ClaimedCommand
  /** Its organisation is suspended. */
  | { kind: 'suspended' }
  /** Other jobs run before this one's last chance. */
  | { kind: 'waits' }
  /** Too many processes died with it in hand, so it has failed now. */
  | { kind: 'set aside'; followUpId: string }
  /** The command has ended before. */
  | { kind: 'ended'; status: Status; followUpId: string }
  /** There is no such command any more. */
  | { kind: 'gone' }
  | { kind: 'superseded' };

/** Where commands are claimed and ended. */
export interface CommandStore {
  database: Database;
  pipeline: PipelineSql;
}

/**
 * Takes a command for one attempt. An earlier claim can no longer store anything: the attempt's number is the fence,
 * since a worker that was frozen does not know that it was replaced. The claim stays open until its run ends, so that
 * claims which a dying process left open can be counted.
 */
export async function claimCommand(store: CommandStore, key: CommandKey): Promise<Claim> {
  const { commandId, generation } = key;
  const row = await store.pipeline.claimPhase({ commandId, generation, belowDeaths: maxDeaths - 1 });
  if (row) return toClaim(store, row, key);
  const refusal = await findRefusal(store.database, key);
  if (refusal) return refusal;
  // Its last chance. Nobody may have claimed it since, or died of it.
  const last = await store.pipeline.claimPhase({ commandId, generation, belowDeaths: maxDeaths });
  return last ? toClaim(store, last, key) : { kind: 'waits' };
}

/** After the commit: whatever the values of the row do to the process, the claim is on record. */
async function toClaim(store: CommandStore, row: ClaimedPhaseRow, key: CommandKey): Promise<ClaimedCommand> {
  try {
    const plan = planSchema.parse(row.plan);
    const { followUpId, nextCommandId, startedAt, seq } = row;
    return {
      kind: 'claimed',
      input: toInput(store, row, plan, key),
      followUpId,
      plan,
      nextCommandId,
      startedAt,
      seq,
    };
  } catch (error) {
    await endCommandClaim(store.database, row);
    throw error;
  }
}

function toInput(
  { pipeline }: CommandStore,
  row: ClaimedPhaseRow,
  { channels, fact_check: factCheck }: Plan,
  { lastAttempt }: CommandKey,
): ClaimedCommand['input'] {
  const { commandId, attempt, kind, organisationId, siteId, dailyTokens, dailyUsd } = row;
  return {
    commandId,
    attempt,
    lastAttempt,
    agent: agentSchema.parse(row.agent),
    channels,
    facts: factsSchema.parse(row.facts),
    factCheck: row.nextCommandId === null ? factCheck : 'off',
    payer: { organisationId, siteId, dailyTokens, dailyUsd },
    sales: kind === 'copywriter' ? salesOutputSchema.parse(row.sales) : null,
    calls: createCallLog(pipeline, row, row.calls as Parameters<typeof createCallLog>[2]),
  };
}

/** Why a command was not claimed. @returns null when it has its last chance now */
async function findRefusal(
  { prisma }: Database,
  { commandId, generation }: CommandKey,
): Promise<Exclude<Claim, ClaimedCommand> | null> {
  return prisma.$transaction(async (tx) => {
    const followUp = await lockFollowUp(tx, { commandId });
    if (!followUp) return { kind: 'gone' };
    if (followUp.generation !== generation) return { kind: 'superseded' };
    const command = await tx.command.findUniqueOrThrow({ where: { id: commandId } });
    const status = command.status as Status;
    if (isTerminal(status)) return { kind: 'ended', status, followUpId: followUp.id };
    if (followUp.isSuspended) return { kind: 'suspended' };
    const admission = admitAfterDeaths(command.openClaims);
    if (admission === 'run') return null;
    if (admission === 'wait') return { kind: 'waits' };
    const error: CommandError = { code: 'PROCESS_DIED', message: setAsideReason };
    await endCommand(tx, command, { status: 'failed', error });
    return { kind: 'set aside', followUpId: followUp.id };
  });
}

/** Who claimed a command, and with which attempt. */
export type Fence = Pick<PhaseInput, 'commandId' | 'attempt'>;

/**
 * Ends a claim whose command has not ended. The newest claim forgets the deaths before it, since this run ended; an
 * older claim takes back only itself.
 */
export async function endCommandClaim({ prisma }: Database, { commandId, attempt }: Fence): Promise<void> {
  await prisma.$executeRaw`
    UPDATE command SET open_claims = CASE WHEN attempt = ${attempt} THEN 0 ELSE open_claims - 1 END
    WHERE id = ${commandId} AND status = 'running' AND open_claims > 0`;
}

/**
 * Stores a phase's result with its last calls. A result that comes after the follow-up has ended is kept on the command
 * for the record, and published nowhere.
 * @param settlement for the last phase: what the follow-up ends with
 */
export function completeCommand(
  { pipeline }: Pick<CommandStore, 'pipeline'>,
  input: Fence & { calls: OwnedCallLog },
  { output, model, promptVersion }: PhaseResult,
  settlement: SettlementToWrite | null = null,
): Promise<EndedPhase> {
  return end(pipeline, input, { status: 'completed', output, model, promptVersion }, settlement);
}

/** Ends a command without a result, and records its last calls. */
export function failCommand(
  { pipeline }: Pick<CommandStore, 'pipeline'>,
  input: Fence & { calls: OwnedCallLog },
  error: CommandError,
): Promise<EndedPhase> {
  const { code, message } = error;
  return end(pipeline, input, { status: 'failed', error: { code, message } }, null);
}

async function end(
  pipeline: PipelineSql,
  { commandId, attempt, calls }: Fence & { calls: OwnedCallLog },
  end: PhaseToEnd['end'],
  settlement: SettlementToWrite | null,
): Promise<EndedPhase> {
  const taken = calls.take();
  const ended = await pipeline.endPhase({ commandId, attempt, end, calls: taken, settlement });
  await calls.recordRepeated(taken, ended.recorded);
  return ended;
}

/** Ends a command that nobody holds any more, within a transaction that has locked the follow-up. */
export async function endCommand(
  tx: DatabaseClient,
  command: { id: string; followUpId: string; status: string },
  end: { status: 'cancelled' } | { status: 'failed'; error: CommandError },
): Promise<void> {
  const { count } = await tx.command.updateMany({
    where: { id: command.id, status: { in: statusesBefore(end.status) } },
    data: {
      status: end.status,
      finishedAt: new Date(),
      ...(end.status === 'failed' ? { error: end.error } : {}),
      // A call may be under way, and nobody will say what it cost.
      ...(command.status === 'running' ? { costUsd: null } : {}),
    },
  });
  if (count === 0) return;
  await recordEvent(tx, {
    followUpId: command.followUpId,
    commandId: command.id,
    status: end.status,
    data: end.status === 'failed' ? { code: end.error.code } : {},
  });
}
