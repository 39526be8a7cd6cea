import type { OutcomeRow } from './read-outcomes.ts';
import type { Trial } from './trial.ts';

/**
 * How many follow-ups there are too many of: made twice for one request, ended twice, with another result than `before`,
 * with two finished answers to one call, or told to a client in two ways.
 */
export function countDuplicates(
  trial: Trial,
  rows: readonly OutcomeRow[],
  before: readonly OutcomeRow[],
): number {
  const contradicted = findContradictions(trial, rows);
  const outcomeBefore = new Map(before.map(({ id, outcome }) => [id, outcome]));
  const hasTwoEnds = ({ id, ends, doubledCalls, outcome }: OutcomeRow) => {
    const earlier = outcomeBefore.get(id) ?? null;
    return ends > 1 || doubledCalls > 0 || contradicted.has(id) || (earlier !== null && earlier !== outcome);
  };
  const madeTwice = rows.length - new Set(rows.map(({ marker }) => marker)).size;
  return madeTwice + rows.filter(hasTwoEnds).length;
}

/** The follow-ups of whose end a client or a receiver heard what is not so, or under more than one event id. */
function findContradictions({ cluster, told }: Trial, rows: readonly OutcomeRow[]): Set<string> {
  const events = cluster.webhooks.events();
  const statusOf = new Map(rows.map(({ id, status }) => [id, status]));
  const heard = [...told, ...events.map(({ followUpId, status }) => ({ id: followUpId, status }))];
  const wrong = heard.filter(({ id, status }) => statusOf.get(id) !== status);
  const eventOf = new Map(events.map(({ followUpId, id }) => [followUpId, id]));
  const doubled = events.filter(({ followUpId, id }) => eventOf.get(followUpId) !== id);
  return new Set([...wrong.map(({ id }) => id), ...doubled.map(({ followUpId }) => followUpId)]);
}
