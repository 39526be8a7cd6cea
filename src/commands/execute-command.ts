import type { CommandError } from '../contract/errors.ts';
import type { PhaseInput, PhaseOutcome } from '../contract/phase.ts';
import { endClaim } from '../platform/end-claim.ts';
import { ModelError } from '../platform/model/model-error.ts';
import type { EndedPhase, SettlementToWrite } from '../platform/pipeline-sql/end-phases.ts';
import type { Services } from '../platform/services.ts';
import { maxDeaths, turnRetryMs } from '../platform/work-in-hand.ts';
import { createStopSignal } from './stop-signal.ts';
import {
  type ClaimedCommand,
  type CommandKey,
  claimCommand,
  completeCommand,
  endCommandClaim,
  failCommand,
} from './transitions.ts';

/** One phase: from what its command has to work with to what is stored on it. */
export type WritePhase = (
  services: Services,
  input: PhaseInput,
  signal: AbortSignal,
) => Promise<PhaseOutcome>;

/** What the follow-up ends with, if the phase that has just written is its last one; null where more is to be done. */
export type Conclude = (
  claim: ClaimedCommand,
  result: Extract<PhaseOutcome, { kind: 'written' }>['result'],
) => SettlementToWrite | null;

/** A provider that has limited the rate for so long is not waited for any further: every follow-up comes to an end. */
const longestRateLimitMs = 24 * 3_600_000;

export interface CommandRun extends CommandKey {
  /** Any of them, aborted: this process has to put the job down. */
  stopSignals: readonly AbortSignal[];
}

/** What came of one attempt; whatever else happens is thrown. */
export type JobOutcome =
  | { kind: 'completed' }
  /** The command has ended without a result, now or before, or is no longer this attempt's: nothing is left to do. */
  | { kind: 'ended'; code: string }
  /** Worth another attempt. */
  | { kind: 'retry'; code: string }
  /** The provider asked to wait, or this process has to put the job down: it goes back, and it costs no attempt. */
  | { kind: 'postponed'; afterMs: number };

export interface CommandResult {
  outcome: JobOutcome;
  /** The statement that ended the command; null when it was not ended by this run. */
  ended: (EndedPhase & { nextCommandId: string | null }) | null;
  /** Whether the follow-up waits for what comes after this command. */
  goesOn: boolean;
}

/** Runs a phase on its command: claim → work → complete or fail. */
export async function executeCommand(
  services: Services,
  run: CommandRun,
  write: WritePhase,
  conclude: Conclude,
): Promise<CommandResult> {
  const { config, database, signals, logger } = services;
  const claim = await claimCommand(services, run);
  switch (claim.kind) {
    case 'gone':
      return over({ kind: 'ended', code: 'ALREADY_ENDED' });
    case 'superseded':
      return over({ kind: 'ended', code: 'SUPERSEDED' });
    case 'suspended':
      // It asks again as often as the sweeper looks after what is stuck.
      return over({ kind: 'postponed', afterMs: withJitter(config.SWEEP_INTERVAL_MS) });
    case 'waits':
      return over({ kind: 'postponed', afterMs: turnRetryMs });
    case 'ended':
      return claim.status === 'completed'
        ? goOn({ kind: 'completed' })
        : goOn({ kind: 'ended', code: 'ALREADY_ENDED' });
    case 'set aside': {
      const { followUpId } = claim;
      logger.error({ followUpId, commandId: run.commandId, deaths: maxDeaths }, 'a phase was set aside');
      void signals.publish(followUpId);
      return goOn({ kind: 'ended', code: 'PROCESS_DIED' });
    }
    case 'claimed':
  }
  const endThisClaim = () => endClaim(logger, () => endCommandClaim(database, claim.input));
  // A later claim changes nothing that anyone is told of.
  if (claim.input.attempt === 1) {
    void signals.publish(claim.followUpId, { status: 'running', seq: claim.seq });
  }
  try {
    const result = await writeAndStore(services, run, claim, write, conclude);
    // The statement that ended the command has ended its claim too.
    if (!result.ended) await endThisClaim();
    return result;
  } catch (error) {
    await endThisClaim();
    throw error;
  }
}

function over(outcome: JobOutcome): CommandResult {
  return { outcome, ended: null, goesOn: false };
}

function goOn(outcome: JobOutcome): CommandResult {
  return { outcome, ended: null, goesOn: true };
}

async function writeAndStore(
  services: Services,
  run: CommandRun,
  claim: ClaimedCommand,
  write: WritePhase,
  conclude: Conclude,
): Promise<CommandResult> {
  const { followUpWatch, logger } = services;
  const { input, followUpId, startedAt, nextCommandId } = claim;

  async function fail(error: CommandError): Promise<CommandResult> {
    const ended = await failCommand(services, input, error);
    announce(services, followUpId, ended);
    const outcome: JobOutcome = { kind: 'ended', code: error.code };
    return ended.ended ? { outcome, ended: { ...ended, nextCommandId }, goesOn: true } : over(outcome);
  }

  const stop = createStopSignal(followUpWatch, followUpId, run.stopSignals);
  let outcome: PhaseOutcome;
  try {
    outcome = await write(services, input, stop.signal);
  } catch (error) {
    // Calls that were paid are recorded, whatever comes of the phase.
    await input.calls.flushAll();
    if (stop.followUpHasEnded()) return over({ kind: 'ended', code: 'FOLLOW_UP_ENDED' });
    if (stop.signal.aborted) return over({ kind: 'postponed', afterMs: 0 });
    if (!(error instanceof ModelError)) throw error;
    logger.warn(
      { err: error, followUpId, commandId: run.commandId, attempt: input.attempt },
      'a phase gave no result',
    );
    if (error.retryAfterMs !== undefined && !isEndless(error, startedAt)) {
      return over({ kind: 'postponed', afterMs: withJitter(error.retryAfterMs) });
    }
    if (!error.permanent && !run.lastAttempt) return over({ kind: 'retry', code: error.code });
    return fail({ code: error.code, message: error.message });
  } finally {
    stop.release();
  }

  if (outcome.kind === 'rejected') return fail(outcome.error);
  const ended = await completeCommand(services, input, outcome.result, conclude(claim, outcome.result));
  announce(services, followUpId, ended);
  if (!ended.ended) return over({ kind: 'ended', code: 'RESULT_CAME_LATE' });
  return {
    outcome: { kind: 'completed' },
    ended: { ...ended, nextCommandId },
    goesOn: !ended.settled,
  };
}

/** Wakes those who wait for a change. */
function announce({ signals }: Services, followUpId: string, { seq, status }: EndedPhase): void {
  if (seq !== null && status !== null) void signals.publish(followUpId, { status, seq });
}

/** Waiting for a limit of our own ends by itself, since that lets a call pass now and then; the provider's may not. */
function isEndless({ sent }: ModelError, startedAt: Date): boolean {
  return sent && Date.now() - startedAt.getTime() > longestRateLimitMs;
}

/** Up to a quarter longer, so that not all who were sent away come back at once. */
function withJitter(ms: number): number {
  return Math.ceil(ms * (1 + Math.random() / 4));
}
