import { type FollowUpFlow, jobIdOf } from './follow-up-flow.ts';
import type { QueueName } from './queue-policies.ts';

/**
 * What the queue knows about a flow. `alive`: one of its jobs runs or will run. `absent`: none of its jobs exists.
 * `stuck`: nothing more will happen, because a job is missing or all have ended.
 */
export type FlowState = 'alive' | 'absent' | 'stuck';

/** States of a job that does nothing more, unless one of its children runs. */
const inactiveStates = new Set(['completed', 'failed', 'waiting-children', 'unknown']);

type ReadState = (queue: QueueName, jobId: string) => Promise<string>;

/** Checks twice before it returns `stuck`, because a flow that is added during the first check looks stuck too. */
export async function readFlowState(flow: FollowUpFlow, stateOf: ReadState): Promise<FlowState> {
  const state = await readOnce(flow, stateOf);
  return state === 'stuck' ? readOnce(flow, stateOf) : state;
}

/**
 * Checks the jobs in the order in which they run. When a job ends, the queue moves the next one in the same step, so a
 * running flow is never missed.
 */
async function readOnce(
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
    if (!inactiveStates.has(state)) return 'alive';
    if (state !== 'unknown') absent = false;
  }
  return absent ? 'absent' : 'stuck';
}
