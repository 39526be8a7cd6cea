import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { demoIds } from '../../../../prisma/demo-data.ts';
import { documentedExample, leadFollowUpPath } from '../../../../src/contract/documented-example.ts';
import { rowStateSql } from '../../../../src/platform/metrics/state-metrics.ts';
import { claimPhasesSql } from '../../../../src/platform/pipeline-sql/claim-phases.ts';
import { endPhasesSql } from '../../../../src/platform/pipeline-sql/end-phases.ts';
import { recordEventSql } from '../../../../src/platform/pipeline-sql/events.ts';
import { noteEnqueuedSql } from '../../../../src/platform/pipeline-sql/note-enqueued.ts';
import { readFollowUpsSql } from '../../../../src/platform/pipeline-sql/read-follow-ups.ts';
import { readForPlanningSql } from '../../../../src/platform/pipeline-sql/read-for-planning.ts';
import { recordCallsOfPhasesSql } from '../../../../src/platform/pipeline-sql/record-calls.ts';
import { storeFollowUpsSql } from '../../../../src/platform/pipeline-sql/store-follow-ups.ts';
import { startService, type TestService } from '../../../harness/start-service.ts';

let service: TestService;

/**
 * How rows of each table differ from the first one, by their number `n`. All of these grow with use. The copies of
 * follow-ups and deliveries have ended, and every second follow-up is a step of a sequence.
 */
const differences: Record<string, string> = {
  organisation: `'id', 'org_' || n`,
  site: `'organisation_id', 'org_' || n, 'id', md5('site' || n)::uuid`,
  channel: `'organisation_id', 'org_' || n, 'site_id', md5('site' || n)::uuid`,
  agent: `'organisation_id', 'org_' || n, 'id', md5('agent' || n)::uuid, 'site_id', md5('site' || n)::uuid`,
  lead: `'id', md5('lead' || n)::uuid`,
  interaction: `'id', 'int_' || n, 'lead_id', md5('lead' || n)::uuid`,
  visitor: `'id', md5('visitor' || n)::uuid`,
  page_view: `'id', 'pgv_' || n, 'visitor_id', md5('visitor' || n)::uuid`,
  opt_out: `'lead_id', md5('lead' || n)::uuid`,
  follow_up: `'id', 'fup_' || n, 'lead_id', md5('lead' || n)::uuid, 'created_at', now() - n * interval '1 minute',
    'finished_at', now() - n * interval '1 minute', 'enrollment_id', CASE WHEN n % 2 = 0 THEN 'enr_' || n END`,
  command: `'id', 'cmd_' || n, 'follow_up_id', 'fup_' || n`,
  model_call: `'id', 'mcl_' || n, 'command_id', 'cmd_' || n`,
  event: `'id', 'evt_' || n, 'follow_up_id', 'fup_' || n, 'command_id', NULL, 'seq', 1, 'type', 'follow_up.queued'`,
  delivery: `'id', 'whd_' || n, 'event_id', 'evt_' || n, 'status', 'failed', 'next_attempt_at', NULL, 'finished_at', now()`,
  idempotency_key: `'key', 'key' || n, 'follow_up_id', 'fup_' || n`,
  site_spend: `'organisation_id', 'org_' || n, 'site_id', md5('site' || n)::uuid`,
  sequence: `'organisation_id', 'org_' || n, 'id', md5('sequence' || n)::uuid`,
  enrollment: `'id', 'enr_' || n, 'organisation_id', 'org_' || n, 'lead_id', md5('lead' || n)::uuid`,
  review: `'follow_up_id', 'fup_' || n`,
  revision: `'follow_up_id', 'fup_' || n`,
  suppression: `'id', 'sup_' || n, 'organisation_id', 'org_' || n, 'hash', 'hash' || n`,
  webhook_endpoint: `'id', 'whe_' || n, 'organisation_id', 'org_' || n`,
};
const rowsOfEach = 8_000;

