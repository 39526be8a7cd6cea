import { types } from 'node:util';

const untrusted =
  'the certificate of the server is not signed by a known authority: add sslrootcert=FILE with the certificate of the authority to the URL, or use sslmode=no-verify to encrypt without checking it (sslmode=require checks it)';
const badPem = 'sslrootcert, sslcert or sslkey in the URL names a file that is not in PEM format';

/** Why no connection can be made, and what to do, by the code of the socket, of TLS or of the server. */
const byCode: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nothing listens there: start PostgreSQL, or correct the address',
  ENOENT: 'there is no socket of a server in the folder: start PostgreSQL, or correct host in the URL',
  EACCES: 'this user may not use the socket in the folder: allow it, or connect to a host name',
  ENOTFOUND: 'there is no such host: correct the address',
  EAI_AGAIN: 'the host name cannot be resolved: correct the address, or try again',
  ETIMEDOUT: 'the host does not answer: correct the address, or allow the connection in the network',
  EHOSTUNREACH: 'the host cannot be reached: correct the address, or allow the connection in the network',
  ENETUNREACH: 'the network cannot be reached: correct the address, or allow the connection in the network',
  ECONNRESET: 'the server closed the connection: correct host and port, or look into its log',
  DEPTH_ZERO_SELF_SIGNED_CERT: untrusted,
  SELF_SIGNED_CERT_IN_CHAIN: untrusted,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: untrusted,
  UNABLE_TO_GET_ISSUER_CERT: untrusted,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: untrusted,
  CERT_HAS_EXPIRED: 'the certificate of the server has expired: renew it',
  CERT_NOT_YET_VALID: 'the certificate of the server is not valid yet: correct the clock, or the certificate',
  ERR_TLS_CERT_ALTNAME_INVALID:
    'the certificate of the server is for another host: use the host name of the certificate in the URL',
  ERR_OSSL_PEM_NO_START_LINE: badPem,
  ERR_OSSL_PEM_BAD_END_LINE: badPem,
  ERR_OSSL_PEM_BAD_BASE64_DECODE: badPem,
  '28P01': 'the user or the password is wrong: correct it',
  '3D000': 'there is no such database: create it, or correct the name',
  '42501': 'the user lacks the right to create the tables: grant it, or use another user',
  '53300': 'the server has too many connections: raise its max_connections, or lower DATABASE_CONNECTIONS',
  '57P03': 'the server is starting up or shutting down: try again',
};

/** Errors of the driver that have no code, and a refusal whose cause only the message tells. */
const byMessage: readonly [RegExp, string][] = [
  [
    /^no pg_hba\.conf entry .*no encryption|^no pg_hba\.conf entry .*SSL off/i,
    'the server does not accept this user without TLS: add sslmode=require to the URL, or allow it in pg_hba.conf',
  ],
  [/pg_hba\.conf/, 'the server does not accept this user from this address: allow it in pg_hba.conf'],
  [/^role .* does not exist/, 'there is no such user: create it, or correct the name'],
  [
    /server does not support SSL/i,
    'the server does not offer TLS: switch it on there, or remove sslmode from the URL',
  ],
  [/error establishing an SSL connection/i, 'what listens there is no PostgreSQL: correct host and port'],
  [/password must be a/i, 'the server asks for a password: add it to the URL'],
  [/timeout expired|timeout exceeded/i, byCode['ETIMEDOUT'] as string],
  [/connection terminated/i, byCode['ECONNRESET'] as string],
];

/**
 * Why no connection to PostgreSQL can be made and what to do, in one line. Contains nothing of the URL or the error.
 * @returns null if the error has another cause
 */
export function describeDatabaseFault(error: unknown): string | null {
  if (!types.isNativeError(error)) return null;
  const { code = '', syscall } = error as NodeJS.ErrnoException;
  // The driver reads the files of the URL before it connects.
  if (syscall === 'open' || syscall === 'read') {
    const why = code === 'ENOENT' ? 'does not exist' : `cannot be read (${code})`;
    return `sslrootcert, sslcert or sslkey in the URL names a file that ${why}: correct the path`;
  }
  const known = Object.hasOwn(byCode, code) ? byCode[code] : undefined;
  const told = known ?? byMessage.find(([pattern]) => pattern.test(error.message))?.[1];
  if (told) return told;
  if (code === '28000') return 'the server refuses this user: correct the user, or allow it in pg_hba.conf';
  return code === 'EPROTO' || /^ERR_(SSL|TLS)_/.test(code)
    ? `no TLS connection can be made (${code}): correct the TLS settings of the server or of the URL`
    : null;
}
