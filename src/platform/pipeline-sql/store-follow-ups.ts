import { type Batches, createBatches } from '../batches.ts';
import { deliveriesTo } from './events.ts';
import type { RunStatement } from './run-statement.ts';

export interface FollowUpToStore {
  id: string;
  organisationId: string;
  siteId: string;
  leadId: string;
  request: object;
  facts: object;
  plan: object;
  warnings: readonly string[];
  metadata: object;
  callbackUrl: string | null;
  /** Keyed hashes of the addresses of its lead, by channel. */
  addresses: object;
  /** Whether its callback must not contain lead data. */
  leadHidden: boolean;
  traceparent: string | null;
  /** The failed follow-up that this one retries. Nothing is stored if it has been erased. */
  retryOf: string | null;
  /** Whether the lead must be stored. Nothing is stored if the lead has been erased. */
  leadMustExist: boolean;
  idempotent: { key: string; fingerprint: string } | null;
  /** The step of an enrollment that this follow-up is. */
  step: StepToStore | null;
  commands: readonly CommandToStore[];
  /** The id of its event `follow_up.queued`. */
  eventId: string;
}

export interface StepToStore {
  enrollmentId: string;
  key: string;
  /**
   * The follow-up of the step before this one is stored: null, or the one that is written again. Nothing is stored if it
   * has changed, or if the enrollment or its sequence is not active any more.
   */
  expectedFollowUpId: string | null;
  /** How many steps had ended when this one was planned. Nothing is stored if that has changed, as by a skip. */
  expectedDone: number;
  /** The enrollment is created together with its first step. Null if it exists. */
  created: {
    definition: object;
    request: object;
    /** When the step starts. */
    baseAt: Date;
    warnings: readonly string[];
    /** The id of its event `enrollment.started`. */
    eventId: string;
  } | null;
}

export interface CommandToStore {
  id: string;
  kind: string;
  agent: object;
  status: string;
  output: object | null;
  model: string | null;
  promptVersion: string | null;
  startedAt: Date | null;
  finishedAt: Date | null;
}

/** How long an Idempotency-Key is stored. */
const keptHours = 24;

/**
 * Writes follow-ups with their commands, their first events and their Idempotency-Keys. A step of a sequence moves its
 * enrollment on in the same statement, or creates it. `enqueued_at` stays null, which means that the follow-up must still
 * be enqueued. Leads, originals, sequences, enrollments and keys are found by their primary keys and
 * locked in this order, each in the order of their keys, so that two statements cannot deadlock.
 */
