import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { type Admission, createConcurrencyLimiter } from './concurrency-limiter.ts';
import type { Config } from './config.ts';

/** Where a webhook goes, and for whom. */
export interface WebhookTarget {
  organisationId: string;
  url: string;
  /** Null for a callback URL. */
  endpointId: string | null;
}

/**
 * Limits the webhooks that one process sends. Receivers are limited by host name, over all organisations, endpoints and
 * callback URLs, since nobody has verified that a host wants them.
 */
export interface WebhookLimits {
  /** For one attempt of a delivery. */
  acquire(target: WebhookTarget): Promise<Admission>;
  /** For the test of an endpoint, which also counts as an attempt. */
  acquireTest(target: WebhookTarget): Promise<Admission>;
}

/** Attempts at once in one process: in all, of one organisation, to one host, to one receiver of an organisation. */
export const deliveriesAtOnce = 100;
const organisationAtOnce = 60;
const hostAtOnce = 40;
const receiverAtOnce = 20;

/** Tests of endpoints at once in one process: in all, and of one organisation. */
const testsAtOnce = 20;
const organisationTestsAtOnce = 5;

const windowSeconds = 60;

export function createWebhookLimits({ WEBHOOK_HOST_PER_MINUTE }: Config): WebhookLimits {
  const concurrency = createConcurrencyLimiter();
  const rate = new RateLimiterMemory({ points: WEBHOOK_HOST_PER_MINUTE, duration: windowSeconds });

  const limitsOf = ({ organisationId, endpointId, url }: WebhookTarget) => {
    const { host, hostname } = new URL(url);
    const receiver = endpointId ?? `${organisationId} ${host}`;
    return [
      // An organisation's slow receiver delays none of its others, and its receivers delay no other organisation's.
      { key: `receiver ${receiver}`, concurrency: receiverAtOnce },
      { key: `organisation ${organisationId}`, concurrency: organisationAtOnce },
      { key: `host ${hostname}`, concurrency: hostAtOnce },
    ];
  };

  async function acquire(target: WebhookTarget, limits: ReturnType<typeof limitsOf>): Promise<Admission> {
    const admission = await concurrency.acquire(limits);
    if (admission.kind === 'full') return admission;
    const waitMs = await countRequest(rate, new URL(target.url).hostname);
    if (waitMs === 0) return admission;
    admission.release();
    return { kind: 'full', afterMs: waitMs };
  }

  return {
    acquire: (target) => acquire(target, limitsOf(target)),
    acquireTest: (target) =>
      acquire(target, [
        { key: 'tests', concurrency: testsAtOnce },
        { key: `tests ${target.organisationId}`, concurrency: organisationTestsAtOnce },
        ...limitsOf(target),
      ]),
  };
}

/** @returns 0 when the request is within the rate, else how long to wait, spread so that not all come back at once */
async function countRequest(rate: RateLimiterMemory, hostname: string): Promise<number> {
  try {
    await rate.consume(hostname);
    return 0;
  } catch (reason) {
    // Over the limit, the library rejects with the count.
    if (!(reason instanceof RateLimiterRes)) throw reason;
    return Math.ceil(reason.msBeforeNext + (Math.random() * windowSeconds * 1_000) / 2);
  }
}
