import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto';
import type { SecretsKeys } from './setting-types.ts';

/** A signing secret in the form of Standard Webhooks: 24 random bytes in base64. */
export function generateWebhookSecret(): string {
  return `whsec_${randomBytes(24).toString('base64')}`;
}

/**
 * Where an encrypted value is stored. The ciphertext is bound to this place: a copy in another row cannot be
 * decrypted. A secret and its predecessor use the same column name, because a rotation moves the bytes within the row.
 */
export interface SecretPlace {
  table: 'organisation' | 'webhook_endpoint' | 'suppression_key';
  row: string;
  column: 'callback_secret' | 'secret';
}

/** The secret that signs webhooks to an organisation's callback URLs. */
export function placeOfCallbackSecret(organisationId: string): SecretPlace {
  return { table: 'organisation', row: organisationId, column: 'callback_secret' };
}

/** The secret that signs webhooks to an endpoint. */
export function placeOfEndpointSecret(endpointId: string): SecretPlace {
  return { table: 'webhook_endpoint', row: endpointId, column: 'secret' };
}

/** The key with which an organisation's addresses are hashed. */
export function placeOfSuppressionKey(organisationId: string): SecretPlace {
  return { table: 'suppression_key', row: organisationId, column: 'secret' };
}

export interface Secrets {
  /** Encrypts with the newest key. */
  encrypt(plain: string, place: SecretPlace): Uint8Array<ArrayBuffer>;
  /** @throws SecretUnreadableError if none of the keys encrypted these bytes, or if they were changed or moved */
  decrypt(sealed: Uint8Array, place: SecretPlace): string;
  /** Whether the newest key encrypted these bytes, in the newest format. */
  isCurrent(sealed: Uint8Array): boolean;
}

/** A stored secret cannot be decrypted. The message names the row, not the secret. */
export class SecretUnreadableError extends Error {
  override name = 'SecretUnreadableError';

  constructor({ table, row, column }: SecretPlace, sealed: Uint8Array) {
    const keyId = keyIdOf(sealed);
    const reason = keyId
      ? `it was encrypted with the key ${keyId}`
      : 'it was encrypted by an older version, which did not store the id of the key';
    super(`${table}.${column} of ${row} cannot be decrypted with SECRETS_KEY: ${reason}`);
  }
}

const magic = Buffer.from('LFS');
const version = 1;
const keyIdBytes = 8;
const headerBytes = magic.length + 1 + keyIdBytes;
const nonceBytes = 12;
const tagBytes = 16;
const algorithm = 'aes-256-gcm';

/**
 * Encrypts what must be stored and read again, such as webhook secrets, with AES-256-GCM. The bytes are: `LFS`, the
 * version, the id of the key (8 bytes), nonce, tag, ciphertext. Older values have only the last three parts.
 * @param keys of 32 bytes, the newest first: the newest encrypts, all of them decrypt
 */
export function createSecrets(keys: SecretsKeys): Secrets {
  const [newest] = keys;
  const newestHeader = headerOf(newest);
  const keyByHeader = new Map(keys.map((key) => [headerOf(key).toString('hex'), key]));
  return {
    encrypt(plain, place) {
      const nonce = randomBytes(nonceBytes);
      const cipher = createCipheriv(algorithm, newest, nonce).setAAD(associatedData(newestHeader, place));
      const sealed = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()]);
      return new Uint8Array(Buffer.concat([newestHeader, nonce, cipher.getAuthTag(), sealed]));
    },
    decrypt(sealed, place) {
      const header = Buffer.from(sealed.subarray(0, headerBytes));
      const key = keyByHeader.get(header.toString('hex'));
      const plain =
        (key && open(key, sealed.subarray(headerBytes), associatedData(header, place))) ??
        // A nonce of the old format can look like a header, so the old format is always tried too.
        firstThatOpens(keys, sealed);
      if (plain === null) throw new SecretUnreadableError(place, sealed);
      return plain;
    },
    isCurrent: (sealed) => newestHeader.equals(sealed.subarray(0, headerBytes)),
  };
}

/** The id does not reveal the key and does not depend on the key's place in the list. */
function headerOf(key: Buffer): Buffer {
  const keyId = createHmac('sha256', key).update('lead-followup key id').digest().subarray(0, keyIdBytes);
  return Buffer.concat([magic, Buffer.from([version]), keyId]);
}

function keyIdOf(sealed: Uint8Array): string | null {
  const bytes = Buffer.from(sealed);
  if (!magic.equals(bytes.subarray(0, magic.length)) || bytes[magic.length] !== version) return null;
  return bytes.subarray(magic.length + 1, headerBytes).toString('hex');
}

function associatedData(header: Buffer, { table, row, column }: SecretPlace): Buffer {
  return Buffer.concat([header, Buffer.from(JSON.stringify([table, row, column]))]);
}

function firstThatOpens(keys: readonly Buffer[], sealed: Uint8Array): string | null {
  for (const key of keys) {
    const plain = open(key, sealed);
    if (plain !== null) return plain;
  }
  return null;
}

/** @returns null if another key encrypted the bytes, or if they were changed */
function open(key: Buffer, sealed: Uint8Array, associated?: Buffer): string | null {
  if (sealed.length < nonceBytes + tagBytes) return null;
  const decipher = createDecipheriv(algorithm, key, sealed.subarray(0, nonceBytes), {
    authTagLength: tagBytes,
  });
  if (associated) decipher.setAAD(associated);
  decipher.setAuthTag(sealed.subarray(nonceBytes, nonceBytes + tagBytes));
  const start = decipher.update(sealed.subarray(nonceBytes + tagBytes));
  try {
    return Buffer.concat([start, decipher.final()]).toString('utf8');
  } catch {
    // GCM reports a failed authentication only by throwing.
    return null;
  }
}
