import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

const nonceBytes = 12;
const tagBytes = 16;

/** A signing secret as Standard Webhooks write it: 24 random bytes in base64. */
export function generateWebhookSecret(): string {
  return `whsec_${randomBytes(24).toString('base64')}`;
}

export interface Secrets {
  /** AES-256-GCM: nonce, tag and ciphertext in one buffer. */
  encrypt(plain: string): Uint8Array<ArrayBuffer>;
  /** @throws Error when the bytes were made with another key or were changed */
  decrypt(sealed: Uint8Array): string;
}

/** Encrypts what must be stored and read again, such as webhook secrets. `key` has 32 bytes. */
export function createSecrets(key: Buffer): Secrets {
  return {
    encrypt(plain) {
      const nonce = randomBytes(nonceBytes);
      const cipher = createCipheriv('aes-256-gcm', key, nonce);
      const sealed = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()]);
      return new Uint8Array(Buffer.concat([nonce, cipher.getAuthTag(), sealed]));
    },
    decrypt(sealed) {
      const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, nonceBytes));
      decipher.setAuthTag(sealed.subarray(nonceBytes, nonceBytes + tagBytes));
      const plain = Buffer.concat([
        decipher.update(sealed.subarray(nonceBytes + tagBytes)),
        decipher.final(),
      ]);
      return plain.toString('utf8');
    },
  };
}
