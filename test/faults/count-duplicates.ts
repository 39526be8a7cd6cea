import { type FollowUpStatus, isTerminal } from '../../src/contract/status.ts';
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
  const madeTwice = rows.length - new Set(rows.map(({ marker }) => marker)).size;
  return madeTwice + countTwoEnds(trial, rows, before);
}

/** The same without those that were made twice. */
export function countTwoEnds(
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
  return rows.filter(hasTwoEnds).length;
}

/** The follow-ups of whose end a client or a receiver heard what is not so, or under more than one event id. */
function findContradictions({ cluster, told }: Trial, rows: readonly OutcomeRow[]): Set<string> {
  const heard = cluster.webhooks.events().flatMap(({ id, type, subjectId }) => {
    const status = type.replace('follow_up.', '');
    return isTerminal(status as FollowUpStatus) ? { eventId: id, id: subjectId, status } : [];
  });
  const statusOf = new Map(rows.map(({ id, status }) => [id, status]));
  const wrong = [...told, ...heard].filter(({ id, status }) => statusOf.get(id) !== status);
  const eventOf = new Map(heard.map(({ id, eventId }) => [id, eventId]));
  const doubled = heard.filter(({ id, eventId }) => eventOf.get(id) !== eventId);
  return new Set([...wrong, ...doubled].map(({ id }) => id));
}
