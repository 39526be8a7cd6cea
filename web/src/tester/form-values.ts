import { parameters } from './parameters.ts';

/** What stands in the form, as text. Never the key. */
export interface FormValues {
  /** By the name of the parameter; what is missing is empty. */
  parameters: Readonly<Record<string, string>>;
  idempotencyKey: string;
  /** Seconds, as text; empty: the answer is wanted at once. */
  wait: string;
  /** To see what the service says then. */
  withoutKey: boolean;
}

export const emptyForm: FormValues = { parameters: {}, idempotencyKey: '', wait: '', withoutKey: false };

/** The form that makes a body. */
export function formOf(body: Readonly<Record<string, unknown>>, rest: Partial<FormValues> = {}): FormValues {
  const texts = parameters.flatMap(({ name, type }) => {
    const value = body[name];
    return value === undefined ? [] : [[name, textOf(type, value)]];
  });
  return { ...emptyForm, ...rest, parameters: Object.fromEntries(texts) };
}

function textOf(type: string, value: unknown): string {
  if (type === 'list of strings' && Array.isArray(value)) return value.join('\n');
  return typeof value === 'string' ? value : JSON.stringify(value, null, 2);
}
