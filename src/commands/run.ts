import type { CommandError } from '../contract/errors.ts';
import type { PhaseInput, PhaseOutcome } from '../contract/phase.ts';
import { endClaim } from '../platform/end-claim.ts';
import { ModelError } from '../platform/model/model-error.ts';
import type { Services } from '../platform/services.ts';
import { maxDeaths, turnRetryMs } from '../platform/work-in-hand.ts';
import { createStopSignal } from './stop-signal.ts';
import {
  type Claim,
  type CommandKey,
  claimCommand,
  completeCommand,
  endCommandClaim,
  failCommand,
} from './store.ts';

/** One phase: from what its command has to work with to what is stored on it. */
export type RunPhase = (services: Services, input: PhaseInput, signal: AbortSignal) => Promise<PhaseOutcome>;

/** A provider that has limited the rate for so long is not waited for any further: every follow-up comes to an end. */
const longestRateLimitMs = 24 * 3_600_000;

export interface CommandRun extends CommandKey {
  /** Any of them, aborted: this process has to put the job down. */
  stopSignals: readonly AbortSignal[];
}

/** What came of one attempt; whatever else happens is thrown. */
export type RunOutcome =
  | { kind: 'completed' }
  /** The command has ended without a result, now or before, or is no longer this attempt's: nothing is left to do. */
  | { kind: 'ended'; code: string }
  /** Worth another attempt. */
  | { kind: 'retry'; code: string }
  /** The provider asked to wait, or this process has to put the job down: it goes back, and it costs no attempt. */
  | { kind: 'postponed'; afterMs: number };

/** Runs a phase on its command: claim → work → complete or fail. */
export async function runCommand(services: Services, run: CommandRun, phase: RunPhase): Promise<RunOutcome> {
  const { config, database, signals, logger } = services;
  const claim = await claimCommand(database, run);
  if (claim.kind === 'superseded') return { kind: 'ended', code: 'SUPERSEDED' };
  // It asks again as often as the sweeper looks after what is stuck.
  if (claim.kind === 'suspended') return { kind: 'postponed', afterMs: withJitter(config.SWEEP_INTERVAL_MS) };
  if (claim.kind === 'waits') return { kind: 'postponed', afterMs: turnRetryMs };
  if (claim.kind === 'ended') {
    return claim.status === 'completed' ? { kind: 'completed' } : { kind: 'ended', code: 'ALREADY_ENDED' };
  }
  const { followUpId } = claim;
  if (claim.kind === 'set aside') {
    logger.error({ followUpId, commandId: run.commandId, deaths: maxDeaths }, 'a phase was set aside');
    await signals.publish(followUpId);
    return { kind: 'ended', code: 'PROCESS_DIED' };
  }
  const end = () => endClaim(logger, () => endCommandClaim(database, claim.input));
  try {
    await signals.publish(followUpId);
    const { outcome, stored } = await runClaimed(services, run, claim, phase);
    // The statement that ended the command has ended its claim too.
    if (!stored) await end();
    return outcome;
  } catch (error) {
    await end();
    throw error;
  }
}

interface ClaimedRun {
  outcome: RunOutcome;
  /** Whether this run ended its command. */
  stored: boolean;
}

async function runClaimed(
  services: Services,
  run: CommandRun,
  { input, followUpId, startedAt }: Extract<Claim, { kind: 'claimed' }>,
  phase: RunPhase,
): Promise<ClaimedRun> {
  const { database, signals, followUpWatch, logger } = services;
  const open = (outcome: RunOutcome): ClaimedRun => ({ outcome, stored: false });

  async function fail(error: CommandError): Promise<ClaimedRun> {
    const stored = await failCommand(database, input, error);
    await signals.publish(followUpId);
    return { outcome: { kind: 'ended', code: error.code }, stored };
  }

  const stop = createStopSignal(followUpWatch, followUpId, run.stopSignals);
  let outcome: PhaseOutcome;
  try {
    outcome = await phase(services, input, stop.signal);
  } catch (error) {
    if (stop.followUpHasEnded()) return open({ kind: 'ended', code: 'FOLLOW_UP_ENDED' });
    if (stop.signal.aborted) return open({ kind: 'postponed', afterMs: 0 });
    if (!(error instanceof ModelError)) throw error;
    logger.warn(
      { err: error, followUpId, commandId: run.commandId, attempt: input.attempt },
      'a phase gave no result',
    );
    if (error.retryAfterMs !== undefined && !isEndless(error, startedAt)) {
      return open({ kind: 'postponed', afterMs: withJitter(error.retryAfterMs) });
    }
    if (!error.permanent && !run.lastAttempt) return open({ kind: 'retry', code: error.code });
    return fail({ code: error.code, message: error.message });
  } finally {
    stop.release();
  }

  if (outcome.kind === 'rejected') return fail(outcome.error);
  const stored = await completeCommand(database, input, outcome.result);
  await signals.publish(followUpId);
  return { outcome: stored ? { kind: 'completed' } : { kind: 'ended', code: 'RESULT_CAME_LATE' }, stored };
}

/** Waiting for a limit of our own ends by itself, since that lets a call pass now and then; the provider's may not. */
function isEndless({ sent }: ModelError, startedAt: Date): boolean {
  return sent && Date.now() - startedAt.getTime() > longestRateLimitMs;
}

/** Up to a quarter longer, so that not all who were sent away come back at once. */
function withJitter(ms: number): number {
  return Math.ceil(ms * (1 + Math.random() / 4));
}
