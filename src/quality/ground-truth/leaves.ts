import { hintOf, type KeyHint, noHint, spanIn } from './key-hints.ts';

export interface Leaf {
  value: string | number | boolean;
  hint: KeyHint;
}

/**
 * Every text and number in a JSON value. It uses a list instead of recursion, so that deep nesting cannot overflow the
 * stack.
 */
export function leavesOf(root: unknown): Leaf[] {
  const leaves: Leaf[] = [];
  const open: { value: unknown; hint: KeyHint }[] = [{ value: root, hint: noHint }];
  for (let next = open.pop(); next; next = open.pop()) {
    const { value, hint } = next;
    if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') {
      leaves.push({ value, hint });
    } else if (Array.isArray(value)) {
      for (const item of value) open.push({ value: item, hint });
    } else if (typeof value === 'object' && value !== null) {
      const record = value as Record<string, unknown>;
      for (const [key, item] of Object.entries(record)) {
        open.push({ value: item, hint: hintOf(key, record) });
        const span = spanIn(key);
        if (span !== null) leaves.push({ value: span, hint: noHint });
      }
    }
  }
  return leaves;
}
