import type { z } from 'zod';
import { isObject, readFields } from './parse-body.ts';

/**
 * Applies a JSON Merge Patch (RFC 7396) to what is stored: null removes a field, missing fields stay, objects are merged,
 * anything else is replaced. Fields of the patch may be in camelCase or snake_case.
 * @param schema of the body that would replace what is stored
 * @param stored as GET returns it
 * @param clean cleans the fields of the patch. What is stored was cleaned when it came in
 * @returns the body that would replace it, not yet validated
 * @throws AppError INVALID_REQUEST if the patch is not an object of storable text
 */
export function applyMergePatch(
  schema: z.ZodObject,
  stored: Readonly<Record<string, unknown>>,
  patch: unknown,
  clean: (fields: Record<string, unknown>) => Record<string, unknown> = (fields) => fields,
): Record<string, unknown> {
  const current = Object.keys(schema.shape).map((name) => [name, stored[name]]);
  return merge(Object.fromEntries(current), clean(readFields(schema, patch, [])));
}

function merge(target: unknown, patch: Record<string, unknown>): Record<string, unknown> {
  const merged = new Map(isObject(target) ? Object.entries(target) : []);
  for (const [name, value] of Object.entries(patch)) {
    if (value === null) merged.delete(name);
    else merged.set(name, isObject(value) ? merge(merged.get(name), value) : value);
  }
  // Creates own properties only, also for a field that is named __proto__.
  return Object.fromEntries(merged);
}
