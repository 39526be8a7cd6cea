import { chown, copyFile, stat, writeFile } from 'node:fs/promises';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import pg from 'pg';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../../../scripts/embedded-postgres.ts';
import { loadSettings } from '../../../src/platform/config.ts';
import { connectDatabase, DatabaseFault } from '../../../src/platform/connect-database.ts';
import { makeCertificate } from '../../harness/certificate.ts';
import { createTemporaryFolder } from '../../harness/temporary-folder.ts';

let folder: string;
let postgres: EmbeddedPostgres;
const servers: Server[] = [];
/** Connections of these servers, some of which nobody ends. */
const sockets: Socket[] = [];

beforeAll(async () => {
  folder = await createTemporaryFolder();
  postgres = await startEmbeddedPostgres({ dataDir: join(folder, 'data') });
  await asAdmin("CREATE ROLE crowd LOGIN PASSWORD 'p' CONNECTION LIMIT 0");
});

afterAll(async () => {
  for (const socket of sockets) socket.destroy();
  for (const server of servers) await new Promise((resolve) => server.close(resolve));
  await postgres.stop();
});

async function asAdmin(...statements: string[]): Promise<string[]> {
  const client = new pg.Client({ connectionString: postgres.url });
  await client.connect();
  try {
    const found: string[] = [];
    for (const statement of statements) {
      found.push(String(Object.values((await client.query(statement)).rows[0] ?? {})[0]));
    }
    return found;
  } finally {
    await client.end();
  }
}

/** The server's URL with some of its parts replaced. */
function urlWith(
  parts: Partial<Record<'username' | 'password' | 'hostname' | 'port' | 'pathname', string>>,
  query = '',
) {
  return `${Object.assign(new URL(postgres.url), parts).href}${query}`;
}

/** As the setting gives it to the driver. */
async function open(url: string): Promise<void> {
  const { DATABASE_URL = '' } = loadSettings({ DATABASE_URL: url });
  await (await connectDatabase(DATABASE_URL)).end();
}

async function faultOf(url: string): Promise<string> {
  const error = await open(url).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(DatabaseFault);
  const { message } = error as DatabaseFault;
  expect(message).not.toContain('\n');
  expect(message).not.toContain(new URL(postgres.url).password);
  expect(message).not.toContain('hunter2');
  return message;
}

function track(server: Server): Server {
  servers.push(server);
  return server.on('connection', (socket) => sockets.push(socket));
}

async function listen(port: number, onConnect: Parameters<typeof createServer>[1]): Promise<Server> {
  const server = track(createServer(onConnect as never));
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return server;
}

const place = () => new URL(postgres.url).host;

test('the URL of the server works', () => open(postgres.url));

describe('names the host and the cause, without a secret', () => {
  test.each<[string, () => string, string]>([
    [
      'a wrong password',
      () => urlWith({ password: 'hunter2' }),
      'the user or the password is wrong: correct it',
    ],
    ['no such user', () => urlWith({ username: 'nobody' }), 'the user or the password is wrong: correct it'],
    ['no password', () => urlWith({ password: '' }), 'the server asks for a password: add it to the URL'],
    [
      'no such database',
      () => urlWith({ pathname: '/nothing' }),
      'there is no such database: create it, or correct the name',
    ],
    [
      'too many connections',
      () => urlWith({ username: 'crowd', password: 'p' }),
      'the server has too many connections: raise its max_connections, or lower DATABASE_CONNECTIONS',
    ],
    [
      'no TLS',
      () => urlWith({}, '?sslmode=require'),
      'the server does not offer TLS: switch it on there, or remove sslmode from the URL',
    ],
    [
      'no file of the certificate',
      () => urlWith({}, '?sslmode=verify-full&sslrootcert=/nowhere/hunter2.crt'),
      'sslrootcert, sslcert or sslkey in the URL names a file that does not exist: correct the path',
    ],
  ])('%s', async (_what, url, fault) => {
    expect(await faultOf(url())).toBe(`DATABASE_URL: ${place()}: ${fault}`);
  });

  test('nothing listens there', async () => {
    expect(await faultOf(urlWith({ port: '1' }))).toBe(
      'DATABASE_URL: 127.0.0.1:1: nothing listens there: start PostgreSQL, or correct the address',
    );
  });

  test('no such host', async () => {
    expect(await faultOf(urlWith({ hostname: 'database.invalid' }))).toMatch(
      /^DATABASE_URL: database\.invalid:\d+: (there is no such host|the host name cannot be resolved)/,
    );
  });

  test('something else listens there', async () => {
    const { port } = (await listen(0, (socket) => socket.end())).address() as { port: number };
    expect(await faultOf(urlWith({ port: String(port) }))).toContain('the server closed the connection');
  });

  test('no answer', async () => {
    const { port } = (
      await listen(0, (socket) => socket.on('error', () => undefined).resume())
    ).address() as {
      port: number;
    };
    expect(await faultOf(urlWith({ port: String(port) }))).toContain('the host does not answer');
  });

  test('a file that is no certificate', async () => {
    await asAdmin('SELECT 1');
    const file = join(folder, 'no.crt');
    await writeFile(file, 'hunter2');
    expect(await faultOf(urlWith({}, `?sslmode=verify-full&sslkey=${file}&sslcert=${file}`))).toMatch(
      /does not offer TLS|not in PEM format/,
    );
  });
});

