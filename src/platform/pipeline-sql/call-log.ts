import type { CallLog, CallStep, FinishedCall } from '../../contract/phase.ts';
import type { CallToRecord } from './model-calls.ts';
import type { PipelineSql } from './pipeline-sql.ts';

/** The log of a phase's model calls, for the code that runs the phase. */
export interface OwnedCallLog extends CallLog {
  /** Records all calls that are not recorded yet. For a phase that continues or is tried again later. */
  flushAll(): Promise<void>;
  /** Takes the unrecorded calls, for the statement that ends the phase. */
  take(): CallToRecord[];
  /** Records calls again, as failed, whose step another worker had finished. Both calls are billed. */
  recordRepeated(calls: readonly CallToRecord[], recorded: readonly boolean[]): Promise<void>;
}

export function createCallLog(
  pipeline: PipelineSql,
  { commandId, attempt }: { commandId: string; attempt: number },
  earlier: readonly FinishedCall[],
): OwnedCallLog {
  let pending: CallToRecord[] = [];
  let flushing: Promise<void> = Promise.resolve();

  async function record(calls: readonly CallToRecord[]): Promise<void> {
    const recorded = await pipeline.recordCalls({ commandId, calls });
    await recordRepeated(calls, recorded);
  }

  async function recordRepeated(calls: readonly CallToRecord[], recorded: readonly boolean[]): Promise<void> {
    const repeated = calls.filter(({ outcome }, index) => outcome === 'completed' && !recorded[index]);
    if (repeated.length === 0) return;
    const error = { code: 'MODEL_CALL_REPEATED', message: 'another call had already finished the same step' };
    const failed = repeated.map((call) => ({ ...call, outcome: 'failed' as const, output: null, error }));
    await pipeline.recordCalls({ commandId, calls: failed });
  }

  function flush(isReady: (call: CallToRecord) => boolean): Promise<void> {
    const calls = pending.filter(isReady);
    pending = pending.filter((call) => !isReady(call));
    if (calls.length > 0) flushing = flushing.then(() => record(calls));
    return flushing;
  }

  return {
    find: (step) => earlier.find((call) => isSame(call, step)) ?? null,
    add(call) {
      pending.push({ ...call, attempt, violations: null });
    },
    setViolations(step, violations) {
      const call = pending.find((one) => one.outcome === 'completed' && isSame(one, step));
      if (call) call.violations = violations;
    },
    flush: () => flush(isChecked),
    flushAll: () => flush(() => true),
    take() {
      const calls = pending;
      pending = [];
      return calls;
    },
    recordRepeated,
  };
}

/** A call whose output the quality gate is still checking is recorded a moment later, with the violations. */
function isChecked({ outcome, violations }: CallToRecord): boolean {
  return outcome === 'failed' || violations !== null;
}

function isSame(one: CallStep, other: CallStep): boolean {
  return one.step === other.step && one.channel === other.channel && one.round === other.round;
}
