import { callbackEventTypes } from '../../contract/webhook-event.ts';
import type { DatabaseClient } from '../database.ts';

/** The characters of a TypeID: base32 without i, l, o and u. */
const base32 = '0123456789abcdefghjkmnpqrstvwxyz';

const callbackTypes = callbackEventTypes.map((type) => `'${type}'`).join(', ');

/**
 * Two parts of a statement that create the deliveries of new events: one finds the receivers of each event, the other
 * inserts a delivery for each receiver. The statement must have a part `events` that inserts the events and returns
 * their id, organisation_id, follow_up_id and type. One statement writes both, so that there is never an event without
 * its deliveries.
 *
 * An endpoint that the service has disabled gets a failed delivery, so that a replay can find what it missed. The id
 * of a delivery is the id of its event with the last two characters replaced by a number, so that callers need not
 * know how many receivers there are. Endpoints are found by webhook_endpoint_organisation_id_idx.
 */
export const deliveriesSql = deliveriesTo(`
    SELECT e.id, e.organisation_id, NULL, f.callback_url, true
    FROM events e JOIN follow_up f ON f.id = e.follow_up_id
    WHERE f.callback_url IS NOT NULL AND e.type IN (${callbackTypes})`);

/** The same with other callbacks. @param callbacks a query of their receivers, with the columns of the others */
export function deliveriesTo(callbacks: string): string {
  return `
  receivers AS (
    SELECT e.id AS event_id, e.organisation_id, w.id AS endpoint_id, w.url, w.enabled
    FROM events e JOIN webhook_endpoint w ON w.organisation_id = e.organisation_id
    WHERE e.type = ANY (w.events) AND (w.enabled OR w.disabled_reason IS NOT NULL)
    UNION ALL
    ${callbacks}
  ), deliveries AS (
    INSERT INTO delivery (id, organisation_id, event_id, endpoint_id, url, status, next_attempt_at, finished_at)
    SELECT 'whd_' || substr(event_id, 5, 24) || substr('${base32}', (n / 32)::int + 1, 1)
                  || substr('${base32}', (n % 32)::int + 1, 1),
           organisation_id, event_id, endpoint_id, url,
           CASE WHEN enabled THEN 'pending' ELSE 'failed' END,
           CASE WHEN enabled THEN now() END, CASE WHEN NOT enabled THEN now() END
    FROM (SELECT *, row_number() OVER (PARTITION BY event_id) - 1 AS n FROM receivers) numbered
    RETURNING id, event_id, status, next_attempt_at
  )`;
}

/** The follow-up is found by its primary key. */
export const recordEventSql = `
  WITH moved AS (
    UPDATE follow_up SET event_seq = event_seq + 1 WHERE id = $2 RETURNING id, organisation_id, event_seq
  ), events AS (
    INSERT INTO event (id, organisation_id, follow_up_id, command_id, seq, type, data)
    SELECT $1, organisation_id, id, $3, event_seq, $4, $5::jsonb FROM moved
    RETURNING id, organisation_id, follow_up_id, type
  ), ${deliveriesSql}
  SELECT event_seq FROM moved`;

/** The same for events of enrollments, whose callback URLs get all of them. */
export const enrollmentDeliveriesSql = deliveriesTo(`
    SELECT e.id, e.organisation_id, NULL, n.callback_url, true
    FROM events e JOIN enrollment n ON n.id = e.enrollment_id WHERE n.callback_url IS NOT NULL`);

/** An event of an enrollment, which is found by its primary key. */
export const recordEnrollmentEventSql = `
  WITH events AS (
    INSERT INTO event (id, organisation_id, enrollment_id, seq, type, data)
    SELECT $1, n.organisation_id, n.id, (SELECT count(*) + 1 FROM event WHERE enrollment_id = n.id), $3, $4::jsonb
    FROM enrollment n WHERE n.id = $2
    RETURNING id, organisation_id, enrollment_id, type
  ), ${enrollmentDeliveriesSql}
  SELECT id FROM events`;

export interface EventToRecord {
  id: string;
  followUpId: string;
  /** Null for an event of the follow-up itself. */
  commandId: string | null;
  type: string;
  data: object;
}

/** Writes an event and its deliveries. The transaction must have locked the follow-up. */
export async function recordEvent(tx: DatabaseClient, event: EventToRecord): Promise<void> {
  const { id, followUpId, commandId, type, data } = event;
  await tx.$queryRawUnsafe(recordEventSql, id, followUpId, commandId, type, JSON.stringify(data));
}
