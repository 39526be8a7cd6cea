import { followPointer, type Step } from './follow-pointer.ts';

/** The value that a JSON pointer names as the source of a statement. */
export interface Evidence {
  /** The values that must contain the numbers and names of the statement, by key. */
  bearing: Readonly<Record<string, unknown>>;
  /** The text that a reviewer sees. */
  shown: string;
}

const longestShown = 300;

/** @returns null if the pointer leads nowhere or is too general: `/lead` as a whole is not a source */
export function findEvidence(facts: unknown, pointer: string): Evidence | null {
  const steps = followPointer(facts, pointer);
  const last = steps?.at(-1);
  if (!steps || !last || isEmpty(last.value)) return null;
  if (steps.length === 1 && isObject(last.value)) return null;
  // A field of a list element is read together with its neighbours: a price with its currency, a summary with its date.
  const element = steps.findLastIndex(({ value }, index) => isObject(value) && isList(steps[index - 1]));
  const bearing = (element === -1 ? last : steps[element]) ?? last;
  return { bearing: { [nameOf(steps, bearing)]: bearing.value }, shown: shownValue(last.value) };
}

/** The key of a value, or of its list. It shows what a number counts. */
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
