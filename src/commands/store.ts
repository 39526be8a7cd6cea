import { agentSchema } from '../contract/agents.ts';
import type { CommandError } from '../contract/errors.ts';
import { factsSchema } from '../contract/facts.ts';
import { salesOutputSchema } from '../contract/messages.ts';
import type { PhaseInput, PhaseResult } from '../contract/phase.ts';
import { planSchema } from '../contract/plan.ts';
import { isTerminal, type Status } from '../contract/status.ts';
import type { Database, DatabaseClient } from '../platform/database.ts';
import type { Command } from '../platform/generated/client.ts';
import { admitAfterDeaths, setAsideReason } from '../platform/work-in-hand.ts';
import { type LockedFollowUp, lockFollowUp } from './lock-follow-up.ts';
import { recordEvent } from './record-event.ts';
import { statusesBefore } from './state.ts';

export interface CommandKey {
  commandId: string;
  /** Which of the follow-up's flows asks; one that was replaced may claim nothing. */
  generation: number;
  /** No attempt comes after this one. */
  lastAttempt: boolean;
}

export type Claim =
  | { kind: 'claimed'; input: PhaseInput; followUpId: string; startedAt: Date }
  /** Its organisation is suspended. */
  | { kind: 'suspended' }
  /** Other jobs run before this one's last chance. */
  | { kind: 'waits' }
  /** Too many processes died with it in hand, so it has failed now. */
  | { kind: 'set aside'; followUpId: string }
  /** The command has ended before, or there is none any more. */
  | { kind: 'ended'; status: Status | null }
  | { kind: 'superseded' };

/**
 * Takes a command for one attempt. An earlier claim can no longer store anything: the attempt's number is the fence,
 * since a worker that was frozen does not know that it was replaced. The claim stays open until its run ends, so that
 * claims which a dying process left open can be counted.
 */
export async function claimCommand(database: Database, key: CommandKey): Promise<Claim> {
  const claim = await takeCommand(database.prisma, key);
  if (claim.kind !== 'taken') return claim;
  const { command, followUp, startedAt } = claim;
  try {
    // After the commit: whatever these values do to the process, the claim is on record.
    return { kind: 'claimed', input: toInput(claim, key.lastAttempt), followUpId: followUp.id, startedAt };
  } catch (error) {
    await endCommandClaim(database, { commandId: command.id, attempt: command.attempt });
    throw error;
  }
}

function toInput({ command, sales, facts, plan, followUp }: TakenCommand, lastAttempt: boolean): PhaseInput {
  const { channels, agents, fact_check: factCheck } = planSchema.parse(plan);
  const isLast = command.kind === 'copywriter' || agents.copywriter === null;
  return {
    commandId: command.id,
    attempt: command.attempt,
    lastAttempt,
    agent: agentSchema.parse(command.agent),
    channels,
    facts: factsSchema.parse(facts),
    factCheck: isLast ? factCheck : 'off',
    payer: {
      organisationId: followUp.organisationId,
      siteId: followUp.siteId,
      dailyTokens: followUp.dailyTokens,
      dailyUsd: followUp.dailyUsd,
    },
    sales: command.kind === 'copywriter' ? salesOutputSchema.parse(sales) : null,
  };
}

interface TakenCommand {
  kind: 'taken';
  command: Command;
  /** What the sales phase stored; null for the sales phase itself. */
  sales: unknown;
  facts: unknown;
  plan: unknown;
  followUp: LockedFollowUp;
  startedAt: Date;
}

