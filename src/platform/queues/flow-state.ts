import { type FollowUpFlow, jobIdOf } from './follow-up-flow.ts';
import type { QueueName } from './queue-policies.ts';

/**
 * What the queue knows of a flow: `alive`, it works on it or will; `absent`, it has none of its jobs; `stuck`, what it
 * has will not move by itself, be it that a job is missing or that all have ended.
 */
export type FlowState = 'alive' | 'absent' | 'stuck';

/** The states of a job that nothing more will come of, unless a child of it is at work. */
const still = new Set(['completed', 'failed', 'waiting-children', 'unknown']);

/**
 * Asks for the jobs in the order in which they run: as one ends, the queue moves the next one in the same step, so
 * that a flow that is at work is seen to be, wherever it moves meanwhile.
 */
export async function readFlowState(
  { followUpId, commandIds, generation }: FollowUpFlow,
  stateOf: (queue: QueueName, jobId: string) => Promise<string>,
): Promise<FlowState> {
  const jobs: [QueueName, string | null][] = [
    ['sales', commandIds.sales],
    ['copywriter', commandIds.copywriter],
    ['settle', followUpId],
  ];
  let absent = true;
  for (const [queue, id] of jobs) {
    if (!id) continue;
    const state = await stateOf(queue, jobIdOf(id, generation));
    if (!still.has(state)) return 'alive';
    if (state !== 'unknown') absent = false;
  }
  return absent ? 'absent' : 'stuck';
}
