import type { Database } from './database.ts';
import { type Drain, drainSeconds } from './drain-time.ts';

export interface FollowUpsInFlight {
  /**
   * Whether an organisation may start one more follow-up. If so, it is counted.
   * @param most the limit of the organisation
   */
  hasRoom(organisationId: string, most: number): Promise<boolean>;
  /**
   * When an organisation that has reached its limit should try again, in milliseconds: when a tenth of the limit will have
   * ended, at the rate of the last minute.
   */
  waitForRoom(organisationId: string, most: number): Promise<number>;
}

/** While none of its follow-ups has ended within a minute, an organisation waits for at least 10 s. */
const waitBoundsS = { least: 1, leastWithoutRate: 10, most: 300 };

/** A burst of refusals shares one statement. */
const drainHoldsMs = 2_000;

/** How long a count is used. It does not include what other processes accept meanwhile. */
const countHoldsMs = 1_000;
/** With more organisations than this within a second, some are counted again, which costs a statement each. */
const remembered = 10_000;

interface Count {
  at: number;
  /** The count at that time, plus what this process has accepted since. */
  inFlight: Promise<number>;
  added: number;
}

/**
 * Counts the follow-ups that organisations have in flight. Counting reads an index entry per follow-up, so a count is
 * reused for a second. A count that reaches the limit is repeated at once: an organisation must not be refused because
 * of follow-ups that have ended since.
 */
export function createFollowUpsInFlight({ pool }: Pick<Database, 'pool'>): FollowUpsInFlight {
  const counts = new Map<string, Count>();

  function countOf(organisationId: string, most: number): Count {
    const known = counts.get(organisationId);
    if (known && performance.now() - known.at < countHoldsMs) return known;
    return countAnew(organisationId, most);
  }

  function countAnew(organisationId: string, most: number): Count {
    if (counts.size >= remembered) counts.clear();
    const inFlight = readCount(organisationId, most);
    const count = { at: performance.now(), inFlight, added: 0 };
    counts.set(organisationId, count);
    // The next request counts again.
    inFlight.catch(() => counts.delete(organisationId));
    return count;
  }

  /** Reads at most as many entries of follow_up_in_flight_idx as are needed to decide. */
  async function readCount(organisationId: string, most: number): Promise<number> {
    const { rows } = await pool.query<{ count: number }>(
      `SELECT count(*)::int AS count FROM (
         SELECT FROM follow_up WHERE organisation_id = $1 AND status IN ('queued', 'running') LIMIT $2) AS counted`,
      [organisationId, most],
    );
    return rows[0]?.count ?? 0;
  }

  const drains = new Map<string, { at: number; drain: Promise<Drain> }>();

  function drainOf(organisationId: string): Promise<Drain> {
    const known = drains.get(organisationId);
    if (known && performance.now() - known.at < drainHoldsMs) return known.drain;
    if (drains.size >= remembered) drains.clear();
    const drain = readDrain(organisationId);
    drains.set(organisationId, { at: performance.now(), drain });
    drain.catch(() => drains.delete(organisationId));
    return drain;
  }

  /** Reads follow_up_finished_at_idx for a minute, and follow_up_in_flight_idx. */
  async function readDrain(organisationId: string): Promise<Drain> {
    const { rows } = await pool.query<Drain>(
      `SELECT
         (SELECT count(*)::int FROM follow_up
          WHERE organisation_id = $1 AND finished_at > now() - interval '1 minute') AS "endedInMinute",
         (SELECT coalesce(extract(epoch FROM now() - min(created_at)), 0)::float8 FROM follow_up
          WHERE organisation_id = $1 AND status IN ('queued', 'running')) AS "oldestUnfinishedS"`,
      [organisationId],
    );
    return rows[0] as Drain;
  }

  const isBelow = async (count: Count, most: number) => (await count.inFlight) + count.added < most;

  return {
    async hasRoom(organisationId, most) {
      let count = countOf(organisationId, most);
      if (!(await isBelow(count, most))) {
        // Another request may have counted again meanwhile.
        const newest = counts.get(organisationId);
        count = newest && newest !== count ? newest : countAnew(organisationId, most);
        if (!(await isBelow(count, most))) return false;
      }
      count.added += 1;
      return true;
    },
    async waitForRoom(organisationId, most) {
      const drain = await drainOf(organisationId);
      const seconds = drainSeconds(Math.ceil(most / 10), drain);
      const least = drain.endedInMinute > 0 ? waitBoundsS.least : waitBoundsS.leastWithoutRate;
      return Math.min(Math.max(seconds, least), waitBoundsS.most) * 1_000;
    },
  };
}
