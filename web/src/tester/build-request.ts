import type { FormValues } from './form-values.ts';
import { readJsonText } from './json-text.ts';
import { type Parameter, parameters } from './parameters.ts';

export interface BuiltRequest {
  body: Record<string, unknown>;
  headers: Record<string, string>;
  /** By name: what keeps the request from being made. */
  faults: Record<string, string>;
  /** By name: what the service will refuse. It can be sent all the same, to see what it answers. */
  hints: Record<string, string>;
}

const uuid = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;
/** What stands unquoted in a header, and unescaped in code of any language. */
const plainToken = /^[\w.:~+-]{1,255}$/;

/** The request that a form makes. Empty fields are left out. */
export function buildRequest(form: FormValues): BuiltRequest {
  const built: BuiltRequest = { body: {}, headers: {}, faults: {}, hints: {} };
  for (const parameter of parameters) addParameter(built, parameter, form.parameters[parameter.name] ?? '');
  if (form.idempotencyKey) {
    built.headers['idempotency-key'] = form.idempotencyKey;
    if (!plainToken.test(form.idempotencyKey))
      built.faults['idempotencyKey'] = 'Letters, digits and . : ~ + - _ only, 255 at most';
  }
  if (form.wait) {
    built.headers['prefer'] = `wait=${form.wait}`;
    if (!/^\d{1,4}$/.test(form.wait)) built.faults['wait'] = 'A whole number of seconds';
  }
  return built;
}

function addParameter(built: BuiltRequest, { name, type, required }: Parameter, text: string): void {
  if (text.trim() === '') {
    if (required) built.hints[name] = 'Required: the service will answer INVALID_REQUEST.';
    return;
  }
  const read = readValue(type, text);
  if (!read.ok) {
    built.faults[name] = read.fault;
    return;
  }
  built.body[name] = read.value;
  const hint = hintOf(type, read.value);
  if (hint) built.hints[name] = hint;
}

function readValue(type: Parameter['type'], text: string): ReturnType<typeof readJsonText> {
  if (type === 'JSON array' || type === 'JSON object') return readJsonText(text);
  if (type === 'number' && /^\d+$/.test(text.trim())) return { ok: true, value: Number(text) };
  if (type === 'true or false' && /^(?:true|false)$/.test(text.trim())) {
    return { ok: true, value: text.trim() === 'true' };
  }
  if (type !== 'list of strings') return { ok: true, value: text.trim() };
  const lines = text.split('\n').map((line) => line.trim());
  return { ok: true, value: lines.filter((line) => line !== '') };
}

function hintOf(type: Parameter['type'], value: unknown): string | null {
  if (type === 'UUID' && !uuid.test(String(value)))
    return 'Not a UUID: the service will answer INVALID_INPUT.';
  if (type === 'number' && typeof value !== 'number')
    return 'Not a whole number: the service will answer INVALID_REQUEST.';
  if (type === 'true or false' && typeof value !== 'boolean')
    return 'Neither true nor false: the service will answer INVALID_REQUEST.';
  if (type === 'JSON array' && !Array.isArray(value))
    return 'Not an array: the service will answer INVALID_REQUEST.';
  if (type === 'JSON object' && (typeof value !== 'object' || value === null || Array.isArray(value)))
    return 'Not an object: the service will answer INVALID_REQUEST.';
  return null;
}