describe('a socket of this machine', () => {
  const socketUrl = (host: string) => {
    const { username, password, pathname } = new URL(postgres.url);
    return `postgresql://${username}:${password}@${pathname}?host=${host}`;
  };

  test('works with ?host=', async () => {
    const { port } = new URL(postgres.url);
    const proxy = track(
      createServer((socket) => {
        const upstream = connect(Number(port), '127.0.0.1');
        sockets.push(upstream);
        socket.pipe(upstream).pipe(socket);
      }),
    );
    await new Promise<void>((resolve) => proxy.listen(join(folder, '.s.PGSQL.5432'), resolve));
    await open(socketUrl(folder));
    await open(socketUrl(folder).replace('@/', '@ignored.example/'));
  });

  test('that does not exist is named', async () => {
    expect(await faultOf(socketUrl('/nowhere'))).toBe(
      'DATABASE_URL: socket /nowhere: there is no socket of a server in the folder: start PostgreSQL, or correct host in the URL',
    );
  });
});

describe('with TLS', () => {
  let root: string;

  beforeAll(async () => {
    root = await useCertificate('IP:127.0.0.1');
  });

  /** Sets up the server with a self-signed certificate. @returns its file */
  async function useCertificate(subjectAltName: string): Promise<string> {
    const { cert, key } = await makeCertificate(folder, subjectAltName);
    const [data = ''] = await asAdmin('SHOW data_directory');
    const { uid, gid } = await stat(join(data, 'PG_VERSION'));
    for (const [from, to] of [
      [cert, 'server.crt'],
      [key, 'server.key'],
    ] as const) {
      await copyFile(from, join(data, to));
      await chown(join(data, to), uid, gid);
    }
    await asAdmin('ALTER SYSTEM SET ssl = on', 'SELECT pg_reload_conf()');
    // The server reads its settings in its own time.
    for (let answered = 'off'; answered !== 'on'; ) [answered = ''] = await asAdmin('SHOW ssl');
    return cert;
  }

  test.each(['require', 'verify-ca', 'verify-full'])(
    'sslmode=%s with a self-signed certificate says what to add',
    async (mode) => {
      expect(await faultOf(urlWith({}, `?sslmode=${mode}`))).toBe(
        `DATABASE_URL: ${place()}: the certificate of the server is not signed by a known authority: add sslrootcert=FILE with the certificate of the authority to the URL, or use sslmode=no-verify to encrypt without checking it (sslmode=require checks it)`,
      );
    },
  );

  test('works with what it says', async () => {
    await open(urlWith({}, `?sslmode=require&sslrootcert=${root}`));
    await open(urlWith({}, '?sslmode=no-verify'));
    await open(urlWith({}, '?uselibpqcompat=true&sslmode=require'));
  });

  test('a certificate of another host is named', async () => {
    const other = await useCertificate('DNS:other.example');
    const url = urlWith({}, `?sslmode=verify-full&sslrootcert=${other}`);
    // New connections get the new certificate as soon as the server has read it.
    let fault = await faultOf(url);
    while (fault.includes('known authority')) fault = await faultOf(url);
    expect(fault).toContain('the certificate of the server is for another host');
  });
});
