import type { z } from 'zod';
import { AppError } from '../src/contract/errors.ts';
import { describeIssue } from '../src/contract/parse-body.ts';
import { describeConflict, toOneSpelling } from '../src/contract/spellings.ts';
import { checkUuid, notUuid } from '../src/contract/uuid.ts';
import type { ApiRequest } from './handler.ts';

/**
 * Parses the query, in both spellings.
 * @throws AppError INVALID_REQUEST, or INVALID_INPUT for an id that is not a UUID. Names the first invalid parameter
 */
export function parseQuery<Schema extends z.ZodObject>(
  schema: Schema,
  { query }: Pick<ApiRequest, 'query'>,
): z.output<Schema> {
  const { value, conflicts } = toOneSpelling(query, Object.keys(schema.shape));
  if (conflicts[0]) {
    throw new AppError('INVALID_REQUEST', describeConflict(conflicts[0]), {
      details: { parameter: conflicts[0].given },
    });
  }
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const parameter = String(issue?.path[0] ?? '');
  if (issue?.code === 'invalid_format' && issue.format === 'uuid') throw notUuid(parameter);
  throw new AppError('INVALID_REQUEST', `${parameter}: ${issue ? describeIssue(issue) : 'is malformed'}`, {
    details: { parameter },
  });
}

/** A UUID in the path. @throws AppError INVALID_INPUT */
export function uuidParam({ params }: ApiRequest, name: string): string {
  return checkUuid(params[name] ?? '', name);
}
