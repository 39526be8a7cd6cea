import type { Database } from './database.ts';
import type { Logger } from './logger.ts';
import type { Secrets } from './secrets.ts';
import { findUnreadableSecrets } from './stored-secrets.ts';

/** The check reads and decrypts every row, so each process runs it at most this often. */
const maxAgeMs = 60_000;
/** With a wrong key every row is unreadable, so only the first few are logged. */
const namedInLog = 10;

export interface SecretsHealth {
  /** Whether all stored secrets can be decrypted. The result is at most a minute old. @throws the database's errors */
  check(): Promise<'ok' | 'unreadable'>;
}

/** Checks the stored secrets for `/health/ready`, and logs when some cannot be decrypted. */
export function createSecretsHealth(
  database: Pick<Database, 'prisma'>,
  secrets: Secrets,
  logger: Logger,
): SecretsHealth {
  let last: { at: number; result: Promise<'ok' | 'unreadable'> } | undefined;
  let unreadableBefore = 0;

  async function look(): Promise<'ok' | 'unreadable'> {
    const { checked, unreadable } = await findUnreadableSecrets(database, secrets);
    if (unreadable.length !== unreadableBefore) {
      for (const err of unreadable.slice(0, namedInLog))
        logger.error({ err }, 'a secret cannot be decrypted');
      if (unreadable.length > 0) {
        logger.error(
          { unreadable: unreadable.length, checked },
          'stored secrets cannot be decrypted: add the key that encrypted them to SECRETS_KEY, or rotate the secrets',
        );
      } else logger.info({ checked }, 'all stored secrets can be decrypted again');
    }
    unreadableBefore = unreadable.length;
    return unreadable.length > 0 ? 'unreadable' : 'ok';
  }

  return {
    async check() {
      if (last && Date.now() - last.at < maxAgeMs) return last.result;
      const current = { at: Date.now(), result: look() };
      last = current;
      try {
        return await current.result;
      } catch (error) {
        if (last === current) last = undefined;
        throw error;
      }
    },
  };
}
