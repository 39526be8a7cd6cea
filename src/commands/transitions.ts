import { agentSchema, type Phase } from '../contract/agents.ts';
import { channelSchema } from '../contract/channels.ts';
import type { CommandError } from '../contract/errors.ts';
import { factsSchema } from '../contract/facts.ts';
import { salesOutputSchema } from '../contract/messages.ts';
import type { MessageToRevise, PhaseInput, PhaseResult } from '../contract/phase.ts';
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
  followUpId: string;
  commandId: string;
  /** The generation of the follow-up's jobs. Jobs of an older generation cannot claim. */
  generation: number;
  /** Whether this is the job's last attempt. */
  lastAttempt: boolean;
}

export interface ClaimedCommand {
  kind: 'claimed';
  phase: Phase;
  input: PhaseInput & { calls: OwnedCallLog };
  plan: Plan;
  /** The command of the next phase. Null in the last phase. */
  nextCommandId: string | null;
  startedAt: Date;
  /** The span of the request, if it was traced. */
  traceparent: string | null;
  /** The sequence number of the follow-up's newest event. */
  seq: number;
}

export type Claim =
  | ClaimedCommand
  /** The organisation is suspended. */
  | { kind: 'suspended' }
  /** Its last attempt waits for another job's last attempt in this process. */
  | { kind: 'waits' }
  /** Too many processes died while they ran the command. It has failed now. */
  | { kind: 'set aside'; followUpId: string }
  /** The command had ended already. */
  | { kind: 'ended'; status: Status; followUpId: string }
  /** The command was deleted. */
  | { kind: 'gone' }
  | { kind: 'superseded' };

/** The database access that claims and ends commands. */
export interface CommandStore {
  database: Database;
  pipeline: PipelineSql;
}

/**
 * Claims a command for one attempt. The attempt number is a fencing token: a worker that was frozen does not know that it
 * was replaced, and its older attempt can no longer store anything. The claim stays open until the run ends, so claims
 * that dead processes left open can be counted.
 */
export async function claimCommand(store: CommandStore, key: CommandKey): Promise<Claim> {
  const { followUpId, commandId, generation } = key;
  const phase = { followUpId, commandId, generation };
  const row = await store.pipeline.claimPhase({ ...phase, belowDeaths: maxDeaths - 1 });
  if (row) return toClaim(store, row, key);
  const refusal = await findRefusal(store.database, key);
  if (refusal) return refusal;
  // The last attempt. The claim fails if another process has claimed the command since.
  const last = await store.pipeline.claimPhase({ ...phase, belowDeaths: maxDeaths });
  return last ? toClaim(store, last, key) : { kind: 'waits' };
}

/** Parses the row after the claim is committed, so that a row that crashes the process is counted. */
async function toClaim(store: CommandStore, row: ClaimedPhaseRow, key: CommandKey): Promise<ClaimedCommand> {
  try {
    const plan = planSchema.parse(row.plan);
    const { nextCommandId, startedAt, traceparent, seq } = row;
    return {
      kind: 'claimed',
      phase: row.kind as Phase,
      input: toInput(store, row, plan, key),
      plan,
      nextCommandId,
      startedAt,
      traceparent,
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
  const { followUpId, commandId, attempt, kind, organisationId, siteId, dailyTokens, dailyUsd } = row;
  const revision = toRevision(row);
  return {
    followUpId,
    commandId,
    attempt,
    lastAttempt,
    agent: agentSchema.parse(row.agent),
    channels: revision ? [revision.channel] : channels,
    facts: factsSchema.parse(row.facts),
    factCheck: row.nextCommandId === null ? factCheck : 'off',
    payer: { organisationId, siteId, dailyTokens, dailyUsd },
    sales: kind === 'copywriter' ? salesOutputSchema.parse(row.sales) : null,
    revision,
    calls: createCallLog(pipeline, row, row.calls as Parameters<typeof createCallLog>[2]),
  };
}

function toRevision({ revision }: ClaimedPhaseRow): MessageToRevise | null {
  if (!revision) return null;
  const { channel, instructions, title, message } = revision;
  return { channel: channelSchema.parse(channel), current: { title, message }, instructions };
}

/** Why a command was not claimed. @returns null if its last attempt may start now */
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

/** A command and the attempt that claimed it. */
export type Fence = Pick<PhaseInput, 'followUpId' | 'commandId' | 'attempt'>;

/**
 * Ends a claim whose command has not ended. The newest claim also resets the count of deaths, because this run survived.
 * An older claim only subtracts itself.
 */
export async function endCommandClaim({ prisma }: Database, { commandId, attempt }: Fence): Promise<void> {
  await prisma.$executeRaw`
    UPDATE command SET open_claims = CASE WHEN attempt = ${attempt} THEN 0 ELSE open_claims - 1 END
    WHERE id = ${commandId} AND status = 'running' AND open_claims > 0`;
}

/**
 * Stores a phase's result with its last calls. A result that arrives after the follow-up has ended is stored on the
 * command and never published.
 * @param settlement for the last phase: the outcome of the follow-up
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
  { followUpId, commandId, attempt, calls }: Fence & { calls: OwnedCallLog },
  end: PhaseToEnd['end'],
  settlement: SettlementToWrite | null,
): Promise<EndedPhase> {
  const taken = calls.take();
  const ended = await pipeline.endPhase({ followUpId, commandId, attempt, end, calls: taken, settlement });
  await calls.recordRepeated(taken, ended.recorded);
  return ended;
}

/** Ends a command without a result, in a transaction that has locked the follow-up. */
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
      // The cost of a call that is still in progress will never be known.
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
