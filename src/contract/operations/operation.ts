import type { z } from 'zod';
import type { ErrorCode } from '../errors.ts';

/** What the API reference says of an endpoint. The same schemas parse requests and are what answers are held to. */
export interface Operation {
  /** In camelCase, unique; clients are generated with it. */
  id: string;
  tag: string;
  summary: string;
  description?: string;
  /** Query parameters by name. */
  query?: z.ZodObject;
  /** Request headers by lower-case name. */
  headers?: z.ZodObject;
  body?: z.ZodObject;
  /** In place of `body`, where there need not be one. */
  optionalBody?: z.ZodObject;
  /** An example of the body. */
  example?: unknown;
  answers: Readonly<Record<number, OperationAnswer>>;
  /** The field of the body that holds a URL for webhooks. */
  callback?: string;
  /** Beside those that every endpoint can answer. */
  errors: readonly ErrorCode[];
}

export interface OperationAnswer {
  description: string;
  /** What `data` holds; for a list, what each of its elements is. Null: no body. */
  data: z.ZodType | null;
  /** The envelope of a list, with `next_cursor`. */
  list?: true;
  /** Server-Sent Events; `data` is what each of them carries. */
  stream?: true;
}
