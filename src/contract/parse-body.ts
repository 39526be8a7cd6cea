import { z } from 'zod';
import { AppError } from './errors.ts';
import { findUnstorableText, isNestedDeeperThan } from './json-safety.ts';
import { describeConflict, toOneSpelling } from './spellings.ts';

/** Far more than a request needs, far less than the call stack allows. */
const deepestNesting = 100;

export interface ParsedBody<Value> {
  value: Value;
  /** One line for each parameter that was ignored. */
  warnings: string[];
}

export interface ParseBodyOptions {
  /** How errors name a top-level field. Defaults to its snake_case name. */
  published?: (name: string) => string;
  /** Required fields, checked in this order before anything else. */
  required?: readonly string[];
  /**
   * Refuse unknown fields if fields restrict something: a misspelled restriction must not be ignored.
   */
  unknown?: 'ignored' | 'refused';
  /** Cleans the fields, in snake_case, before the schema checks them. */
  clean?: (fields: Record<string, unknown>) => { fields: Record<string, unknown>; warnings: string[] };
}

/**
 * Parses a JSON body. Fields may be in camelCase or snake_case, also in nested objects. Unknown fields are listed in the
 * warnings or refused.
 * @throws AppError INVALID_REQUEST that names the path of the first error
 */
export function parseBody<Schema extends z.ZodObject>(
  schema: Schema,
  body: unknown,
  { published = (name) => name, required = [], unknown = 'ignored', clean }: ParseBodyOptions = {},
): ParsedBody<z.output<Schema>> {
  const ignored: string[] = [];
  const spelled = readFields(schema, body, ignored);
  const { fields, warnings } = clean ? clean(spelled) : { fields: spelled, warnings: [] };
  if (unknown === 'refused' && ignored.length > 0) throw unknownFields(schema, ignored);
  for (const name of required) {
    if (fields[name] !== undefined && fields[name] !== null && fields[name] !== '') continue;
    throw refused(published(name), `${published(name)} is required`);
  }
  const parsed = schema.safeParse(fields);
  if (parsed.success) {
    return { value: parsed.data, warnings: [...describeIgnored(ignored), ...warnings] };
  }
  const issue = parsed.error.issues[0];
  const steps = (issue?.path ?? []).map(String);
  const path = steps.map((step, depth) => (depth === 0 ? published(step) : step)).join('.');
  throw refused(path, `${path}: ${issue ? describeIssue(issue) : 'is malformed'}`);
}

/**
 * The known fields of a body by the names of the schema, not yet validated.
 * @param ignored receives the paths of unknown fields
 * @throws AppError INVALID_REQUEST for anything but an object of storable text
 */
export function readFields(schema: z.ZodObject, body: unknown, ignored: string[]): Record<string, unknown> {
  if (!isObject(body)) throw new AppError('INVALID_REQUEST', 'the body must be a JSON object');
  if (isNestedDeeperThan(deepestNesting, body)) {
    throw new AppError('INVALID_REQUEST', `the body must not be nested deeper than ${deepestNesting} levels`);
  }
  const unstorable = findUnstorableText(body);
  if (unstorable !== null) {
    throw refused(
      unstorable,
      `${unstorable || 'a field name'}: text must be valid Unicode without NUL characters`,
    );
  }
  return spellOnce(schema, body, '', ignored) as Record<string, unknown>;
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * Converts field names to the spelling of the schema, recursively. Values of the wrong type are left for the schema to
 * refuse.
 * @param ignored receives the paths of unknown fields
 */
function spellOnce(schema: unknown, value: unknown, path: string, ignored: string[]): unknown {
  const inner = unwrap(schema);
  if (inner instanceof z.ZodArray && Array.isArray(value)) {
    return value.map((element, index) => spellOnce(inner.element, element, `${path}${index}.`, ignored));
  }
  if (!(inner instanceof z.ZodObject) || !isObject(value)) return value;
  const shape = inner.shape as Record<string, unknown>;
  const { value: fields, unknown, conflicts } = toOneSpelling(value, Object.keys(shape));
  if (conflicts[0]) {
    throw refused(`${path}${conflicts[0].given}`, `${path}${describeConflict(conflicts[0])}`);
  }
  ignored.push(...unknown.map((name) => `${path}${name}`));
  return Object.fromEntries(
    Object.entries(fields).map(([name, child]) => [
      name,
      spellOnce(shape[name], child, `${path}${name}.`, ignored),
    ]),
  );
}

/** The schema inside optional, nullable, default, refinement and transformation. */
function unwrap(schema: unknown): unknown {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable || schema instanceof z.ZodDefault) {
    return unwrap(schema.unwrap());
  }
  return schema instanceof z.ZodPipe ? unwrap(schema.in) : schema;
}

const mostWarnings = 20;
const warningLength = 200;

/** @returns at most 20 lines of at most 200 characters; the last one counts the rest */
function describeIgnored(paths: readonly string[]): string[] {
  const named = paths.length > mostWarnings ? paths.slice(0, mostWarnings - 1) : paths;
  const rest = paths.length - named.length;
  return [
    ...named.map((path) => `unknown parameter ignored: ${path}`.slice(0, warningLength)),
    ...(rest > 0 ? [`${rest} more unknown parameters ignored`] : []),
  ];
}

/** How many unknown fields an error names, and how much of each name. */
const namedFields = 10;
const nameLength = 100;

function unknownFields(schema: z.ZodObject, paths: readonly string[]): AppError {
  const named = paths.slice(0, namedFields).map((path) => path.slice(0, nameLength));
  const accepted = Object.keys(schema.shape).join(', ');
  return new AppError('INVALID_REQUEST', `unknown fields: ${named.join(', ')} (accepted: ${accepted})`, {
    details: { parameter: named[0] },
  });
}

function refused(parameter: string, message: string): AppError {
  return new AppError('INVALID_REQUEST', message, { details: { parameter } });
}

const typeNames: Record<string, string> = {
  string: 'a string',
  number: 'a number',
  boolean: 'true or false',
  array: 'an array',
  object: 'an object',
  record: 'an object',
};

/** Says what to send instead of an invalid value. Messages of our own schemas are kept. */
export function describeIssue(issue: z.core.$ZodIssue): string {
  if (issue.code === 'invalid_type') {
    if (issue.message.endsWith('received undefined')) return 'is required';
    return `must be ${typeNames[issue.expected] ?? issue.expected}`;
  }
  if (issue.code === 'invalid_value') return `must be one of ${issue.values.join(', ')}`;
  return issue.message;
}
