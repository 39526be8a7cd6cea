import type { Database } from './database.ts';

export interface FollowUpsInFlight {
  /**
   * Whether an organisation may start one more follow-up, which is then counted.
   * @param most that it may have in flight
   */
  hasRoom(organisationId: string, most: number): Promise<boolean>;
}

/** How long a count holds. What other processes accept meanwhile is not in it. */
const countHoldsMs = 1_000;
/** More organisations than that within a second are counted anew, which costs a statement each. */
const remembered = 10_000;

interface Count {
  at: number;
  /** Those in flight at that time, and those that this process has let through since. */
  inFlight: Promise<number>;
  added: number;
}

/**
 * Counts what organisations have in flight: once a second each, since a count reads an index entry for each follow-up.
 * A count that reaches the limit is made anew at once, so that nobody is refused for what has ended.
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

  /** As many entries of follow_up_in_flight_idx as are in flight, and no more than decide. */
  async function readCount(organisationId: string, most: number): Promise<number> {
    const { rows } = await pool.query<{ count: number }>(
      `SELECT count(*)::int AS count FROM (
         SELECT FROM follow_up WHERE organisation_id = $1 AND status IN ('queued', 'running') LIMIT $2) AS counted`,
      [organisationId, most],
    );
    return rows[0]?.count ?? 0;
  }

  const isBelow = async (count: Count, most: number) => (await count.inFlight) + count.added < most;

  return {
    async hasRoom(organisationId, most) {
      let count = countOf(organisationId, most);
      if (!(await isBelow(count, most))) {
        // Another request may have counted anew meanwhile.
        const newest = counts.get(organisationId);
        count = newest && newest !== count ? newest : countAnew(organisationId, most);
        if (!(await isBelow(count, most))) return false;
      }
      count.added += 1;
      return true;
    },
  };
}
