/** The camelCase form of a snake_case name. */
export function camelCase(name: string): string {
  return name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
}

export interface OneSpelling {
  /** The accepted fields, by their snake_case names. */
  value: Record<string, unknown>;
  /** Unknown field names, as given. */
  unknown: string[];
  /** Fields given in both spellings with different values. */
  conflicts: { name: string; given: string }[];
}

/** The error for a field that was given in both spellings. */
export function describeConflict({ name, given }: OneSpelling['conflicts'][number]): string {
  return `${given} is given as ${given} and as ${name} with different values`;
}

/** Converts the field names of an object from camelCase or snake_case to snake_case. */
export function toOneSpelling(input: Record<string, unknown>, names: readonly string[]): OneSpelling {
  const canonical = new Map(
    names.flatMap((name) => [
      [name, name],
      [camelCase(name), name],
    ]),
  );
  const result: OneSpelling = { value: {}, unknown: [], conflicts: [] };
  for (const [given, value] of Object.entries(input)) {
    const name = canonical.get(given);
    if (!name) {
      result.unknown.push(given);
    } else if (Object.hasOwn(result.value, name) && !sameJson(result.value[name], value)) {
      result.conflicts.push({ name, given: camelCase(name) });
    } else {
      result.value[name] = value;
    }
  }
  return result;
}

function sameJson(left: unknown, right: unknown): boolean {
  return JSON.stringify(left) === JSON.stringify(right);
}