export const storeFollowUpsSql = `
  WITH input AS (
    SELECT * FROM jsonb_to_recordset($1) AS i(
      id text, organisation_id text, site_id uuid, lead_id uuid, request jsonb, facts jsonb, plan jsonb, warnings jsonb,
      metadata jsonb, callback_url text, addresses jsonb, lead_hidden boolean, traceparent text, retry_of text, lead_must_exist boolean,
      key text, fingerprint text, commands jsonb, event_id text, enrollment_id text, step_key text,
      expected_follow_up_id text, expected_done int, definition jsonb, enrollment_request jsonb, base_at timestamptz,
      enrollment_warnings jsonb, enrollment_event_id text)
  ), leads AS (
    SELECT i.id FROM input i
    JOIN lead l ON l.organisation_id = i.organisation_id AND l.id = i.lead_id AND l.site_id = i.site_id
    WHERE i.lead_must_exist ORDER BY l.id FOR KEY SHARE OF l
  ), originals AS (
    SELECT i.id FROM input i JOIN follow_up f ON f.id = i.retry_of ORDER BY f.id FOR KEY SHARE OF f
  ), sequences AS (
    -- A pause waits for the lock, and a start that has waited for a pause reads the new status.
    SELECT i.id, q.status FROM input i JOIN enrollment n ON n.id = i.enrollment_id
    JOIN sequence q ON q.organisation_id = n.organisation_id AND q.id = n.sequence_id
    ORDER BY q.organisation_id, q.id FOR SHARE OF q
  ), enrollments AS (
    SELECT i.id FROM input i JOIN enrollment n ON n.id = i.enrollment_id LEFT JOIN sequences q ON q.id = i.id
    WHERE n.status = 'active' AND n.follow_up_id IS NOT DISTINCT FROM i.expected_follow_up_id
      AND cardinality(n.done) = i.expected_done AND q.status IS DISTINCT FROM 'paused'
    ORDER BY n.id FOR NO KEY UPDATE OF n
  ), ready AS (
    SELECT * FROM input i
    WHERE (NOT i.lead_must_exist OR i.id IN (SELECT id FROM leads))
      AND (i.retry_of IS NULL OR i.id IN (SELECT id FROM originals))
      AND (i.enrollment_id IS NULL OR i.definition IS NOT NULL OR i.id IN (SELECT id FROM enrollments))
  ), keys AS (
    INSERT INTO idempotency_key AS stored (organisation_id, key, fingerprint, follow_up_id, expires_at)
    SELECT organisation_id, key, fingerprint, id, now() + make_interval(hours => ${keptHours})
    FROM ready WHERE key IS NOT NULL ORDER BY organisation_id, key
    ON CONFLICT (organisation_id, key) DO UPDATE
      SET fingerprint = excluded.fingerprint, follow_up_id = excluded.follow_up_id,
          created_at = now(), expires_at = excluded.expires_at
      WHERE stored.expires_at <= now()
    RETURNING follow_up_id
  ), stored AS (
    INSERT INTO follow_up (id, organisation_id, site_id, lead_id, request, facts, plan, warnings, metadata, callback_url,
                           addresses, lead_hidden, traceparent, retry_of, enrollment_id, step_key, event_seq)
    SELECT id, organisation_id, site_id, lead_id, request, facts, plan, warnings, metadata, callback_url, addresses,
           lead_hidden, traceparent, retry_of, enrollment_id, step_key, 1
    FROM ready WHERE key IS NULL OR id IN (SELECT follow_up_id FROM keys)
    RETURNING id
  ), commands AS (
    INSERT INTO command (id, organisation_id, follow_up_id, kind, agent, status, output, model, prompt_version, started_at,
                         finished_at)
    SELECT c.id, r.organisation_id, r.id, c.kind, c.agent, c.status, c.output, c.model, c.prompt_version,
           c.started_at, c.finished_at
    FROM stored s JOIN ready r ON r.id = s.id CROSS JOIN jsonb_to_recordset(r.commands) AS c(
      id text, kind text, agent jsonb, status text, output jsonb, model text, prompt_version text, started_at timestamptz,
      finished_at timestamptz)
  ), begun AS (
    UPDATE enrollment n SET follow_up_id = r.id, step_key = r.step_key, next_step_at = NULL, due_at = NULL, waiting = NULL,
      claimed_until = NULL, updated_at = now()
    FROM stored s JOIN ready r ON r.id = s.id
    WHERE n.id = r.enrollment_id AND r.definition IS NULL
  ), enrolled AS (
    INSERT INTO enrollment AS n (id, organisation_id, site_id, lead_id, definition, request, metadata, callback_url,
                                 lead_hidden, email_hash, warnings, follow_up_id, step_key, base_at)
    SELECT r.enrollment_id, r.organisation_id, r.site_id, r.lead_id, r.definition, r.enrollment_request, r.metadata,
           r.callback_url, r.lead_hidden, r.addresses ->> 'email', r.enrollment_warnings, r.id, r.step_key, r.base_at
    FROM stored s JOIN ready r ON r.id = s.id WHERE r.definition IS NOT NULL
    RETURNING id
  ), first_events AS (
    INSERT INTO event (id, organisation_id, follow_up_id, command_id, seq, type)
    SELECT r.event_id, r.organisation_id, r.id, NULL, 1, 'follow_up.queued' FROM stored s JOIN ready r ON r.id = s.id
  ), events AS (
    INSERT INTO event (id, organisation_id, enrollment_id, seq, type)
    SELECT r.enrollment_event_id, r.organisation_id, e.id, 1, 'enrollment.started'
    FROM enrolled e JOIN ready r ON r.enrollment_id = e.id
    RETURNING id, organisation_id, enrollment_id, follow_up_id, type
  ), ${deliveriesTo(`
    SELECT e.id, e.organisation_id, NULL, r.callback_url, true
    FROM events e JOIN ready r ON r.enrollment_id = e.enrollment_id WHERE r.callback_url IS NOT NULL`)}
  SELECT id FROM stored`;

/**
 * The result says whether the follow-up was stored. It is not if another request has used the key, or if the lead or
 * the original is gone.
 */
export function createStoreFollowUps(runStatement: RunStatement): Batches<FollowUpToStore, boolean> {
  return createBatches({
    async run(followUps) {
      const rows = await runStatement<{ id: string }>('store-follow-ups', storeFollowUpsSql, [
        JSON.stringify(followUps.map(toInput)),
      ]);
      const stored = new Set(rows.map(({ id }) => id));
      return followUps.map(({ id }) => stored.has(id));
    },
    keyOf: ({ id, organisationId, idempotent }) => (idempotent ? `${organisationId} ${idempotent.key}` : id),
  });
}

function toInput(followUp: FollowUpToStore) {
  const { step } = followUp;
  return {
    id: followUp.id,
    organisation_id: followUp.organisationId,
    site_id: followUp.siteId,
    lead_id: followUp.leadId,
    request: followUp.request,
    facts: followUp.facts,
    plan: followUp.plan,
    warnings: followUp.warnings,
    metadata: followUp.metadata,
    callback_url: followUp.callbackUrl,
    addresses: followUp.addresses,
    lead_hidden: followUp.leadHidden,
    traceparent: followUp.traceparent,
    retry_of: followUp.retryOf,
    lead_must_exist: followUp.leadMustExist,
    key: followUp.idempotent?.key ?? null,
    fingerprint: followUp.idempotent?.fingerprint ?? null,
    commands: followUp.commands.map(({ promptVersion, startedAt, finishedAt, ...command }) => ({
      ...command,
      prompt_version: promptVersion,
      started_at: startedAt,
      finished_at: finishedAt,
    })),
    event_id: followUp.eventId,
    enrollment_id: step?.enrollmentId ?? null,
    step_key: step?.key ?? null,
    expected_follow_up_id: step?.expectedFollowUpId ?? null,
    expected_done: step?.expectedDone ?? null,
    definition: step?.created?.definition ?? null,
    enrollment_request: step?.created?.request ?? null,
    base_at: step?.created?.baseAt ?? null,
    enrollment_warnings: step?.created?.warnings ?? null,
    enrollment_event_id: step?.created?.eventId ?? null,
  };
}
