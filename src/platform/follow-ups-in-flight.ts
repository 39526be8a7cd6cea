import type { Database } from './database.ts';
import { type Drain, drainSeconds } from './drain-time.ts';
import { createSharedReads } from './shared-reads.ts';

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

/** How many there were when they were counted, and how many this process has accepted since. */
interface Count {
  inFlight: number;
  added: number;
}

/**
 * Counts the follow-ups that organisations have in flight. Counting reads an index entry per follow-up, so a count is
 * reused for a second. A count that reaches the limit is repeated at once: an organisation must not be refused because
 * of follow-ups that have ended since.
 */
export function createFollowUpsInFlight({ pool }: Pick<Database, 'pool'>): FollowUpsInFlight {
  const counts = createSharedReads<Count>({ forMs: countHoldsMs });
  const drains = createSharedReads<Drain>({ forMs: drainHoldsMs });

  /** Reads at most as many entries of follow_up_in_flight_idx as are needed to decide. */
  async function readCount(organisationId: string, most: number): Promise<Count> {
    const { rows } = await pool.query<{ count: number }>(
      `SELECT count(*)::int AS count FROM (
         SELECT FROM follow_up WHERE organisation_id = $1 AND status IN ('queued', 'running') LIMIT $2) AS counted`,
      [organisationId, most],
    );
    return { inFlight: rows[0]?.count ?? 0, added: 0 };
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

  return {
    async hasRoom(organisationId, most) {
      const read = () => readCount(organisationId, most);
      const isFull = ({ inFlight, added }: Count) => inFlight + added >= most;
      const shared = counts.get(organisationId, read);
      let count = await shared;
      if (isFull(count)) {
        // Another request may have counted again meanwhile.
        const newest = counts.get(organisationId, read);
        count = await (newest === shared ? counts.readAnew(organisationId, read) : newest);
        if (isFull(count)) return false;
      }
      count.added += 1;
      return true;
    },
    async waitForRoom(organisationId, most) {
      const drain = await drains.get(organisationId, () => readDrain(organisationId));
      const seconds = drainSeconds(Math.ceil(most / 10), drain);
      const least = drain.endedInMinute > 0 ? waitBoundsS.least : waitBoundsS.leastWithoutRate;
      return Math.min(Math.max(seconds, least), waitBoundsS.most) * 1_000;
    },
  };
}
