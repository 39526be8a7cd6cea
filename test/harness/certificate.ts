import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

export interface Certificate {
  /** PEM files. */
  cert: string;
  key: string;
}

/** A self-signed certificate for a host name, made with the openssl of this machine. */
export async function makeCertificate(folder: string, subjectAltName: string): Promise<Certificate> {
  const name = subjectAltName.replace(/\W/g, '-');
  const cert = join(folder, `${name}.crt`);
  const key = join(folder, `${name}.key`);
  const args = [
    'req',
    '-x509',
    '-newkey',
    'rsa:2048',
    '-nodes',
    '-days',
    '2',
    '-subj',
    '/CN=lead-followup-test',
  ];
  await promisify(execFile)('openssl', [
    ...args,
    ...['-addext', `subjectAltName=${subjectAltName}`, '-keyout', key, '-out', cert],
  ]);
  return { cert, key };
}
