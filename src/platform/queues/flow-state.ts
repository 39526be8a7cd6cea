import { type FollowUpFlow, jobIdOf } from './follow-up-flow.ts';
import type { QueueName } from './queue-policies.ts';

/**
 * What the queue knows of a flow: `alive`, it works on it or will; `absent`, it has none of its jobs; `stuck`, what it
 * has will not move by itself, be it that a job is missing or that all have ended.
 */
export type FlowState = 'alive' | 'absent' | 'stuck';

/** The states of a job that nothing more will come of, unless a child of it is at work. */
const still = new Set(['completed', 'failed', 'waiting-children', 'unknown']);

type ReadState = (queue: QueueName, jobId: string) => Promise<string>;

/** Asks again before it says `stuck`: a flow that was added while the first look went through its jobs looks so too. */
export async function readFlowState(flow: FollowUpFlow, stateOf: ReadState): Promise<FlowState> {
  const state = await lookOnce(flow, stateOf);
  return state === 'stuck' ? lookOnce(flow, stateOf) : state;
}

/**
 * Asks for the jobs in the order in which they run: as one ends, the queue moves the next one in the same step, so
 * that a flow that is at work is seen to be, wherever it moves meanwhile.
 */
async function lookOnce(
  { followUpId, commandIds, generation }: FollowUpFlow,
  stateOf: ReadState,
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
