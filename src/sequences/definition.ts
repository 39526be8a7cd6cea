import type { SequenceBody, SequenceStep } from '../contract/resources/sequence.ts';
import type { Enrollment, Sequence } from '../platform/generated/client.ts';

/** The steps and rules of an enrollment: those of its sequence as they are now, or those of one request. */
export interface Definition {
  /** Since when the sequence is paused. Null: it is active. */
  pausedAt: Date | null;
  steps: readonly SequenceStep[];
  window: SequenceBody['window'];
  stopOn: readonly string[];
  dailyLimit: number | null;
}

/** What one request asks for is stored in this form. */
export type StoredDefinition = Pick<SequenceBody, 'steps'>;

/** What stops the steps of one request. */
export const defaultStopRules = ['reply', 'meeting_booked', 'opt_out', 'bounce', 'unsubscribe'] as const;

export function definitionOf({
  definition,
  sequence,
}: Pick<Enrollment, 'definition'> & { sequence: Sequence | null }): Definition {
  if (sequence) {
    const { pausedAt, steps, window, stopOn, dailyLimit } = sequence;
    return {
      pausedAt,
      steps: steps as SequenceStep[],
      window: window as Definition['window'],
      stopOn,
      dailyLimit,
    };
  }
  const { steps } = definition as unknown as StoredDefinition;
  return { pausedAt: null, steps, window: null, stopOn: defaultStopRules, dailyLimit: null };
}

export interface CurrentStep {
  step: SequenceStep;
  /** Counted from 0. */
  index: number;
  isLast: boolean;
}

/**
 * The step that is written or waited for: the first one that has not ended, after the last one that has. Steps are known
 * by their keys, so a sequence can be changed while leads are in it.
 * @param done the keys of the steps that have ended
 * @returns null after the last step
 */
export function currentStep(steps: readonly SequenceStep[], done: readonly string[]): CurrentStep | null {
  const last = steps.findLastIndex(({ key }) => done.includes(key));
  const index = steps.findIndex(({ key }, position) => position > last && !done.includes(key));
  const step = steps[index];
  return step ? { step, index, isLast: index === steps.length - 1 } : null;
}
