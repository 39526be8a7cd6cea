import type { Database } from '../platform/database.ts';
import type { Logger } from '../platform/logger.ts';

const intervalMs = 60_000;
/** Above this size the map is cleared, which costs some extra writes. */
const rememberedKeys = 10_000;

/** Records that a key was used. Never throws, so a request neither fails nor waits because of it. */
export type MarkKeyUsed = (key: { id: string; lastUsedAt: Date | null }) => Promise<void>;

/** Updates `last_used_at` at most once a minute per key and process. */
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
      logger.warn({ err, apiKeyId: id }, 'the use of an API key was not recorded');
    }
  };
}
