import type { Database } from '../platform/database.ts';
import type { Logger } from '../platform/logger.ts';

const intervalMs = 60_000;
/** More keys than that in one minute are forgotten, which costs a write too many. */
const rememberedKeys = 10_000;

/** Notes that a key is in use. Never throws: a request does not fail by it, nor waits for it. */
export type MarkKeyUsed = (key: { id: string; lastUsedAt: Date | null }) => Promise<void>;

/** Keeps `last_used_at` to the minute: at most one write a minute for each key and process. */
export function createKeyUsage({ prisma }: Database, logger: Logger): MarkKeyUsed {
  const triedAt = new Map<string, number>();
  return async ({ id, lastUsedAt }) => {
    const now = Date.now();
    const lastMs = Math.max(triedAt.get(id) ?? 0, lastUsedAt?.getTime() ?? 0);
    if (now - lastMs < intervalMs) return;
    if (triedAt.size >= rememberedKeys) triedAt.clear();
    triedAt.set(id, now);
    try {
      await prisma.apiKey.updateMany({ where: { id }, data: { lastUsedAt: new Date(now) } });
    } catch (err) {
      logger.warn({ err, apiKeyId: id }, 'the use of an API key was not noted');
    }
  };
}
