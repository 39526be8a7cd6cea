import { randomBytes } from 'node:crypto';
import { styleText } from 'node:util';
import { EventSourceParserStream } from 'eventsource-parser/stream';
import { createDemoOrganisation, demoKey } from '../prisma/demo-data.ts';
import type { CommandView } from '../src/contract/command-view.ts';
import { documentedExample, leadFollowUpPath } from '../src/contract/documented-example.ts';
import type { EventView } from '../src/contract/event-view.ts';
import type { AcceptedFollowUp, FollowUpView } from '../src/contract/follow-up-view.ts';
import { generateApiKey } from '../src/directory/api-key-checksum.ts';
import type { Closable } from '../src/platform/closables.ts';
import { usesOfflineWriter } from '../src/platform/config.ts';
import { describeFailure, StartError } from '../src/platform/describe-failure.ts';
import { newId } from '../src/platform/ids.ts';
import { loadDotEnv } from '../src/platform/run-process.ts';
import { type AllInOne, startAllInOne } from './all-in-one.ts';

const startedAt = Date.now();
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

/** Sends requests as any client does: over HTTP, with a key. */
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

/** Reads the events of the follow-up and prints each phase as it happens. */
async function followPhases(url: string, apiKey: string, accepted: AcceptedFollowUp): Promise<void> {
  const get = createClient(url, apiKey);
  const response = await fetch(`${url}${accepted.urls.events}`, { headers: { 'x-api-key': apiKey } });
  const events = response.body
    ?.pipeThrough(new TextDecoderStream())
    .pipeThrough(new EventSourceParserStream());
  for await (const { data } of events ?? []) {
    const { command_id: commandId, type } = JSON.parse(data) as EventView;
    if (commandId) say(describeCommand(await get<CommandView>(`/api/commands/${commandId}`), type));
  }
}

/** Describes an event of a phase in one line. */
function describeCommand(
  { type, agent, model, error, usage }: CommandView,
  event: EventView['type'],
): string {
  const happened = {
    'command.running': `at work: ${agent.name}, ${agent.role}`,
    'command.completed': `completed by ${model}, ${usage.input_tokens} tokens in, ${usage.output_tokens} out`,
    'command.failed': `failed: ${error?.message}`,
    'command.cancelled': 'cancelled: the phase before it failed',
  }[event as string];
  return `${type.padEnd(10)}  ${happened ?? event}`;
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

/**
 * The key for the example request. In the user's own database, a temporary organisation is created and deleted
 * afterwards.
 */
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
      // These keys protect nothing after the demo ends.
      fallbacks: {
        SECRETS_KEY: randomBytes(32).toString('base64'),
        ADMIN_KEY: randomBytes(24).toString('hex'),
      },
      onStep: say,
    },
  );
  try {
    const organisation = await openOrganisation(running);
    try {
      const client = createClient(running.url, organisation.apiKey);
      const offline = usesOfflineWriter(running.services.config);
      if (offline) say('no OPENAI_API_KEY or OPENAI_BASE_URL: the offline writer is used instead of a model');
      say(`POST ${running.url}${leadFollowUpPath}`);
      const accepted = await client<AcceptedFollowUp>(leadFollowUpPath, documentedExample);
      say(`accepted    ${accepted.id} for ${accepted.channels.join(', ')}`);
      await followPhases(running.url, organisation.apiKey, accepted);
      const followUp = await client<FollowUpView>(accepted.urls.self);
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
  console.log('\nEverything above came from the HTTP API. Next: npm start');
} catch (error) {
  const line = describeFailure(error);
  if (line === null) throw error;
  console.error(line);
  process.exitCode = 1;
}
