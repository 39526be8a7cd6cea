import { expect, test } from '@jest/globals';
import { loadConfig } from '../../../src/platform/config.ts';
import { createWebhookLimits, type WebhookTarget } from '../../../src/platform/webhook-limits.ts';

function limitsWith(settings: Record<string, string> = {}) {
  const required = {
    DATABASE_URL: 'postgresql://127.0.0.1/x',
    SECRETS_KEY: Buffer.alloc(32, 7).toString('base64'),
    ADMIN_KEY: '0123456789abcdef0123456789abcdef',
  };
  return createWebhookLimits(loadConfig({ ...required, ...settings }));
}

const target = (index: number, host = 'crm.example'): WebhookTarget => ({
  organisationId: `organisation ${index % 5}`,
  endpointId: index % 2 === 0 ? `endpoint ${index}` : null,
  url: `https://${host}:${8_000 + index}/hook/${index}`,
});

/** How many of 100 that are asked for at once are let through. */
async function acquired(acquire: (index: number) => Promise<{ kind: string }>): Promise<number> {
  const kinds = await Promise.all(Array.from({ length: 100 }, (_, index) => acquire(index)));
  return kinds.filter(({ kind }) => kind === 'acquired').length;
}

test('a host gets 40 webhooks at once, over all organisations, endpoints, callback URLs and ports', async () => {
  const limits = limitsWith();
  expect(await acquired((index) => limits.acquire(target(index)))).toBe(40);
  expect((await limits.acquire(target(1, 'other.example'))).kind).toBe('acquired');
});

test('a host gets as many webhooks in a minute as the setting allows', async () => {
  const limits = limitsWith({ WEBHOOK_HOST_PER_MINUTE: '30' });
  const hosts = ['crm.example', 'CRM.example'];
  let count = 0;
  for (let index = 0; index < 60; index += 1) {
    const admission = await limits.acquire(target(index, hosts[index % 2]));
    if (admission.kind === 'acquired') {
      count += 1;
      admission.release();
    } else expect(admission.afterMs).toBeGreaterThan(0);
  }
  expect(count).toBe(30);
});

test('20 endpoints are tested at once, five of an organisation', async () => {
  const limits = limitsWith();
  expect(await acquired((index) => limits.acquireTest(target(index, `host-${index}.example`)))).toBe(20);
  const limitsOfOne = limitsWith();
  const ofOne = (index: number) => ({ ...target(index, `host-${index}.example`), organisationId: 'one' });
  expect(await acquired((index) => limitsOfOne.acquireTest(ofOne(index)))).toBe(5);
});
