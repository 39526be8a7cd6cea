import { followPointer, type Step } from './follow-pointer.ts';

/** What a JSON pointer into the facts names as the source of a statement. */
export interface Evidence {
  /** What must bear the figures and names of the statement, under its key. */
  bearing: Readonly<Record<string, unknown>>;
  /** For a reviewer. */
  shown: string;
}

const longestShown = 300;

/**
 * @returns null when there is nothing at the pointer, or everything: `/lead` as a whole is no source of a statement
 */
export function findEvidence(facts: unknown, pointer: string): Evidence | null {
  const steps = followPointer(facts, pointer);
  const last = steps?.at(-1);
  if (!steps || !last || isEmpty(last.value)) return null;
  if (steps.length === 1 && isObject(last.value)) return null;
  // A field of an element is read with its neighbours: a price with its currency, a summary with its date.
  const element = steps.findLastIndex(({ value }, index) => isObject(value) && isList(steps[index - 1]));
  const bearing = (element === -1 ? last : steps[element]) ?? last;
  return { bearing: { [nameOf(steps, bearing)]: bearing.value }, shown: shownValue(last.value) };
}

/** The key, or that of the list for an element of it: it tells what a number counts. */
function nameOf(steps: readonly Step[], step: Step): string {
  const list = steps[steps.indexOf(step) - 1];
  return list && Array.isArray(list.value) ? list.key : step.key;
}

function isList(step: Step | undefined): boolean {
  return Array.isArray(step?.value);
}

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isEmpty(value: unknown): boolean {
  return (
    value === null || value === '' || (typeof value === 'object' && Object.keys(value as object).length === 0)
  );
}

function shownValue(value: unknown): string {
  const points = [
    ...leavesOf(value)
      .join(', ')
      .slice(0, longestShown * 2)
      .toWellFormed(),
  ];
  return points.length <= longestShown ? points.join('') : `${points.slice(0, longestShown - 1).join('')}…`;
}

function leavesOf(value: unknown): string[] {
  if (value === null) return [];
  return typeof value === 'object' ? Object.values(value).flatMap(leavesOf) : [String(value)];
}
