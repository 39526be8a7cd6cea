import { types } from 'node:util';
import type { Logger } from './logger.ts';

const levels = {
  log: 'info',
  info: 'info',
  debug: 'debug',
  trace: 'debug',
  warn: 'warn',
  error: 'error',
} as const;

/** `checkRedisSettings` reports it once, and says what to do. BullMQ prints it for every connection. */
const reportedByUs = /^IMPORTANT! Eviction policy/;

const mostCharacters = 200;
const rememberedTexts = 100;

/**
 * Sends what libraries print to the console, and the warnings of Node, to the log. Without this, their lines are not
 * in its format. A text is logged once, because libraries repeat it for each connection. Arguments after the text may
 * hold data of leads: only an error is kept, in its safe form.
 */
export function logOutputOfLibraries(logger: Logger): void {
  const logged = new Set<string>();

  function write(level: (typeof levels)[keyof typeof levels], args: readonly unknown[]): void {
    const text = args.find((argument) => typeof argument === 'string') ?? 'output of a library';
    const line = text.split('\n', 1)[0]?.slice(0, mostCharacters) ?? '';
    if (reportedByUs.test(line) || logged.has(line)) return;
    if (logged.size >= rememberedTexts) logged.clear();
    logged.add(line);
    const err = args.find((argument) => types.isNativeError(argument));
    logger[level]({ source: 'library', ...(err ? { err } : {}) }, line);
  }

  for (const [method, level] of Object.entries(levels)) {
    console[method as keyof typeof levels] = (...args: unknown[]) => write(level, args);
  }
  // The listener that Node itself adds prints to standard error.
  process.removeAllListeners('warning');
  process.on('warning', ({ name, message }) => write('warn', [`${name}: ${message}`]));
}
