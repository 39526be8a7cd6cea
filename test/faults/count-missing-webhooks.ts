import type { Trial } from './trial.ts';

const ends = /^(?:follow_up\.(?:completed|failed|cancelled)|enrollment\.(?:finished|stopped|failed))$/;

/** How many follow-ups or enrollments have not told their callback URL that they ended. */
export function countMissingWebhooks({ cluster, accepted }: Trial): number {
  const told = new Set(
    cluster.webhooks.events().flatMap(({ type, subjectId }) => (ends.test(type) ? subjectId : [])),
  );
  return [...accepted.values()].filter((id) => !told.has(id)).length;
}
