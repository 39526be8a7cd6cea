import { expect } from '@jest/globals';
import { demoIds } from '../../prisma/demo-data.ts';
import { documentedExample } from '../../src/contract/documented-example.ts';
import type { Answer, TestService } from './start-service.ts';
import { until } from './until.ts';

export const site = `/api/sites/${demoIds.sites.acme}`;
export const day = 86_400_000;

/** Settings for a test that asks often. */
export const manyRequests = { RATE_LIMIT_PER_MINUTE: '100000', ORGANISATION_RATE_LIMIT_PER_MINUTE: '100000' };

export const codeOf = ({ status, body }: Answer) => [status, body.error?.code];
export const step = (key: string, wait: string, more: object = {}) => ({ key, wait, ...more });

/** What tests of sequences do with a service, and how they see what has come of it. */
export function driveSequences(serviceOf: () => TestService) {
  const send = (method: string, path: string, body?: unknown) =>
    serviceOf().request(method, path, body === undefined ? {} : { body });
  const clock = () => serviceOf().services.clock;

  const read = async (id: string) => (await send('GET', `/api/enrollments/${id}`)).body.data;

  async function putSequence(id: string, body: object = {}): Promise<number> {
    const steps = [step('first', '0 days'), step('second', '3 days'), step('third', '1 week')];
    const whole = { name: 'After a demo', steps, exclusive: false, ...body };
    return (await send('PUT', `${site}/sequences/${id}`, whole)).status;
  }

  /** Wakes the scheduler, as its timer does every few seconds. */
  async function wakeUntil(condition: () => Promise<boolean>): Promise<void> {
    const isMet = async () => {
      await serviceOf().services.signals.publish('enr_wake');
      return condition();
    };
    await until(isMet, 25_000, 100);
  }

  return {
    read,
    putSequence,
    wakeUntil,
    /** A stored lead with an address of its own: an unsubscribe suppresses it. */
    async storeLead(more: object = {}): Promise<string> {
      const leadId = crypto.randomUUID();
      const { name, company, position, pain_points } = documentedExample.leadData;
      const email = `${leadId}@example.com`;
      const lead = { name, company, email, position, pain_points, phone: '+12025550123', ...more };
      await send('PUT', `${site}/leads/${leadId}`, lead);
      return leadId;
    },
    async storeSequence(body: object = {}): Promise<string> {
      const id = crypto.randomUUID();
      expect(await putSequence(id, body)).toBe(201);
      return id;
    },
    async enroll(sequenceId: string, leadId: string, more: object = {}): Promise<string> {
      const answer = await send('POST', `/api/sequences/${sequenceId}/enrollments`, {
        lead_id: leadId,
        ...more,
      });
      expect(answer.status).toBe(201);
      return answer.body.data.id;
    },
    followUp: async (id: string) => (await send('GET', `/api/follow-ups/${id}`)).body.data,
    act: (id: string, action: string) => send('POST', `/api/enrollments/${id}/${action}`),
    /** Lets time pass. */
    pass: (ms: number) => clock().set(new Date(clock().now().getTime() + ms)),
    waitsFor: (id: string, reason: string) =>
      wakeUntil(async () => (await read(id)).waiting_for?.reason === reason),
    hasWritten: (id: string, count: number) =>
      wakeUntil(async () => {
        const { follow_ups: followUps, waiting_for: waiting, finished_at: finishedAt } = await read(id);
        const written = followUps.filter(({ status }: { status: string }) => status === 'completed').length;
        return written === count && (waiting !== null || finishedAt !== null);
      }),
  };
}
