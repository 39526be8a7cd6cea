import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { demoIds, demoKey } from '../../prisma/demo-data.ts';
import { freePort } from '../../scripts/embedded/free-port.ts';
import { documentedExample, leadFollowUpPath } from '../../src/contract/documented-example.ts';
import { createDemoDatabase } from '../harness/demo-database.ts';
import { type ModelServer, startModelServer } from '../harness/model-server.ts';
import { startProcess, type TestProcess } from '../harness/processes.ts';
import { runScript } from '../harness/run-script.ts';
import { createTemporaryFolder } from '../harness/temporary-folder.ts';
import type { TestDatabase } from '../harness/test-database.ts';
import { until } from '../harness/until.ts';
import { ok, startWebhookReceiver, type WebhookReceiver } from '../harness/webhook-receiver.ts';

const alertsFile = 'deploy/prometheus/alerts.yml';
const alerts = readFileSync(alertsFile, 'utf8');
const dashboard = JSON.parse(readFileSync('deploy/grafana/lead-followup.json', 'utf8')) as {
  panels: { title: string; targets?: { expr: string }[] }[];
};
const scaling = readFileSync('deploy/kubernetes/components/keda/scaled-object.yaml', 'utf8');
const queries = [
  ...dashboard.panels.flatMap(({ title, targets = [] }) =>
    targets.map(({ expr }) => [title, expr.replaceAll('$__rate_interval', '10s')] as const),
  ),
  ...[...scaling.matchAll(/^ +query: (.+)$/gm)].map(([, query = '']) => ['scaling', query] as const),
];
const namesIn = (text: string) => [...new Set(text.match(/\b(?:lead_followup|nodejs|process)_\w+/g) ?? [])];
/** A histogram has one name in a description, and three in queries. */
const described = (name: string) => name.replace(/_(?:bucket|sum|count)$/, '');

