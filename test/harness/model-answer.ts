import type { JsonSchema } from './model-behaviour.ts';

/**
 * An answer that fits a request's JSON schema. Its texts name the channel and the call, and hold nothing that a
 * quality gate could take for a fact about the lead: no numbers, no names.
 */
export function answerFor(schema: JsonSchema, count: number): unknown {
  return fill(schema, { root: schema, path: [], count });
}

/** The text of one property, as `answerFor` writes it: `channel` is undefined outside of the channels. */
export function modelText(property: string, channel: string | undefined, count: number): string {
  const place = channel === undefined ? '' : ` for ${channel}`;
  return property === 'title'
    ? `Your next step${place}, call ${callName(count)}`
    : `This is the ${property}${place} of call ${callName(count)}, and a short reply is all it takes.`;
}

/** a, b, … z, aa, ab, …: digits would be numbers that the facts do not ground. */
function callName(count: number): string {
  const rest = count - 1;
  const last = String.fromCharCode(97 + (rest % 26));
  return rest < 26 ? last : `${callName(Math.floor(rest / 26))}${last}`;
}

interface Place {
  root: JsonSchema;
  /** Names of the properties on the way here. */
  path: readonly string[];
  /** Of the call, from 1. */
  count: number;
}

function fill(schema: JsonSchema, place: Place): unknown {
  if (place.path.length > 20) throw new Error(`the JSON schema does not end: ${place.path.join('.')}`);
  if (typeof schema['$ref'] === 'string') return fill(follow(schema['$ref'], place.root), place);
  if ('const' in schema) return schema['const'];
  if (Array.isArray(schema['enum'])) return schema['enum'][0];
  const alternatives = schema['anyOf'] ?? schema['oneOf'] ?? schema['allOf'];
  if (Array.isArray(alternatives)) return fill(firstNotNull(alternatives), place);
  switch (typeOf(schema)) {
    case 'object':
      return fillObject(schema, place);
    case 'array':
      return fillArray(schema, place);
    case 'string':
      return fillString(schema, place);
    case 'integer':
    case 'number':
      return typeof schema['minimum'] === 'number' ? schema['minimum'] : 0;
    case 'boolean':
      return true;
    default:
      return null;
  }
}

function fillObject(schema: JsonSchema, place: Place): Record<string, unknown> {
  const properties = (schema['properties'] ?? {}) as Record<string, JsonSchema>;
  const names = (schema['required'] as string[] | undefined) ?? Object.keys(properties);
  return Object.fromEntries(
    names.map((name) => [name, fill(properties[name] ?? {}, { ...place, path: [...place.path, name] })]),
  );
}

function fillArray(schema: JsonSchema, place: Place): unknown[] {
  const length = Math.max(1, Number(schema['minItems'] ?? 1));
  const items = (schema['items'] ?? {}) as JsonSchema;
  return Array.from({ length }, () => fill(items, { ...place, path: [...place.path, 'item'] }));
}

function fillString(schema: JsonSchema, { path, count }: Place): string {
  const property = path.at(-1) ?? 'text';
  const text = modelText(property, channelOf(path), count);
  return text.slice(0, Number(schema['maxLength'] ?? text.length));
}

/** The property below `channels`, else the one that holds the text, as in `{email: {title, message}}`. */
function channelOf(path: readonly string[]): string | undefined {
  const channels = path.indexOf('channels');
  return channels === -1 ? path.at(-2) : path[channels + 1];
}

function follow(reference: string, root: JsonSchema): JsonSchema {
  const keys = reference.replace(/^#\/?/, '').split('/').filter(Boolean);
  return keys.reduce<JsonSchema>((schema, key) => schema[key] as JsonSchema, root);
}

function firstNotNull(alternatives: JsonSchema[]): JsonSchema {
  return alternatives.find((alternative) => alternative['type'] !== 'null') ?? { type: 'null' };
}

function typeOf(schema: JsonSchema): unknown {
  const { type } = schema;
  return Array.isArray(type) ? type.find((name) => name !== 'null') : type;
}
