import { z } from 'zod';
import type {} from 'zod-openapi';
import { AppError } from './errors.ts';

/** The query of every list. */
export const pageQuerySchema = z.object({
  limit: z
    .string()
    .regex(/^\d{1,3}$/, 'must be a whole number from 1 to 100')
    .transform(Number)
    .refine((limit) => limit >= 1 && limit <= 100, 'must be a whole number from 1 to 100')
    .default(20)
    .meta({
      description:
        'Maximum number of elements. A page of large elements can be shorter, because it ends at 4 MiB: continue with `next_cursor`',
      override: { type: 'integer', minimum: 1, maximum: 100, default: 20 },
    }),
  cursor: z.string().optional().describe('`next_cursor` of the previous page'),
});
export type PageQuery = z.output<typeof pageQuerySchema>;

export interface Page<Item> {
  items: Item[];
  /** Where the next page starts, or null after the last one. */
  nextCursor: string | null;
}

/** A page starts after the element with these sort keys. Lists are newest first. */
export const cursorSchema = z.object({
  // PostgreSQL has no year 0.
  at: z.iso.datetime().refine((at) => new Date(at).getUTCFullYear() > 0),
  id: z.string().regex(/^[\w-]{1,100}$/),
});
export type Cursor = z.infer<typeof cursorSchema>;

export function encodeCursor(cursor: Cursor): string {
  return Buffer.from(JSON.stringify([cursor.at, cursor.id])).toString('base64url');
}

/** @throws AppError INVALID_REQUEST unless it is the `next_cursor` of a page */
export function decodeCursor(text: string): Cursor {
  try {
    const [at, id] = JSON.parse(Buffer.from(text, 'base64url').toString('utf8')) as unknown[];
    return cursorSchema.parse({ at, id });
  } catch {
    throw invalidCursor();
  }
}

export function invalidCursor(): AppError {
  return new AppError('INVALID_REQUEST', 'cursor: must be the next_cursor of a page', {
    details: { parameter: 'cursor' },
  });
}
