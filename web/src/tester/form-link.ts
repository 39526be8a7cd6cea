import { emptyForm, type FormValues } from './form-values.ts';

const prefix = '#form=';

/** The part of an address that restores a form. It holds lead data, and never the key. */
export function linkHash({ parameters, idempotencyKey, wait, withoutKey }: FormValues): string {
  const bytes = new TextEncoder().encode(JSON.stringify({ parameters, idempotencyKey, wait, withoutKey }));
  const base64 = btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
  return `${prefix}${base64.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')}`;
}

/** The form that a link restores, or null when it holds none that can be read. */
export function readLinkHash(hash: string): FormValues | null {
  if (!hash.startsWith(prefix)) return null;
  try {
    const base64 = hash.slice(prefix.length).replaceAll('-', '+').replaceAll('_', '/');
    const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
    return checked(JSON.parse(new TextDecoder().decode(bytes)));
  } catch {
    // Cut short on its way, as links are: the form stays as it is.
    return null;
  }
}

function checked(value: unknown): FormValues | null {
  if (typeof value !== 'object' || value === null) return null;
  const { parameters, idempotencyKey, wait, withoutKey } = value as Record<string, unknown>;
  if (typeof parameters !== 'object' || parameters === null) return null;
  const texts = Object.entries(parameters).filter((entry) => typeof entry[1] === 'string');
  return {
    ...emptyForm,
    parameters: Object.fromEntries(texts),
    ...(typeof idempotencyKey === 'string' ? { idempotencyKey } : {}),
    ...(typeof wait === 'string' ? { wait } : {}),
    withoutKey: withoutKey === true,
  };
}
