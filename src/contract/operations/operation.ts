import type { z } from 'zod';
import type { ErrorCode } from '../errors.ts';

/** An endpoint in the API reference. The same schemas parse requests, and tests check responses against them. */
export interface Operation {
  /** Unique, in camelCase. Generated clients use it as a method name. */
  id: string;
  tag: string;
  summary: string;
  description?: string;
  /** Query parameters by name. */
  query?: z.ZodObject;
  /** Request headers by lower-case name. */
  headers?: z.ZodObject;
  body?: z.ZodObject;
  /** Instead of `body` if the body is optional. */
  optionalBody?: z.ZodObject;
  /** Instead of a JSON body: a file of one of these types, or in this field of a form. */
  upload?: { types: readonly string[]; field: string };
  /** Whether the body is a JSON Merge Patch, which has a content type of its own. */
  isMergePatch?: true;
  /** An example of the body. */
  example?: unknown;
  answers: Readonly<Record<number, OperationAnswer>>;
  /** The field of the body with a URL for webhooks. */
  callback?: string;
  /** In addition to the errors of every endpoint. */
  errors: readonly ErrorCode[];
}

export interface OperationAnswer {
  description: string;
  /** The schema of `data`, or of each element of a list. Null: no body. */
  data: z.ZodType | null;
  /** Whether `data` is a list with `next_cursor`. */
  list?: true;
  /** Whether the response is a stream of Server-Sent Events. Then `data` is the schema of each event. */
  stream?: true;
}

export const mergePatchDescription =
  'A JSON Merge Patch (RFC 7396): null removes a field, which then has its default; missing fields do not change; objects are merged; lists are replaced. The result must be valid for PUT. Send it as `application/merge-patch+json` or `application/json`.';
