import { queuePolicies } from '../../src/platform/queues/queue-policies.ts';
import type { Trial } from './trial.ts';

/** How many follow-ups have not told their callback URL that they ended. */
export function countMissingWebhooks({ cluster, accepted }: Trial): number {
  // Without the queue that delivers them there are no webhooks yet.
  if (!Object.hasOwn(queuePolicies, 'deliver-webhook')) return 0;
  const told = new Set(cluster.webhooks.events().map(({ followUpId }) => followUpId));
  return [...accepted.values()].filter((id) => !told.has(id)).length;
}
