import { type Batches, createBatches } from '../batches.ts';
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
  /** Whether its callback must not contain lead data. */
  leadHidden: boolean;
  traceparent: string | null;
  /** The failed follow-up that this one retries. Nothing is stored if it has been erased. */
  retryOf: string | null;
  /** Whether the lead must be stored. Nothing is stored if the lead has been erased. */
  leadMustExist: boolean;
  idempotent: { key: string; fingerprint: string } | null;
  commands: readonly CommandToStore[];
  /** The id of its event `follow_up.queued`. */
  eventId: string;
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
 * Writes follow-ups with their commands, their first events and their Idempotency-Keys. `enqueued_at` stays null,
 * which means that the follow-up must still be enqueued. Leads, originals and keys are found by their primary keys and
 * locked in a fixed order, so that two statements cannot deadlock.
 */
export const storeFollowUpsSql = `
  WITH input AS (
    SELECT * FROM jsonb_to_recordset($1) AS i(
      id text, organisation_id text, site_id uuid, lead_id uuid, request jsonb, facts jsonb, plan jsonb, warnings jsonb,
      metadata jsonb, callback_url text, lead_hidden boolean, traceparent text, retry_of text, lead_must_exist boolean,
      key text, fingerprint text, commands jsonb, event_id text)
  ), leads AS (
    SELECT i.id FROM input i
    JOIN lead l ON l.organisation_id = i.organisation_id AND l.id = i.lead_id AND l.site_id = i.site_id
    WHERE i.lead_must_exist ORDER BY l.id FOR KEY SHARE OF l
  ), originals AS (
    SELECT i.id FROM input i JOIN follow_up f ON f.id = i.retry_of ORDER BY f.id FOR KEY SHARE OF f
  ), ready AS (
    SELECT * FROM input i
    WHERE (NOT i.lead_must_exist OR i.id IN (SELECT id FROM leads))
      AND (i.retry_of IS NULL OR i.id IN (SELECT id FROM originals))
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
                           lead_hidden, traceparent, retry_of, event_seq)
    SELECT id, organisation_id, site_id, lead_id, request, facts, plan, warnings, metadata, callback_url, lead_hidden,
           traceparent, retry_of, 1
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
  ), events AS (
    INSERT INTO event (id, organisation_id, follow_up_id, command_id, seq, type)
    SELECT r.event_id, r.organisation_id, r.id, NULL, 1, 'follow_up.queued' FROM stored s JOIN ready r ON r.id = s.id
  )
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
  };
}
