import { demoKey } from '../prisma/demo-data.ts';
import { documentedExample, leadFollowUpPath } from '../src/contract/documented-example.ts';
import { usesOfflineWriter } from '../src/platform/config.ts';
import { isStartedByNpm, loadDotEnv, type ProcessSetup, runProcess } from '../src/platform/run-process.ts';
import { type AllInOne, startAllInOne } from './all-in-one.ts';

async function start(configure: (setup: ProcessSetup) => void): Promise<AllInOne> {
  loadDotEnv();
  const running = await startAllInOne(process.env);
  const { logger, config } = running.services;
  configure({ logger, graceMs: config.SHUTDOWN_GRACE_MS });
  console.log(greeting(running));
  return running;
}

await runProcess(start, { startedByNpm: isStartedByNpm(process.env) });

function greeting({ url, embedded, services }: AllInOne): string {
  const { config, queues } = services;
  const lines = [
    '',
    `lead-followup is up at ${url}`,
    '',
    `  try it      ${url}/tester`,
    `  look        ${url}/follow-ups`,
    `  ready?      ${url}/health/ready`,
    `  reference   ${url}/docs`,
    `  queues      ${url}/ops/queues`,
    `  database    ${embedded ? `embedded, in ${config.DATA_DIR}` : 'DATABASE_URL'}`,
    `  queue       ${queues.backend === 'redis' ? 'Redis' : 'in PostgreSQL'}`,
    `  writer      ${usesOfflineWriter(config) ? 'offline writer (set OPENAI_API_KEY or OPENAI_BASE_URL for a model)' : `${config.SALES_MODEL}, ${config.COPYWRITER_MODEL}`}`,
  ];
  if (embedded) {
    const { siteId, leadId, productInterest } = documentedExample;
    const body = JSON.stringify({ siteId, leadId, productInterest });
    lines.push(
      `  API key     ${demoKey}`,
      `  admin key   ${config.ADMIN_KEY}`,
      '',
      'Or from a terminal:',
      '',
      `curl -s '${url}${leadFollowUpPath}?wait=30' -H 'x-api-key: ${demoKey}' -H 'content-type: application/json' -d '${body}'`,
    );
  }
  return [...lines, ''].join('\n');
}