async function takeCommand(
  prisma: Database['prisma'],
  { commandId, generation }: CommandKey,
): Promise<TakenCommand | Exclude<Claim, { kind: 'claimed' }>> {
  return prisma.$transaction(async (tx) => {
    const followUp = await lockFollowUp(tx, { commandId });
    if (!followUp) return { kind: 'ended', status: null };
    if (followUp.generation !== generation) return { kind: 'superseded' };
    const before = await tx.command.findUniqueOrThrow({ where: { id: commandId } });
    const status = before.status as Status;
    if (isTerminal(status)) return { kind: 'ended', status };
    if (followUp.isSuspended) return { kind: 'suspended' };
    const admission = admitAfterDeaths(before.openClaims);
    if (admission === 'wait') return { kind: 'waits' };
    if (admission === 'set aside') {
      const error: CommandError = { code: 'PROCESS_DIED', message: setAsideReason };
      await endCommand(tx, before, { status: 'failed', error });
      return { kind: 'set aside', followUpId: followUp.id };
    }
    const startedAt = before.startedAt ?? new Date();
    const claimed = await tx.command.updateManyAndReturn({
      where: { id: commandId, status: { in: statusesBefore('running') } },
      data: { attempt: { increment: 1 }, openClaims: { increment: 1 }, status: 'running', startedAt },
    });
    const command = claimed[0];
    if (!command) return { kind: 'ended', status };

    const change = { organisationId: followUp.organisationId, followUpId: followUp.id };
    if (followUp.status === 'queued') {
      await tx.followUp.update({
        where: { id: followUp.id },
        data: { status: 'running', startedAt: new Date() },
      });
      await recordEvent(tx, { ...change, status: 'running' });
    }
    if (before.status === 'queued') await recordEvent(tx, { ...change, commandId, status: 'running' });
    const { facts, plan } = await tx.followUp.findUniqueOrThrow({ where: { id: followUp.id } });
    const sales = command.kind === 'copywriter' ? await readSalesOutput(tx, followUp.id) : null;
    return { kind: 'taken', command, sales, facts, plan, followUp, startedAt };
  });
}

async function readSalesOutput(tx: DatabaseClient, followUpId: string): Promise<unknown> {
  const { output } = await tx.command.findUniqueOrThrow({
    where: { followUpId_kind: { followUpId, kind: 'sales' } },
  });
  return output;
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
 * Stores a phase's result. A result that comes after the follow-up has ended is kept on the command for the record,
 * and published nowhere.
 * @returns false when the result came late or the claim is no longer the newest
 */
export async function completeCommand(
  { prisma }: Database,
  { commandId, attempt }: Fence,
  result: PhaseResult,
): Promise<boolean> {
  return prisma.$transaction(async (tx) => {
    const followUp = await lockFollowUp(tx, { commandId });
    if (!followUp) return false;
    const { output, model, promptVersion } = result;
    const written = { output, model, promptVersion };
    if (isTerminal(followUp.status)) {
      await tx.command.updateMany({ where: { id: commandId, attempt, status: 'cancelled' }, data: written });
      return false;
    }
    const { count } = await tx.command.updateMany({
      where: { id: commandId, attempt, status: 'running' },
      data: { ...written, status: 'completed', finishedAt: new Date() },
    });
    if (count === 0) return false;
    await recordEvent(tx, {
      organisationId: followUp.organisationId,
      followUpId: followUp.id,
      commandId,
      status: 'completed',
    });
    return true;
  });
}

/**
 * Ends a command without a result.
 * @returns false when the claim is no longer the newest or the command has ended before
 */
export async function failCommand(
  { prisma }: Database,
  { commandId, attempt }: Fence,
  error: CommandError,
): Promise<boolean> {
  return prisma.$transaction(async (tx) => {
    const followUp = await lockFollowUp(tx, { commandId });
    if (!followUp) return false;
    const { count } = await tx.command.updateMany({
      where: { id: commandId, attempt, status: 'running' },
      data: { status: 'failed', error, finishedAt: new Date() },
    });
    if (count === 0) return false;
    await recordEvent(tx, {
      organisationId: followUp.organisationId,
      followUpId: followUp.id,
      commandId,
      status: 'failed',
      data: { code: error.code },
    });
    return true;
  });
}

/** Ends a command that nobody holds any more, within a transaction that has locked the follow-up. */
export async function endCommand(
  tx: DatabaseClient,
  command: { id: string; organisationId: string; followUpId: string; status: string },
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
    organisationId: command.organisationId,
    followUpId: command.followUpId,
    commandId: command.id,
    status: end.status,
    data: end.status === 'failed' ? { code: end.error.code } : {},
  });
}
