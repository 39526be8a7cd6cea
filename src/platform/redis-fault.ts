import { types } from 'node:util';

const untrusted =
  'its certificate is not signed by a known authority: start the process with NODE_EXTRA_CA_CERTS=FILE, the certificate of the authority';
const notTls =
  'it does not speak TLS on this port: use redis:// instead of rediss://, or the port that speaks TLS';

const byCode: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nothing listens there: start Redis, or correct the address',
  ENOTFOUND: 'there is no such host: correct the address',
  EAI_AGAIN: 'the host name cannot be resolved: correct the address, or try again',
  ETIMEDOUT: 'the host does not answer: correct the address, or allow the connection in the network',
  EHOSTUNREACH: 'the host cannot be reached: correct the address, or allow the connection in the network',
  ENETUNREACH: 'the network cannot be reached: correct the address, or allow the connection in the network',
  DEPTH_ZERO_SELF_SIGNED_CERT: untrusted,
  SELF_SIGNED_CERT_IN_CHAIN: untrusted,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: untrusted,
  UNABLE_TO_GET_ISSUER_CERT: untrusted,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: untrusted,
  CERT_HAS_EXPIRED: 'its certificate has expired: renew it',
  CERT_NOT_YET_VALID: 'its certificate is not valid yet: correct the clock, or the certificate',
  ERR_TLS_CERT_ALTNAME_INVALID: 'its certificate is for another host: use the host name of the certificate',
  ERR_SSL_WRONG_VERSION_NUMBER: notTls,
  ERR_SSL_PACKET_LENGTH_TOO_LONG: notTls,
};

const byMessage: readonly [RegExp, string][] = [
  [/\bWRONGPASS\b|invalid (username-)?password/i, 'the user or the password is wrong: correct it'],
  [/\bNOAUTH\b/, 'it asks for a password: add it to the URL'],
  [/without any password configured|no password is set/i, 'it has no password: remove it from the URL'],
  [/\bNOPERM\b/, 'its ACL does not allow this user a command that is needed: allow it'],
  [/DB index is out of range/i, 'it has no database with this number: correct the path of the URL'],
  [/max number of clients/i, 'it has too many connections: raise its maxclients'],
  [/before secure TLS connection was established|wrong version number/i, notTls],
  [/All sentinels are unreachable/i, 'no Sentinel names a master: start them, or correct hosts and name'],
];

/**
 * Why no connection to Redis can be made and what to do, in one line. Contains nothing of the URL or the error.
 * @returns null if the error has another cause
 */
export function describeRedisFault(error: unknown): string | null {
  if (!types.isNativeError(error)) return null;
  const { code = '', lastNodeError } = error as NodeJS.ErrnoException & { lastNodeError?: unknown };
  // A Cluster says only that no node answers; the cause is the last node's.
  if (lastNodeError) return describeRedisFault(lastNodeError);
  const found = byMessage.find(([pattern]) => pattern.test(error.message))?.[1];
  if (found) return found;
  if (Object.hasOwn(byCode, code)) return byCode[code] as string;
  return /^ERR_(SSL|TLS)_|^EPROTO$/.test(code) ? `no TLS connection can be made (${code})` : null;
}
