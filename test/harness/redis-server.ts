import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { freePort } from '../../scripts/embedded/free-port.ts';
import { freeDatabasesKey, redisDatabases } from './redis-databases.ts';

export interface RedisServer {
  /** Of logical database 0, which holds the numbers of the free ones. */
  url: string;
  stop(): Promise<void>;
}

const portAttempts = 20;
const stopWithinMs = 5_000;

/** A Redis of our own on a free port: undefined when this machine has neither redis-server nor valkey-server. */
export async function startRedisServer(folder: string): Promise<RedisServer | undefined> {
  const server = await startRedisWith(folder);
  if (!server) return undefined;
  try {
    await listFreeDatabases(server.url);
    return server;
  } catch (error) {
    await server.stop();
    throw error;
  }
}

/** A Redis with further settings, which tests do not share. */
export async function startRedisWith(
  folder: string,
  settings: Record<string, string> = {},
): Promise<RedisServer | undefined> {
  const home = join(folder, 'redis');
  await mkdir(home);
  return startFirst((port) => serverArguments(port, home, settings));
}

/** @param file the configuration, which a Sentinel also writes to */
export async function startSentinel(file: string): Promise<RedisServer> {
  const server = await startFirst((port) => [file, '--sentinel', '--port', String(port)]);
  if (!server) throw new Error('there is no redis-server');
  return server;
}

async function startFirst(argumentsOf: (port: number) => string[]): Promise<RedisServer | undefined> {
  for (const program of ['redis-server', 'valkey-server']) {
    const server = await startProgram(program, argumentsOf);
    if (server) return server;
  }
  return undefined;
}

async function startProgram(
  program: string,
  argumentsOf: (port: number) => string[],
): Promise<RedisServer | undefined> {
  let output = '';
  for (let attempt = 1; attempt <= portAttempts; attempt += 1) {
    const port = await freePort();
    const child = spawn(program, argumentsOf(port), {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    try {
      await once(child, 'spawn');
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
      throw error;
    }
    output = await outputUntilReady(child);
    if (isAlive(child)) return { url: `redis://127.0.0.1:${port}`, stop: () => stop(child) };
    // Anything may take the port between our look and the server's.
    if (!output.includes('Address already in use')) break;
  }
  throw new Error(`${program} did not start:\n${output}`);
}

function serverArguments(port: number, home: string, further: Record<string, string>): string[] {
  const settings = {
    port: String(port),
    bind: '127.0.0.1',
    dir: home,
    save: '',
    appendonly: 'no',
    databases: String(redisDatabases),
    'maxmemory-policy': 'noeviction',
    daemonize: 'no',
    ...further,
  };
  return Object.entries(settings).flatMap(([name, value]) => [`--${name}`, value]);
}

/** Returns when the server says that it is ready, or when it has ended instead. */
function outputUntilReady(child: ChildProcess): Promise<string> {
  return new Promise((resolve) => {
    let output = '';
    const onData = (chunk: Buffer) => {
      output += chunk.toString('utf8');
      if (/Ready to accept connections|Sentinel ID is/.test(output)) resolve(output);
    };
    // The listeners stay: a full pipe would block the server.
    child.stdout?.on('data', onData);
    child.stderr?.on('data', onData);
    child.once('close', () => resolve(output));
  });
}

async function stop(child: ChildProcess): Promise<void> {
  if (!isAlive(child)) return;
  const exited = once(child, 'exit');
  child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), stopWithinMs);
  await exited;
  clearTimeout(timer);
}

function isAlive(child: ChildProcess): boolean {
  return child.exitCode === null && child.signalCode === null;
}

async function listFreeDatabases(url: string): Promise<void> {
  const redis = new Redis(url, { lazyConnect: true, retryStrategy: () => null });
  await redis.connect();
  await redis.sadd(freeDatabasesKey, ...Array.from({ length: redisDatabases - 1 }, (_, index) => index + 1));
  await redis.quit();
}