const hasPrometheus = (() => {
  try {
    execFileSync('promtool', ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    if (process.env['CI']) throw new Error('CI is set, and there is no Prometheus: install it');
    return false;
  }
})();
const ifPrometheus = hasPrometheus ? test : test.skip;

ifPrometheus('the alerts pass their unit tests', () => {
  const output = execFileSync('promtool', ['test', 'rules', 'deploy/prometheus/alerts.test.yml'], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  expect(output).toContain('SUCCESS');
});

test('each alert has a section that says what to do', () => {
  const operations = readFileSync('docs/operations.md', 'utf8');
  const names = [...alerts.matchAll(/- alert: (\w+)/g)].map(([, name]) => name);
  expect(names.length).toBeGreaterThan(10);
  expect(names.filter((name) => !operations.includes(`### ${name}\n`))).toEqual([]);
});

describe('an API and a worker process that Prometheus scrapes', () => {
  let database: TestDatabase;
  let model: ModelServer;
  let receiver: WebhookReceiver;
  let scraped: { api: string; workers: string };
  let url: string;
  let processes: TestProcess[];

  beforeAll(async () => {
    database = await createDemoDatabase();
    model = await startModelServer();
    // The first text is over the limit of its channel, so it is repaired.
    model.respond(({ body }, index) => {
      if (index > 0 || body.response_format?.json_schema?.name !== 'sales_follow_up') return undefined;
      const message = { title: 'Too long', message: 'word '.repeat(2_000) };
      const channels = { email: message, whatsapp: message, notification: message, web: message };
      return { kind: 'answer', content: { strategy: 'Ask.', channels } };
    });
    receiver = await startWebhookReceiver();
    receiver.respond(ok);
    const env = {
      SECRETS_KEY: Buffer.alloc(32, 7).toString('base64'),
      ADMIN_KEY: 'the-operators-key-of-the-tests-01',
      DATABASE_URL: database.url,
      OPENAI_BASE_URL: model.baseUrl,
      WEBHOOK_ALLOW_PRIVATE: 'true',
      SWEEP_INTERVAL_MS: '200',
      METRICS_PORT: '0',
    };
    const api = runScript('api/main.ts', env);
    const workers = runScript('workers/main.ts', env);
    processes = [api, workers];
    url = (await api.waitForOutput(/"url":"(http:[^"]+)"/))[1] as string;
    const port = async (process: typeof api) =>
      (await process.waitForOutput(/"port":(\d+),"msg":"serving metrics"/))[1];
    scraped = { api: `127.0.0.1:${await port(api)}`, workers: `127.0.0.1:${await port(workers)}` };
    const { status } = await post(receiver.url);
    expect(status).toBe(200);
    await receiver.waitFor(1);
  });

  afterAll(async () => {
    for (const each of processes) each.kill('SIGTERM');
    await Promise.all(processes.map(({ exited }) => exited));
    await model.close();
    await receiver.close();
    await database.drop();
  });

  const post = (callbackUrl?: string) =>
    fetch(`${url}${leadFollowUpPath}?wait=30`, {
      method: 'POST',
      headers: { 'x-api-key': demoKey, 'content-type': 'application/json' },
      body: JSON.stringify({ ...documentedExample, ...(callbackUrl ? { callbackUrl } : {}) }),
    });
  const pageOf = async (address: string) => (await fetch(`http://${address}/metrics`)).text();

  test('every metric that the dashboard and the alerts name exists, and its labels name no customer', async () => {
    const pages = `${await pageOf(scraped.api)}\n${await pageOf(scraped.workers)}`;
    const existing = new Set([...pages.matchAll(/^# TYPE (\S+)/gm)].map(([, name]) => name));
    const named = namesIn(alerts + queries.map(([, query]) => query).join('\n'));
    expect(named.length).toBeGreaterThan(20);
    expect(named.filter((name) => !existing.has(name) && !existing.has(described(name)))).toEqual([]);
    expect(pages).toContain('lead_followup_follow_ups_ended_total{status="completed",code=""} 1');
    expect(pages).toMatch(/lead_followup_gate_violations_total\{rule="length",severity="error"\} \d/);
    expect(pages).toMatch(/lead_followup_repairs_total\{outcome="passed"\} \d/);
    expect(pages).toMatch(/lead_followup_delivery_duration_seconds_count\{outcome="delivered"\} \d/);
    for (const secret of [demoIds.sites.acme, demoIds.leads.jane, demoIds.organisation, 'jane', 'acme.com']) {
      expect(pages.toLowerCase()).not.toContain(secret.toLowerCase());
    }
  });

  ifPrometheus('every query of the dashboard and of the scaling returns data', async () => {
    const folder = await createTemporaryFolder();
    const port = await freePort();
    const targets = Object.entries(scraped).map(
      ([job, address]) => `{job_name: ${job}, static_configs: [{targets: ['${address}']}]}`,
    );
    await writeFile(
      join(folder, 'prometheus.yml'),
      `global: {scrape_interval: 1s, scrape_timeout: 1s}\nrule_files: ['${join(process.cwd(), alertsFile)}']\nscrape_configs: [${targets.join(', ')}]\n`,
    );
    const prometheus = startProcess({
      command: 'prometheus',
      args: [
        `--config.file=${join(folder, 'prometheus.yml')}`,
        `--storage.tsdb.path=${join(folder, 'data')}`,
        `--web.listen-address=127.0.0.1:${port}`,
      ],
    });
    await prometheus.waitForOutput(/Server is ready to receive web requests/);
    const samples = async (query: string) => {
      const answer = await fetch(`http://127.0.0.1:${port}/api/v1/query?query=${encodeURIComponent(query)}`);
      const { status, data, error } = (await answer.json()) as {
        status: string;
        data?: { result: unknown[] };
        error?: string;
      };
      if (status !== 'success') throw new Error(`${query}: ${error}`);
      return data?.result.length ?? 0;
    };
    let empty: readonly (readonly [string, string])[] = queries;
    await until(async () => {
      const found = await Promise.all(empty.map(async ([, query]) => samples(query)));
      empty = empty.filter((_, index) => found[index] === 0);
      return empty.length === 0;
    }).catch(() => undefined);
    expect(empty).toEqual([]);
    prometheus.kill('SIGTERM');
    await prometheus.exited;
  });
});
