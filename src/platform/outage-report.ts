import { types } from 'node:util';
import type { Logger } from './logger.ts';

const reminderMs = 60_000;

export interface OutageReport {
  /** The dependency does not answer. Repeated calls only change the cause. */
  begin(cause: string): void;
  /** It answers again. Does nothing if there was no outage. */
  end(): void;
  /** Whether an outage was reported and has not ended. */
  isOpen(): boolean;
  close(): void;
}

/**
 * Logs an outage: one line when it begins, one a minute while it lasts, one when it ends.
 * @param consequence what happens to requests and jobs meanwhile
 */
export function createOutageReport(
  logger: Logger,
  { dependency, host, consequence }: { dependency: string; host: string; consequence: string },
): OutageReport {
  let since: number | null = null;
  let cause = '';
  let timer: NodeJS.Timeout | undefined;
  const line = () => ({
    host,
    cause,
    ...(since === null ? {} : { forS: Math.round((Date.now() - since) / 1_000) }),
  });

  function close(): void {
    clearInterval(timer);
    since = null;
  }

  return {
    begin(reason) {
      cause = reason;
      if (since !== null) return;
      since = Date.now();
      logger.warn({ host, cause }, `${dependency} is unavailable: ${consequence}`);
      timer = setInterval(() => logger.warn(line(), `${dependency} is still unavailable`), reminderMs);
      timer.unref();
    },
    end() {
      if (since === null) return;
      logger.info(line(), `${dependency} is available again`);
      close();
    },
    isOpen: () => since !== null,
    close,
  };
}

/** The code of a connection error, without its message, which may contain a password. */
export function causeOf(error: unknown): string {
  if (!types.isNativeError(error)) return 'unknown';
  const { code } = error as NodeJS.ErrnoException;
  // Redis refuses commands with a word in upper case: WRONGPASS, NOAUTH, LOADING.
  return code ?? /^[A-Z]{4,}\b/.exec(error.message)?.[0] ?? error.name;
}

/** Whether Redis answered with an error, such as OOM. Its connection works, so no outage is reported. */
export function isRedisRefusal(error: unknown): boolean {
  return error instanceof Error && error.name === 'ReplyError';
}
