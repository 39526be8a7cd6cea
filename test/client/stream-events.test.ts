import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { ConnectionError, type FollowUpEvent, LeadFollowUpError } from '../../client/src/index.ts';
import { documentedExample } from '../../src/contract/documented-example.ts';
import { startWorkers } from '../../workers/start-workers.ts';
import { startService, type TestService } from '../harness/start-service.ts';
import { clientOf } from './client-of.ts';
import { type StandIn, startStandIn, type Treatment } from './stand-in.ts';
import { thrownBy } from './thrown-by.ts';
import { answer, forward } from './treatments.ts';

let service: TestService;
let standIn: StandIn | null = null;

beforeAll(async () => {
  service = await startService({ workers: false });
});

afterEach(async () => {
  await standIn?.close();
  standIn = null;
});

afterAll(() => service.close());

const accept = async () => (await clientOf(service).createFollowUp(documentedExample)).id;

async function collect(events: AsyncIterable<FollowUpEvent>): Promise<FollowUpEvent[]> {
  const all: FollowUpEvent[] = [];
  for await (const event of events) all.push(event);
  return all;
}

const whole = [
  'follow_up.queued',
  'follow_up.running',
  'command.running',
  'command.completed',
  'command.running',
  'command.completed',
  'follow_up.completed',
];

test('every status change comes, as it happens, up to the end', async () => {
  const id = await accept();
  const reading = collect(clientOf(service).streamEvents(id));
  const workers = startWorkers(service.services);
  const events = await reading;
  await workers.close();
  expect(events.map(({ type }) => type)).toEqual(whole);
  const lastEventId = events[3]?.id ?? '';
  expect(await collect(clientOf(service).streamEvents(id, { lastEventId }))).toEqual(events.slice(4));
});

/** The first event that the service sends, without the pause before the next connection; then the connection breaks. */
const breakAfterFirst: Treatment = async (request, response) => {
  const sent = await (await forward(service.url, request)).text();
  const first = sent.slice(0, sent.indexOf('\n\n', sent.indexOf('data: ')) + 2);
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  response.write(first.replace('retry: 1000', 'retry: 1'), () => response.destroy());
};

test('a connection that breaks is made again, and no event is lost or comes twice', async () => {
  const id = await accept();
  await clientOf(service).cancelFollowUp(id);
  const all = await collect(clientOf(service).streamEvents(id));
  standIn = await startStandIn(...all.map(() => breakAfterFirst));
  const seen = await collect(clientOf(standIn).streamEvents(id));
  expect(seen).toEqual(all);
  expect(standIn.requests.map(({ headers }) => headers['last-event-id'])).toEqual([
    undefined,
    ...all.slice(0, -1).map((event) => event.id),
  ]);
});

test('a character that is cut in two by the network is put together', async () => {
  const event = { id: 'evt_1', type: 'follow_up.completed', error_code: 'größer' };
  const bytes = Buffer.from(`data: ${JSON.stringify(event)}\n\n`);
  const cut = bytes.indexOf(Buffer.from('ö')) + 1;
  standIn = await startStandIn((_request, response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    response.write(bytes.subarray(0, cut), () => response.end(bytes.subarray(cut)));
  });
  expect(await collect(clientOf(standIn).streamEvents('fup_x'))).toEqual([event]);
});

test('a service that has nothing more to tell ends the stream with 204', async () => {
  standIn = await startStandIn((_request, response) => {
    response.writeHead(204).end();
  });
  expect(await collect(clientOf(standIn).streamEvents('fup_x', { lastEventId: 'evt_9' }))).toEqual([]);
});

test('streams that close over and over without an event are given up', async () => {
  const empty = answer(200, 'retry: 1\n\n', { 'content-type': 'text/event-stream' });
  standIn = await startStandIn(empty, empty, empty);
  const reading = collect(clientOf(standIn, { maxRetries: 2 }).streamEvents('fup_x'));
  await thrownBy(reading, ConnectionError);
  expect(standIn.requests).toHaveLength(3);
});

test('a review may take as many connections as it likes, while the service says that it is still there', async () => {
  const quiet = answer(200, 'retry: 1\n\n: still here\n\n', { 'content-type': 'text/event-stream' });
  const event = { id: 'evt_1', type: 'follow_up.completed' };
  const end = answer(200, `data: ${JSON.stringify(event)}\n\n`);
  standIn = await startStandIn(quiet, quiet, quiet, end);
  expect(await collect(clientOf(standIn, { maxRetries: 1 }).streamEvents('fup_x'))).toEqual([event]);
});

test('a follow-up that is not there is an error, and so is a stream that is none', async () => {
  const missing = await thrownBy(collect(clientOf(service).streamEvents('fup_x')), LeadFollowUpError);
  expect(missing).toMatchObject({ code: 'FOLLOW_UP_NOT_FOUND', status: 404 });
  standIn = await startStandIn(answer(200, 'data: <html>\n\n'), answer(200, 'data: null\n\n'));
  const client = clientOf(standIn);
  for (const _treatment of ['no JSON', 'no event']) {
    const strange = await thrownBy(collect(client.streamEvents('fup_x')), LeadFollowUpError);
    expect(strange.code).toBe('UNREADABLE_ANSWER');
  }
});

test("a stream ends with the caller's signal, and with the loop over it", async () => {
  const id = await accept();
  const leave = new AbortController();
  const events = clientOf(service).streamEvents(id, { signal: leave.signal });
  expect((await events.next()).value).toMatchObject({ type: 'follow_up.queued' });
  const next = events.next();
  leave.abort();
  await expect(next).rejects.toBe(leave.signal.reason);

  const types: string[] = [];
  for await (const { type } of clientOf(service).streamEvents(id)) {
    types.push(type);
    break;
  }
  expect(types).toEqual(['follow_up.queued']);
});
