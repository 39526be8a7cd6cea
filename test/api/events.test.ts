import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createParser, type EventSourceMessage } from 'eventsource-parser';
import { demoIds, demoKey, otherKey } from '../../prisma/demo-data.ts';
import { documentedExample, leadFollowUpPath } from '../../src/contract/documented-example.ts';
import { eventViewSchema } from '../../src/contract/event-view.ts';
import { startWorkers } from '../../workers/start-workers.ts';
import { startService, type TestService } from '../harness/start-service.ts';

let service: TestService;

beforeAll(async () => {
  service = await startService({ workers: false });
});

afterAll(() => service.close());

const whole = [
  'follow_up.queued',
  'follow_up.running',
  'command.running',
  'command.completed',
  'command.running',
  'command.completed',
  'follow_up.completed',
];

/** Reads a stream until the server closes it, or until `enough` says so. */
async function readEvents(
  path: string,
  {
    lastEventId,
    enough = () => false,
  }: { lastEventId?: string; enough?: (seen: EventSourceMessage[]) => boolean } = {},
): Promise<EventSourceMessage[]> {
  const response = await fetch(`${service.url}${path}`, {
    headers: { 'x-api-key': demoKey, ...(lastEventId ? { 'last-event-id': lastEventId } : {}) },
  });
  expect(response.status).toBe(200);
  expect(response.headers.get('content-type')).toMatch(/^text\/event-stream/);
  const seen: EventSourceMessage[] = [];
  const parser = createParser({ onEvent: (event) => seen.push(event) });
  for await (const chunk of response.body ?? []) {
    parser.feed(Buffer.from(chunk).toString('utf8'));
    // Leaving the loop closes the connection.
    if (enough(seen)) break;
  }
  return seen;
}

const accept = async (): Promise<string> =>
  (await service.request('POST', leadFollowUpPath, { body: documentedExample })).body.data.urls.events;

test('a stream tells what has happened and what happens, and closes after the end', async () => {
  const path = await accept();
  const reading = readEvents(path);
  const workers = startWorkers(service.services);
  const events = await reading;
  expect(events.map(({ event }) => event)).toEqual(whole);
  for (const { id, event, data } of events) {
    expect(eventViewSchema.strict().parse(JSON.parse(data))).toMatchObject({ id, type: event });
  }

  const history = await readEvents(path);
  expect(history).toEqual(events);
  const rest = await readEvents(path, { lastEventId: events[2]?.id ?? '' });
  expect(rest).toEqual(events.slice(3));
  expect(await readEvents(path, { lastEventId: 'evt_unknown' })).toEqual(events);
  const seenAll = { 'last-event-id': events.at(-1)?.id ?? '' };
  expect((await service.request('GET', path, { headers: seenAll })).status).toBe(204);
  await workers.close();
});

test('a stream that broke off goes on where it was', async () => {
  const path = await accept();
  const first = await readEvents(path, { enough: (seen) => seen.length === 1 });
  expect(first.map(({ event }) => event)).toEqual(['follow_up.queued']);
  const rest = readEvents(path, { lastEventId: first[0]?.id ?? '' });
  await service.request('POST', path.replace('/events', '/cancel'));
  expect((await rest).map(({ event }) => event)).toEqual([
    'command.cancelled',
    'command.cancelled',
    'follow_up.cancelled',
  ]);
});

test('events that no signal told of are found all the same', async () => {
  const path = await accept();
  const reading = readEvents(path, { enough: (seen) => seen.length === 2 });
  const followUpId = path.split('/')[3] ?? '';
  // Written past the use cases: nobody sends a signal.
  await service.services.database.prisma.event.create({
    data: {
      id: 'evt_x',
      organisationId: demoIds.organisation,
      followUpId,
      seq: 2,
      type: 'follow_up.running',
    },
  });
  expect((await reading).map(({ id }) => id)).toContain('evt_x');
});

test("another organisation's stream is not found", async () => {
  const path = await accept();
  const { status, body } = await service.request('GET', path, { headers: { 'x-api-key': otherKey } });
  expect([status, body.error.code]).toEqual([404, 'FOLLOW_UP_NOT_FOUND']);
});

test('open streams end when the server does', async () => {
  const short = await startService({ workers: false });
  const { body } = await short.request('POST', leadFollowUpPath, { body: documentedExample });
  const response = await fetch(`${short.url}${body.data.urls.events}`, { headers: { 'x-api-key': demoKey } });
  const chunks = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  // The server is closed once the stream is open and has told what it knows.
  while (!text.includes('follow_up.queued')) text += (await chunks?.read())?.value ?? '';
  await short.close();
  while (!(await chunks?.read())?.done);
});
