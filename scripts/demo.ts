import { randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { styleText } from 'node:util';
import { createDemoOrganisation, demoKey } from '../prisma/demo-data.ts';
import type { CommandView } from '../src/contract/command-view.ts';
import { documentedExample, leadFollowUpPath } from '../src/contract/documented-example.ts';
import type { AcceptedFollowUp, FollowUpView } from '../src/contract/follow-up-view.ts';
import { isTerminal } from '../src/contract/status.ts';
import { generateApiKey } from '../src/directory/api-keys.ts';
import { describeFailure, StartError } from '../src/platform/describe-failure.ts';
import { newId } from '../src/platform/ids.ts';
import { createLogger } from '../src/platform/logger.ts';
import type { Closable } from '../src/platform/releasers.ts';
import { loadDotEnv } from '../src/platform/run-process.ts';
import { usesOfflineWriter } from '../src/platform/services.ts';
import { type AllInOne, startAllInOne } from './all-in-one.ts';

const startedAt = Date.now();
const pollMs = 50;
const channelNames = {
  email: 'Email',
  whatsapp: 'WhatsApp',
  notification: 'Notification',
  web: 'Web banner',
} as const;

const style = (format: 'bold' | 'dim', text: string) =>
  process.stdout.isTTY ? styleText(format, text) : text;

function say(step: string): void {
  const seconds = ((Date.now() - startedAt) / 1_000).toFixed(1).padStart(5);
  console.log(`${style('dim', `${seconds} s`)}  ${step}`);
}

/** Sends requests as any client would: over HTTP, with a key. */
function createClient(url: string, apiKey: string) {
  return async <Data>(path: string, body?: unknown): Promise<Data> => {
    const response = await fetch(`${url}${path}`, {
      method: body === undefined ? 'GET' : 'POST',
      headers: { 'x-api-key': apiKey, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
      body: body === undefined ? null : JSON.stringify(body),
    });
    const answer = (await response.json()) as { data: Data; error?: { code: string; message: string } };
    if (answer.error) throw new StartError(`${answer.error.code}: ${answer.error.message}`);
    return answer.data;
  };
}

type Client = ReturnType<typeof createClient>;

/** Follows the work as a client that polls would see it. */
async function followPhases(get: Client, accepted: AcceptedFollowUp): Promise<FollowUpView> {
  const shown = new Set<string>();
  const showOnce = (line: string) => {
    if (!shown.has(line)) say(line);
    shown.add(line);
  };
  for (;;) {
    // Read before the commands: once it has ended, what they say below is the last word.
    const followUp = await get<FollowUpView>(accepted.urls.self);
    for (const path of [accepted.urls.sales, accepted.urls.copywriter]) {
      if (path) describeCommand(await get<CommandView>(path)).forEach(showOnce);
    }
    if (isTerminal(followUp.status)) return followUp;
    await pause(pollMs);
  }
}

/** A phase so far, a line for each thing that has happened. */
function describeCommand({ type, status, agent, model, error, usage }: CommandView): string[] {
  const line = (text: string) => `${type.padEnd(10)}  ${text}`;
  const atWork = line(`at work: ${agent.name}, ${agent.role}`);
  const tokens = `${usage.input_tokens} tokens in, ${usage.output_tokens} out`;
  switch (status) {
    case 'queued':
      return [];
    case 'running':
      return [atWork];
    case 'completed':
      return [atWork, line(`completed by ${model}, ${tokens}`)];
    default:
      return [line(`${status}: ${error?.message ?? 'the phase before it failed'}`)];
  }
}

function printMessages({ messages, quality, skipped_channels: skipped }: FollowUpView): void {
  const written = Object.entries(messages ?? {});
  console.log(`\n${style('bold', 'Strategy')}\n${indent(written[0]?.[1].strategy ?? '')}`);
  for (const [channel, { title, message }] of written) {
    const name = channelNames[channel as keyof typeof channelNames];
    const refined = quality[channel as keyof typeof quality]?.refined
      ? 'refined by the copywriter'
      : 'sales draft';
    console.log(
      `\n${style('bold', name)}  ${style('dim', refined)}\n${indent(style('bold', title))}\n\n${indent(message)}`,
    );
  }
  for (const { channel, reason } of skipped) console.log(`\n${channel} skipped: ${reason}`);
}

function indent(text: string): string {
  return text.replace(/^(?=.)/gm, '  ');
}

/** The key to send the example with. A database of one's own gets an organisation for the demo alone, removed after it. */
async function openOrganisation({ embedded, services }: AllInOne): Promise<Closable & { apiKey: string }> {
  if (embedded) return { apiKey: demoKey, close: async () => undefined };
  const { database, secrets } = services;
  const organisationId = newId('org');
  const apiKey = generateApiKey();
  await database.prisma.$transaction((tx) => createDemoOrganisation(tx, secrets, { organisationId, apiKey }));
  return {
    apiKey,
    async close() {
      await database.prisma.organisation.delete({ where: { id: organisationId } });
    },
  };
}

async function demo(): Promise<void> {
  loadDotEnv();
  const running = await startAllInOne(
    { PORT: '0', LOG_LEVEL: 'warn', ...process.env },
    {
      // What these protect ends with the demo.
      fallbacks: {
        SECRETS_KEY: randomBytes(32).toString('base64'),
        ADMIN_KEY: randomBytes(24).toString('hex'),
      },
      createLogger,
      onStep: say,
    },
  );
  try {
    const organisation = await openOrganisation(running);
    try {
      const client = createClient(running.url, organisation.apiKey);
      const offline = usesOfflineWriter(running.services.config);
      if (offline) say('no OPENAI_API_KEY or OPENAI_BASE_URL: the offline writer stands in for a model');
      say(`POST ${running.url}${leadFollowUpPath}`);
      const accepted = await client<AcceptedFollowUp>(leadFollowUpPath, documentedExample);
      say(`accepted    ${accepted.id} for ${accepted.channels.join(', ')}`);
      const followUp = await followPhases(client, accepted);
      if (followUp.error) throw new StartError(`${followUp.error.code}: ${followUp.error.message}`);
      say(`completed   in ${followUp.timing.total_ms} ms`);
      printMessages(followUp);
    } finally {
      await organisation.close();
    }
  } finally {
    await running.close();
  }
}

try {
  await demo();
  console.log('\nAll of it came through the HTTP API. Next: npm start');
} catch (error) {
  const line = describeFailure(error);
  if (line === null) throw error;
  console.error(line);
  process.exitCode = 1;
}
