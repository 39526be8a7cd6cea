import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { type Admission, createConcurrencyLimiter } from './concurrency-limiter.ts';
import type { Config } from './config.ts';

/** The receiver of a webhook and the organisation that sends it. */
export interface WebhookTarget {
  organisationId: string;
  url: string;
  /** Null for a callback URL. */
  endpointId: string | null;
}

/**
 * Limits the webhooks that one process sends. The limits per host name apply across all organisations, endpoints and
 * callback URLs, because nobody has verified that the host wants these requests.
 */
export interface WebhookLimits {
  /** For one attempt of a delivery. */
  acquire(target: WebhookTarget): Promise<Admission>;
  /** For the test of an endpoint, which counts as an attempt too. */
  acquireTest(target: WebhookTarget): Promise<Admission>;
}

/** Concurrent attempts per process: in total, per organisation, per host, and per receiver of an organisation. */
export const deliveriesAtOnce = 100;
const organisationAtOnce = 60;
const hostAtOnce = 40;
const receiverAtOnce = 20;

/** Concurrent tests of endpoints per process: in total and per organisation. */
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
      // A slow receiver delays neither the organisation's other receivers nor those of other organisations.
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

/** @returns 0 if the request is within the rate, else how long to wait; the times are spread to avoid a burst */
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