beforeAll(async () => {
  service = await startService({ settings: { WEBHOOK_ALLOW_PRIVATE: 'true' } });
  const { request, services } = service;
  const { site, lead } = { site: demoIds.sites.acme, lead: demoIds.leads.jane };
  const key = { organisationId: demoIds.organisation };
  const visitorId = 'd0000000-0000-4000-8000-000000000001';
  const { prisma, pool } = services.database;
  await prisma.visitor.create({ data: { ...key, id: visitorId, siteId: site, leadId: lead } });
  await prisma.pageView.create({
    data: { ...key, id: 'pgv_first', visitorId, url: 'https://acme.example', viewedAt: new Date() },
  });
  await prisma.optOut.create({ data: { ...key, leadId: lead, channel: 'web' } });
  await request('POST', '/api/webhook-endpoints', { body: { url: 'http://127.0.0.1:9/hook' } });
  const { status } = await request('POST', `${leadFollowUpPath}?wait=20`, {
    body: documentedExample,
    headers: { 'idempotency-key': 'first' },
  });
  expect(status).toBe(200);
  const address = 'nobody@example.com';
  await request('POST', '/api/suppressions', { body: { channel: 'email', address } });
  const reviewed = await request('POST', `${leadFollowUpPath}?wait=20`, {
    body: { ...documentedExample, steps: 2, requireReview: true },
  });
  expect(reviewed.body.data.status).toBe('awaiting_review');

  const client = await pool.connect();
  // Rows that refer to nothing serve as well here, and are written faster.
  await client.query('SET session_replication_role = replica');
  for (const [table, difference] of Object.entries(differences)) {
    const { rows } = await client.query<{ name: string }>(
      `SELECT column_name AS name FROM information_schema.columns
       WHERE table_name = $1 AND table_schema = 'public' AND is_generated = 'NEVER'`,
      [table],
    );
    const columns = rows.map(({ name }) => `"${name}"`).join(', ');
    await client.query(
      `INSERT INTO ${table} (${columns})
       SELECT ${columns} FROM (
         SELECT (jsonb_populate_record(one.row, jsonb_build_object(${difference}))).*
         FROM (SELECT t AS row FROM ${table} t LIMIT 1) one, generate_series(1, ${rowsOfEach}) n) copies`,
    );
  }
  await client.query('SET session_replication_role = DEFAULT');
  await client.query('ANALYZE');
  client.release();
});

afterAll(() => service.close());

const ids = Array.from({ length: 50 }, (_, index) => `fup_${index + 1}`);
const input = JSON.stringify(
  ids.map((id, n) => ({ n, id, command_id: id.replace('fup', 'cmd'), calls: [], commands: [] })),
);

const statements: Record<string, [sql: string, values: unknown[]]> = {
  'reads for planning': [readForPlanningSql, [input]],
  'stores follow-ups': [storeFollowUpsSql, [input]],
  'takes off outbox marks': [noteEnqueuedSql, [ids, ids.map(() => 0)]],
  'claims phases': [claimPhasesSql, [input]],
  'records calls': [recordCallsOfPhasesSql, [input]],
  'ends phases': [endPhasesSql, [input]],
  'reads follow-ups': [readFollowUpsSql, [ids]],
  'records an event': [recordEventSql, ['evt_0', 'fup_1', null, 'follow_up.failed', '{}']],
  'measures rows': [rowStateSql, [new Date()]],
};

interface PlanNode {
  'Node Type': string;
  'Relation Name'?: string;
  Plans?: PlanNode[];
}

function tablesReadWhole(node: PlanNode): string[] {
  const own = node['Node Type'] === 'Seq Scan' && node['Relation Name'] ? [node['Relation Name']] : [];
  return [...own, ...(node.Plans ?? []).flatMap(tablesReadWhole)];
}

test.each(Object.entries(statements))(
  'what %s reads no growing table whole',
  async (_name, [sql, values]) => {
    const { pool } = service.services.database;
    const { rows } = await pool.query<{ 'QUERY PLAN': [{ Plan: PlanNode }] }>(
      `EXPLAIN (FORMAT JSON) ${sql}`,
      values,
    );
    const [{ Plan: plan }] = rows[0]?.['QUERY PLAN'] ?? [{ Plan: { 'Node Type': 'none' } }];
    expect(JSON.stringify(plan)).toContain('Index');
    expect(tablesReadWhole(plan)).toEqual([]);
  },
);
