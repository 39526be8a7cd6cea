import type { CommandError } from '../contract/errors.ts';
import type { PhaseInput, PhaseOutcome } from '../contract/phase.ts';
import { endClaim } from '../platform/end-claim.ts';
import { ModelError } from '../platform/model/model-error.ts';
import type { EndedPhase, SettlementToWrite } from '../platform/pipeline-sql/end-phases.ts';
import type { Services } from '../platform/services.ts';
import type { Span } from '../platform/tracing/current-span.ts';
import { jobSpan } from '../platform/tracing/job-span.ts';
import type { SpanToStart } from '../platform/tracing/tracing.ts';
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

/** The model's part of a phase: turns the input of a command into its outcome. */
export type WritePhase = (
  services: Services,
  input: PhaseInput,
  signal: AbortSignal,
) => Promise<PhaseOutcome>;

/** Decides the outcome of the follow-up after its last phase. Returns null if more is to be done. */
export type Conclude = (
  claim: ClaimedCommand,
  result: Extract<PhaseOutcome, { kind: 'written' }>['result'],
) => SettlementToWrite | null;

/** How long a command may be postponed by a provider's rate limit. After that it fails, so every follow-up ends. */
const longestRateLimitMs = 24 * 3_600_000;

export interface CommandRun extends CommandKey {
  /** If any of them is aborted, this process must stop working on the job. */
  stopSignals: readonly AbortSignal[];
}

/** The outcome of one attempt. Unexpected errors are thrown. */
export type JobOutcome =
  | { kind: 'completed' }
  /** The command ended without a result, or a newer attempt owns it. Nothing is left to do. */
  | { kind: 'ended'; code: string }
  /** The job should be attempted again. */
  | { kind: 'retry'; code: string }
  /** The provider asked to wait, or this process must stop. The job is requeued and no attempt is used up. */
  | { kind: 'postponed'; afterMs: number };

export interface CommandResult {
  outcome: JobOutcome;
  /** What the statement that ended the command returned. Null if this run did not end it. */
  ended: (EndedPhase & { nextCommandId: string | null }) | null;
  /** Whether the follow-up needs its next step after this command. */
  goesOn: boolean;
}

/** Executes a phase's command: claim it, write, then complete or fail it. */
export async function executeCommand(
  services: Services,
  run: CommandRun,
  write: WritePhase,
  conclude: Conclude,
): Promise<CommandResult> {
  const { config, signals, logger, tracing } = services;
  const claimedAt = Date.now();
  const claim = await claimCommand(services, run);
  switch (claim.kind) {
    case 'gone':
      return over({ kind: 'ended', code: 'ALREADY_ENDED' });
    case 'superseded':
      return over({ kind: 'ended', code: 'SUPERSEDED' });
    case 'suspended':
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
      return tracing.inSpan(spanOf(claim, claimedAt), (span) =>
        runClaimed(services, run, claim, { write, conclude, span }),
      );
  }
}

/** The work of a claimed command. */
interface ClaimedWork {
  write: WritePhase;
  conclude: Conclude;
  span: Span;
}

async function runClaimed(
  services: Services,
  run: CommandRun,
  claim: ClaimedCommand,
  work: ClaimedWork,
): Promise<CommandResult> {
  const { database, signals, logger } = services;
  const endThisClaim = () => endClaim(logger, () => endCommandClaim(database, claim.input));
  // Later attempts do not change the status, so there is no event to signal.
  if (claim.input.attempt === 1) {
    void signals.publish(run.followUpId, {
      status: claim.input.revision ? 'awaiting_review' : 'running',
      seq: claim.seq,
    });
  }
  const startedAt = performance.now();
  try {
    const result = await writeAndStore(services, run, claim, work);
    reportPhase(services, claim, result, { span: work.span, durationMs: performance.now() - startedAt });
    // The statement that ends the command also ends its claim.
    if (!result.ended) await endThisClaim();
    return result;
  } catch (error) {
    await endThisClaim();
    throw error;
  }
}

function spanOf({ phase, traceparent, input }: ClaimedCommand, startedAt: number): SpanToStart {
  const span = jobSpan('process', phase, {
    'lead_followup.organisation_id': input.payer.organisationId,
    'lead_followup.follow_up_id': input.followUpId,
    'lead_followup.command_id': input.commandId,
    'lead_followup.attempt': input.attempt,
  });
  return { ...span, parent: traceparent, startedAt };
}

/** Logs, measures and traces one attempt of a phase. */
function reportPhase(
  { logger, metrics }: Services,
  { phase, input: { followUpId, commandId, attempt } }: ClaimedCommand,
  { outcome, ended }: CommandResult,
  { span, durationMs }: { span: Span; durationMs: number },
): void {
  metrics.phases.observe({ phase, outcome: outcome.kind }, durationMs / 1_000);
  const code = 'code' in outcome ? { code: outcome.code } : {};
  span.set({
    'lead_followup.outcome': outcome.kind,
    'lead_followup.follow_up_status': (ended?.settled && ended.status) || undefined,
  });
  if (code.code !== undefined) span.fail(code.code);
  const line = { phase, followUpId, commandId, attempt, outcome: outcome.kind, ...code };
  logger.info({ ...line, durationMs: Math.round(durationMs) }, 'phase');
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
  { write, conclude }: ClaimedWork,
): Promise<CommandResult> {
  const { followUpWatch, logger } = services;
  const { input, startedAt, nextCommandId } = claim;
  const { followUpId } = input;

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
    // Record the calls that were paid for, whatever the outcome of the phase.
    await input.calls.flushAll();
    if (stop.followUpHasEnded()) return over({ kind: 'ended', code: 'FOLLOW_UP_ENDED' });
    if (stop.signal.aborted) return over({ kind: 'postponed', afterMs: 0 });
    if (!(error instanceof ModelError)) throw error;
    logger.warn({ err: error, followUpId, commandId: run.commandId }, 'the model did not write the messages');
    if (error.retryAfterMs !== undefined && !hasWaitedTooLong(error, startedAt)) {
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

/** Signals a status change to everyone who waits for it. */
function announce({ signals }: Services, followUpId: string, { seq, status }: EndedPhase): void {
  if (seq !== null && status !== null) void signals.publish(followUpId, { status, seq });
}

/** Only for the provider's rate limit, which may never end. Our own limits always let a call pass eventually. */
function hasWaitedTooLong({ sent }: ModelError, startedAt: Date): boolean {
  return sent && Date.now() - startedAt.getTime() > longestRateLimitMs;
}

/** Adds up to a quarter, so that postponed jobs do not all return at once. */
function withJitter(ms: number): number {
  return Math.ceil(ms * (1 + Math.random() / 4));
}
