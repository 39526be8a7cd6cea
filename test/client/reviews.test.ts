import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import {
  ConnectionError,
  type FollowUpInReview,
  LeadFollowUpError,
  TimeoutError,
} from '../../client/src/index.ts';
import { demoIds } from '../../prisma/demo-data.ts';
import { documentedExample } from '../../src/contract/documented-example.ts';
import { startService, type TestService } from '../harness/start-service.ts';
import { clientOf } from './client-of.ts';
import { type StandIn, startStandIn, type Treatment } from './stand-in.ts';
import { thrownBy } from './thrown-by.ts';
import { forward, hangUp, loseAnswer, relay } from './treatments.ts';

let service: TestService;
let standIn: StandIn | null = null;

beforeAll(async () => {
  service = await startService();
});

afterEach(async () => {
  await standIn?.close();
  standIn = null;
});

afterAll(() => service.close());

/** A client with the stand-in between it and the service. */
async function behind(...treatments: Treatment[]) {
  standIn = await startStandIn(...treatments);
  return { client: clientOf(standIn), requests: standIn.requests };
}

const toReview = { ...documentedExample, requireReview: true };

/** The id of a follow-up whose messages wait for a decision. */
async function awaitReview(): Promise<string> {
  const client = clientOf(service);
  const { id } = await client.createFollowUp(toReview);
  await untilEvent(id, 'follow_up.review_requested');
  return id;
}

/** Reads the events of a follow-up up to the first of a type. */
async function untilEvent(id: string, type: string): Promise<void> {
  for await (const event of clientOf(service).streamEvents(id)) if (event.type === type) return;
  throw new Error(`the follow-up ended without ${type}`);
}

async function pendingOf(site: string): Promise<FollowUpInReview[]> {
  const pending: FollowUpInReview[] = [];
  for await (const one of clientOf(service).reviews.listPending({ site_id: site, limit: 1 }))
    pending.push(one);
  return pending;
}

describe('a follow-up that needs a review', () => {
  test('is found, changed by a person and published', async () => {
    const { reviews, streamEvents } = clientOf(service);
    const first = await awaitReview();
    const second = await awaitReview();
    const pending = await pendingOf(demoIds.sites.acme);
    expect(pending.map(({ id }) => id)).toEqual([first, second]);
    expect(await pendingOf(demoIds.sites.emailOnly)).toEqual([]);
    const text = pending[0]?.review.messages?.email?.message;
    expect(text).toContain('Jane');

    const change = { revision: 1, title: 'Your questions, Jane', reviewer: 'Ana' };
    const revision = await reviews.revise(first, 'email', change);
    expect(revision).toMatchObject({ revision: 2, title: change.title, message: text });
    const outdated = await thrownBy(reviews.revise(first, 'email', change), LeadFollowUpError);
    expect(outdated).toMatchObject({ code: 'REVISION_OUTDATED', status: 412, details: { revision: 2 } });
    const unfit = { revision: 2, message: `${text}\n\n[Your name]` };
    const refused = await thrownBy(reviews.revise(first, 'email', unfit), LeadFollowUpError);
    expect(refused).toMatchObject({ code: 'MESSAGE_REJECTED', status: 422 });
    const revisions = await reviews.listRevisions(first, 'email');
    expect(revisions.map(({ author }) => author.type)).toEqual(['model', 'person']);

    const approved = await reviews.approve(first, { revisions: { email: 2 }, reviewer: 'Ana' });
    expect(approved.status).toBe('completed');
    expect(Object.keys(approved.messages)).toEqual(['email']);
    expect(approved.messages['email']?.title).toBe(change.title);
    const types: string[] = [];
    for await (const { type } of streamEvents(first)) types.push(type);
    expect(types.slice(-3)).toEqual([
      'follow_up.review_requested',
      'follow_up.message_revised',
      'follow_up.completed',
    ]);
    await reviews.reject(second, { reason: 'one is enough' });
    expect(await pendingOf(demoIds.sites.acme)).toEqual([]);
  });

  test('is written again on request', async () => {
    const { reviews, getCommand } = clientOf(service);
    const id = await awaitReview();
    const accepted = await reviews.regenerate(id, 'web', { instructions: 'shorter' });
    expect(accepted).toMatchObject({ type: 'copywriter', channel: 'web' });
    await untilEvent(id, 'follow_up.message_revised');
    const [, again] = await reviews.listRevisions(id, 'web');
    expect(again?.author).toMatchObject({ type: 'model', command_id: accepted.command_id });
    expect((await getCommand(accepted.command_id)).channel).toBe('web');
  });

  test('is rejected, which whoever waits is told', async () => {
    const client = clientOf(service);
    const id = await awaitReview();
    const rejected = await client.reviews.reject(id, { reason: 'we spoke yesterday', reviewer: 'Ben' });
    expect(rejected).toMatchObject({ status: 'cancelled', review: { status: 'rejected', reviewer: 'Ben' } });
    expect(await thrownBy(client.waitForFollowUp(id), LeadFollowUpError)).toMatchObject({
      code: 'REVIEW_REJECTED',
      followUpId: id,
    });
  });
});

describe('waiting for a follow-up that needs a review', () => {
  test('goes on until the decision', async () => {
    const asked: unknown[] = [];
    /** The service's answer without the patience that it asks for. */
    const relayAndHurry: Treatment = async (request, response) => {
      const answered = await forward(service.url, request);
      const body = await answered.text();
      asked.push([JSON.parse(body).data.status, answered.headers.get('retry-after')]);
      response.writeHead(200, { 'content-type': 'application/json', 'retry-after': '0' }).end(body);
    };
    const decide: Treatment = async (request, response) => {
      const id = request.path.split('/').at(-1) ?? '';
      await clientOf(service).reviews.approve(id, { revisions: { email: 1 } });
      await relay(service.url)(request, response);
    };
    const { client, requests } = await behind(relay(service.url), relayAndHurry, decide);
    const { messages } = await client.createAndWait(toReview);
    expect(Object.keys(messages)).toEqual(['email']);
    expect(asked).toEqual([['awaiting_review', '60']]);
    expect(requests).toHaveLength(3);
  });

  test('or until the time is over, and asks the service no more often than it says', async () => {
    const id = await awaitReview();
    const { client, requests } = await behind(relay(service.url));
    const error = await thrownBy(client.waitForFollowUp(id, { timeoutMs: 2_000 }), TimeoutError);
    expect(error.followUpId).toBe(id);
    expect(requests).toHaveLength(1);
  });
});

describe('when an answer is lost', () => {
  test('a decision is sent again, and decides once', async () => {
    const id = await awaitReview();
    const { client, requests } = await behind(loseAnswer(service.url), relay(service.url));
    const { review } = await client.reviews.approve(id, { revisions: { web: 1 } });
    expect(review?.status).toBe('approved');
    expect(requests).toHaveLength(2);
  });

  test('a change is sent again, and is stored once', async () => {
    const id = await awaitReview();
    const { client } = await behind(loseAnswer(service.url), relay(service.url));
    const changing = client.reviews.revise(id, 'email', { revision: 1, title: 'Your questions, Jane' });
    expect((await thrownBy(changing, LeadFollowUpError)).code).toBe('REVISION_OUTDATED');
    expect(await clientOf(service).reviews.listRevisions(id, 'email')).toHaveLength(2);
  });

  test('a model is not asked again', async () => {
    const { client, requests } = await behind(hangUp);
    await thrownBy(client.reviews.regenerate('fup_x', 'email'), ConnectionError);
    expect(requests).toHaveLength(1);
  });
});
