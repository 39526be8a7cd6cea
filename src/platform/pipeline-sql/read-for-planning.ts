import type { Agent } from '../../contract/agents.ts';
import type { Channel } from '../../contract/channels.ts';
import type { Facts } from '../../contract/facts.ts';
import { type Batches, createBatches } from '../batches.ts';
import type { RunStatement } from './run-statement.ts';

export interface PlanningQuery {
  organisationId: string;
  siteId: string;
  leadId: string;
  visitorId: string | null;
  idempotencyKey: string | null;
  /** The UTC day whose spending is needed, as `2026-11-26`. Null if no budget is set. */
  spendingDay: string | null;
}

export interface Spending {
  tokens: number;
  usd: number;
}

export interface PlanningRow {
  /** Null if the organisation has no such site. */
  site: {
    name: string;
    url: string | null;
    locale: string;
    timezone: string;
    /** Stored JSON, not checked yet. */
    voice: unknown;
    /** Stored JSON, not checked yet. */
    offer: unknown;
    factCheck: string | null;
    review: string | null;
    enabledChannels: string[];
    /** Active agents, newest first. */
    agents: (Omit<Agent, 'role'> & { userId: string | null; role: string })[];
  } | null;
  /** Null if the site has no such lead. */
  lead: {
    name: string | null;
    company: string | null;
    position: string | null;
    email: string | null;
    phone: string | null;
    painPoints: string[];
    budgetRange: string | null;
    leadStage: string | null;
    locale: string | null;
    preferences: Record<string, unknown>;
    /** Newest last. */
    interactions: Facts['previous_interactions'];
  } | null;
  /** Newest last. */
  pageViews: Facts['page_views'];
  /** By the lead's id only: an opt-out applies to every site. */
  optOuts: Channel[];
  /** Whether the organisation has any suppression. Only then they are looked up. */
  hasSuppressions: boolean;
  /** What an earlier request with the same key created. Null if the key is free. */
  earlier: { fingerprint: string; followUpId: string } | null;
  spent: DaySpending | null;
}

/** Spending on one UTC day. */
export interface DaySpending {
  site: Spending;
  organisation: Spending;
}

/**
 * What a site and its organisation have spent on a day, as DaySpending. Rows of deleted sites count too, so that
 * creating a new site does not renew the organisation's budget.
 */
export const spendingSql = (organisationId: string, siteId: string, day: string) => `
  SELECT jsonb_build_object(
    'site', jsonb_build_object(
      'tokens', coalesce(sum(d.input_tokens + d.output_tokens) FILTER (WHERE d.site_id = ${siteId}), 0),
      'usd', coalesce(sum(d.cost_usd) FILTER (WHERE d.site_id = ${siteId}), 0)),
    'organisation', jsonb_build_object(
      'tokens', coalesce(sum(d.input_tokens + d.output_tokens), 0), 'usd', coalesce(sum(d.cost_usd), 0))) AS spent
  FROM site_spend d WHERE d.organisation_id = ${organisationId} AND d.day = ${day}`;

/** How many past interactions are read for a follow-up. */
const newestInteractions = 10;
const newestPageViews = 20;

