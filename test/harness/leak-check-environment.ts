import { setTimeout as sleep } from 'node:timers/promises';
import type { Circus } from '@jest/types';
import { TestEnvironment as NodeEnvironment } from 'jest-environment-node';

/** What tests find in their global object. */
export interface LeakCheckGlobals {
  releasesAtEndOfFile: (() => Promise<void>)[];
}

const graceMs = 3_000;
const pollMs = 20;

/**
 * Fails a test file that leaves something open which would keep the process alive: a server, a socket, a timer, a
 * child process. jest by itself would end the worker by force and pass. Like global setup, this file imports nothing
 * of ours, and stands outside the sandbox of the tests, so that their fake timers do not reach it.
 */
export class LeakCheckEnvironment extends NodeEnvironment {
  #releases: LeakCheckGlobals['releasesAtEndOfFile'] = [];
  #before: ActiveResources = { counts: new Map(), handles: new Set() };
  /** Timers that the tests' own code set, with the place where it did. */
  #timers = new Map<NodeJS.Timeout, string>();

  override async setup(): Promise<void> {
    await super.setup();
    (this.global as unknown as LeakCheckGlobals).releasesAtEndOfFile = this.#releases;
    this.#rememberTimers('setTimeout');
    this.#rememberTimers('setInterval');
    // They come into being at first use, and are nothing that a test has to close.
    void process.stdin;
    void process.stdout;
    void process.stderr;
    this.#before = activeResources();
  }

  async handleTestEvent(event: Circus.AsyncEvent, state: Circus.State): Promise<void> {
    if (event.name !== 'run_finish') return;
    for (const release of this.#releases.reverse()) {
      try {
        await release();
      } catch (error) {
        state.unhandledErrors.push(error);
      }
    }
    const leaks = await leaksAfterGrace(this.#before, this.#timers);
    if (leaks.length === 0) return;
    const error = new Error(`this test file left open:\n${leaks.map((leak) => `  ${leak}`).join('\n')}`);
    // What was left open says more than the line here that found it.
    error.stack = error.message;
    state.unhandledErrors.push(error);
  }

  #rememberTimers(name: 'setTimeout' | 'setInterval'): void {
    const timers = this.#timers;
    const remembering = new Proxy(this.global[name], {
      apply(target, self, args) {
        const timer = Reflect.apply(target, self, args) as NodeJS.Timeout;
        timers.set(timer, new Error().stack?.split('\n')[2]?.trim() ?? '');
        return timer;
      },
    });
    Object.assign(this.global, { [name]: remembering });
  }
}

interface ActiveResources {
  /** How many of each type keep the event loop alive. */
  counts: Map<string, number>;
  handles: Set<object>;
}

function activeResources(): ActiveResources {
  const counts = new Map<string, number>();
  for (const type of process.getActiveResourcesInfo()) counts.set(type, (counts.get(type) ?? 0) + 1);
  return { counts, handles: new Set(activeHandles()) };
}

/** Undocumented; it says which, where `getActiveResourcesInfo` says how many. */
function activeHandles(): object[] {
  const { _getActiveHandles } = process as unknown as { _getActiveHandles?: () => object[] };
  return _getActiveHandles?.call(process) ?? [];
}

/** What a file closed may still be closing: this is looked at again, until nothing is left or the time is over. */
async function leaksAfterGrace(
  before: ActiveResources,
  timers: Map<NodeJS.Timeout, string>,
): Promise<string[]> {
  const deadline = Date.now() + graceMs;
  for (;;) {
    const handles = activeHandles().filter((handle) => !before.handles.has(handle));
    const running = [...timers.keys()].filter(isRunning);
    const leaks = [
      // Counts alone would let a new timer pass where one of jest's own has ended meanwhile.
      ...newTypes(before),
      ...handles.map(describeHandle),
      ...running.map((timer) => `timer set ${timers.get(timer)}`),
    ];
    if (leaks.length === 0) return [];
    if (Date.now() > deadline) {
      // Jest in a single process would otherwise wait for them for ever.
      for (const handle of handles)
        if ('unref' in handle && typeof handle.unref === 'function') handle.unref();
      for (const timer of running) clearTimeout(timer);
      return leaks;
    }
    await sleep(pollMs);
  }
}

function newTypes(before: ActiveResources): string[] {
  const { counts } = activeResources();
  return [...counts].flatMap(([type, count]) => {
    const more = count - (before.counts.get(type) ?? 0);
    return more > 0 ? [more === 1 ? type : `${type} (${more})`] : [];
  });
}

function isRunning(timer: NodeJS.Timeout): boolean {
  const { _destroyed: over } = timer as unknown as { _destroyed?: boolean };
  return !over && timer.hasRef();
}

function describeHandle(handle: object): string {
  const { spawnargs, pid, remotePort, remoteAddress, address } = handle as Record<string, unknown>;
  if (Array.isArray(spawnargs)) return `child process ${pid}: ${spawnargs.join(' ')}`;
  if (remotePort !== undefined) return `socket to ${remoteAddress}:${remotePort}`;
  if (typeof address === 'function')
    return `${handle.constructor.name} on ${JSON.stringify(address.call(handle))}`;
  return handle.constructor.name;
}

// biome-ignore lint/style/noDefaultExport: jest takes an environment from the default export
export default LeakCheckEnvironment;
