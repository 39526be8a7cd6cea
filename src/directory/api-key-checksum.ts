import { randomInt } from 'node:crypto';
import { crc32 } from 'node:zlib';

const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const randomCharacters = 32;
const checksumCharacters = 6;
const form = new RegExp(`^(lf_[0-9A-Za-z]{${randomCharacters}})([0-9A-Za-z]{${checksumCharacters}})$`);

/**
 * Generates a key: `lf_`, 32 random letters and digits (190 bits), and a checksum. A secret scanner can verify by the
 * checksum that a text of this form is one of our keys.
 */
export function generateApiKey(): string {
  const random = Array.from({ length: randomCharacters }, () => alphabet[randomInt(alphabet.length)]);
  const text = `lf_${random.join('')}`;
  return `${text}${checksumOf(text)}`;
}

/** Whether a text has the form of a key but a wrong checksum, so it cannot be a key. Older keys have another form. */
export function hasWrongChecksum(key: string): boolean {
  const [, text, checksum] = form.exec(key) ?? [];
  return text !== undefined && checksum !== checksumOf(text);
}

/** CRC-32 in base 62, padded to six digits, most significant digit first. */
function checksumOf(text: string): string {
  let rest = crc32(text);
  let digits = '';
  for (let count = 0; count < checksumCharacters; count += 1) {
    digits = `${alphabet[rest % alphabet.length]}${digits}`;
    rest = Math.floor(rest / alphabet.length);
  }
  return digits;
}