/** In the format of JavaScript's `toISOString`. */
const iso = (column: string) => `to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

/**
 * Reads everything that is needed to accept a follow-up. Rows are found by primary keys and by
 * agent_organisation_id_site_id_idx, interaction_organisation_id_lead_id_date_idx,
 * page_view_organisation_id_visitor_id_viewed_at_idx and site_spend_organisation_id_day_idx.
 */
export const readForPlanningSql = `
  SELECT
    (SELECT jsonb_build_object(
       'name', s.name, 'url', s.url, 'locale', s.locale, 'timezone', s.timezone, 'voice', s.voice, 'offer', s.offer,
       'factCheck', s.fact_check, 'review', s.review,
       'enabledChannels', (
         SELECT coalesce(jsonb_agg(c.kind), '[]') FROM channel c
         WHERE c.organisation_id = i.organisation_id AND c.site_id = i.site_id AND c.enabled),
       'agents', (
         SELECT coalesce(jsonb_agg(jsonb_build_object(
             'id', a.id, 'userId', a.user_id, 'role', a.role, 'name', a.name, 'title', a.title, 'email', a.email,
             'phone', a.phone, 'signature', a.signature, 'instructions', a.instructions, 'model', a.model,
             'max_tokens', a.max_tokens)
           ORDER BY a.created_at DESC, a.id DESC), '[]')
         FROM agent a
         WHERE a.organisation_id = i.organisation_id AND a.site_id = i.site_id AND a.status = 'active'))
     FROM site s WHERE s.organisation_id = i.organisation_id AND s.id = i.site_id) AS site,
    (SELECT jsonb_build_object(
       'name', l.name, 'company', l.company, 'position', l.position, 'email', l.email, 'phone', l.phone,
       'painPoints', l.pain_points, 'budgetRange', l.budget_range, 'leadStage', l.lead_stage, 'locale', l.locale,
       'preferences', l.preferences,
       'interactions', (
         SELECT coalesce(jsonb_agg(jsonb_strip_nulls(jsonb_build_object(
             'date', ${iso('n.date')}, 'type', n.type, 'author', n.author, 'summary', n.summary))
           ORDER BY n.date), '[]')
         FROM (SELECT date, type, author, summary FROM interaction
               WHERE organisation_id = i.organisation_id AND lead_id = i.lead_id
               ORDER BY date DESC LIMIT ${newestInteractions}) n))
     FROM lead l
     WHERE l.organisation_id = i.organisation_id AND l.id = i.lead_id AND l.site_id = i.site_id) AS lead,
    (SELECT coalesce(jsonb_agg(jsonb_build_object('url', p.url, 'title', p.title, 'viewed_at', ${iso('p.viewed_at')})
       ORDER BY p.viewed_at), '[]')
     FROM (SELECT w.url, w.title, w.viewed_at FROM page_view w
           WHERE w.organisation_id = i.organisation_id AND w.visitor_id = i.visitor_id
             AND EXISTS (SELECT FROM visitor v
                         WHERE v.organisation_id = i.organisation_id AND v.id = i.visitor_id AND v.site_id = i.site_id)
           ORDER BY w.viewed_at DESC LIMIT ${newestPageViews}) p) AS "pageViews",
    (SELECT coalesce(jsonb_agg(o.channel), '[]') FROM opt_out o
     WHERE o.organisation_id = i.organisation_id AND o.lead_id = i.lead_id) AS "optOuts",
    -- Not EXISTS, for which PostgreSQL may read the whole table.
    (SELECT true FROM suppression u WHERE u.organisation_id = i.organisation_id LIMIT 1) IS NOT NULL
      AS "hasSuppressions",
    (SELECT jsonb_build_object('fingerprint', k.fingerprint, 'followUpId', k.follow_up_id) FROM idempotency_key k
     WHERE k.organisation_id = i.organisation_id AND k.key = i.idempotency_key AND k.expires_at > now()) AS earlier,
    CASE WHEN i.spending_day IS NOT NULL THEN
      (${spendingSql('i.organisation_id', 'i.site_id', 'i.spending_day')}) END AS spent
  FROM jsonb_to_recordset($1) AS i(
    n int, organisation_id text, site_id uuid, lead_id uuid, visitor_id uuid, idempotency_key text, spending_day date)
  ORDER BY i.n`;

/** Reads need no commit, so larger batches would only keep PostgreSQL's processes busy. */
export function createReadForPlanning(runStatement: RunStatement): Batches<PlanningQuery, PlanningRow> {
  return createBatches({
    async run(queries) {
      const input = queries.map((query, n) => ({
        n,
        organisation_id: query.organisationId,
        site_id: query.siteId,
        lead_id: query.leadId,
        visitor_id: query.visitorId,
        idempotency_key: query.idempotencyKey,
        spending_day: query.spendingDay,
      }));
      const rows = await runStatement<PlanningRow>('read-for-planning', readForPlanningSql, [
        JSON.stringify(input),
      ]);
      return rows;
    },
  });
}
