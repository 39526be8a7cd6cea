import http, { type IncomingMessage } from 'node:http';
import https from 'node:https';
import type { LookupFunction } from 'node:net';
import { HttpsProxyAgent } from 'https-proxy-agent';
import { apiVersion, webhookProduct } from '../contract/version.ts';
import { findWebhookUrlError } from '../contract/webhook-url.ts';
import type { Config } from '../platform/config.ts';
import { parseRetryAfter } from '../platform/retry-after.ts';
import { AddressRefusedError, ResolutionError, type Resolve, resolveAllowed } from './address-guard.ts';

/** Where webhooks may go, and how. */
export interface SendOptions {
  allowPrivate: boolean;
  /** From the first look for the name to the end of the answer. */
  timeoutMs: number;
  proxyUrl?: string | undefined;
  /** In place of the DNS. */
  resolve?: Resolve;
}

export function sendOptionsOf(config: Config): SendOptions {
  return {
    allowPrivate: config.WEBHOOK_ALLOW_PRIVATE,
    timeoutMs: config.WEBHOOK_TIMEOUT_MS,
    proxyUrl: config.WEBHOOK_PROXY_URL,
  };
}

export interface WebhookMessage {
  url: string;
  /** Of the signature. */
  headers: Record<string, string>;
  body: string;
}

/** The result of one attempt. */
export interface SendResult {
  at: Date;
  /** Null when no answer came. */
  statusCode: number | null;
  durationMs: number;
  /** Why it counts as a failure, in words without data; null when it was received. */
  error: string | null;
  /** How the answer begins. */
  responseExcerpt: string | null;
  retryAfterMs: number | null;
}

const maxAnswerBytes = 64 * 1024;
const excerptBytes = 1024;

/** Sends a webhook once. What goes wrong on the way is a result. @throws the reason of a signal that is aborted */
export async function sendWebhook(
  message: WebhookMessage,
  options: SendOptions,
  stopSignals: readonly AbortSignal[] = [],
): Promise<SendResult> {
  const at = new Date();
  const start = performance.now();
  const answer = await post(message, options, stopSignals);
  for (const signal of stopSignals) signal.throwIfAborted();
  return { at, durationMs: Math.round(performance.now() - start), ...answer };
}

type Answer = Omit<SendResult, 'at' | 'durationMs'>;
const noAnswer = { statusCode: null, responseExcerpt: null, retryAfterMs: null };

function post(
  message: WebhookMessage,
  options: SendOptions,
  stopSignals: readonly AbortSignal[],
): Promise<Answer> {
  // Checked again, because the operator may have changed the policy since the URL was stored. A literal address is never
  // resolved, so only this check stops it.
  const urlError = findWebhookUrlError(message.url, options);
  if (urlError) return Promise.resolve({ ...noAnswer, error: `the URL ${urlError}` });
  const url = new URL(message.url);
  const { request: open } = url.protocol === 'https:' ? https : http;

  return new Promise((resolve) => {
    let ended = false;
    const end = (answer: Answer) => {
      if (ended) return;
      ended = true;
      clearTimeout(timer);
      for (const signal of stopSignals) signal.removeEventListener('abort', abort);
      resolve(answer);
      request.destroy();
    };
    const fail = (error: string) => end({ ...noAnswer, error });
    const request = open(url, {
      method: 'POST',
      headers: {
        ...message.headers,
        'content-type': 'application/json',
        'content-length': Buffer.byteLength(message.body),
        'user-agent': `${webhookProduct}${apiVersion}`,
      },
      ...connectionOf(options, (error) => finish(describe(error))),
    });
    let response: IncomingMessage | undefined;
    const chunks: Buffer[] = [];
    // A received status is a result, even if the body does not arrive.
    const finish = (whyNot: string) => (response ? end(read(response, chunks)) : fail(whyNot));
    const timer = setTimeout(
      () => finish(`no answer within ${options.timeoutMs / 1_000} s`),
      options.timeoutMs,
    );
    const abort = () => fail('aborted');
    for (const signal of stopSignals) signal.addEventListener('abort', abort);
    if (stopSignals.some(({ aborted }) => aborted)) abort();

    request.on('response', (incoming) => {
      response = incoming;
      let bytes = 0;
      incoming.on('data', (chunk: Buffer) => {
        chunks.push(chunk);
        bytes += chunk.length;
        if (bytes >= maxAnswerBytes) finish('');
      });
      incoming.on('close', () => finish(''));
      incoming.on('error', () => finish(''));
    });
    request.on('error', (error) => finish(describe(error)));
    request.on('close', () => finish('the connection was closed without an answer'));
    request.end(message.body);
  });
}

/**
 * Each attempt uses a new connection to an address that has been checked. The name is not resolved again.
 * @param fail ends the attempt
 */
function connectionOf(
  { proxyUrl, resolve, ...policy }: SendOptions,
  fail: (error: Error) => void,
): https.RequestOptions {
  // A proxy resolves and connects itself, so the proxy decides which addresses webhooks may reach.
  if (proxyUrl) return { agent: new HttpsProxyAgent(proxyUrl) };
  const lookup: LookupFunction = (hostname, { all }, callback) => {
    // node:net throws out of the callback if it refuses the addresses. NO error may leave this chain: nothing else
    // catches it, and the process would end.
    resolveAllowed(hostname, policy, resolve)
      .then((addresses) => {
        const [first] = addresses;
        if (all) callback(null, addresses);
        else callback(null, first?.address ?? '', first?.family);
      })
      .catch(fail);
  };
  return { agent: false, lookup };
}

function read({ statusCode = 0, headers }: IncomingMessage, chunks: readonly Buffer[]): Answer {
  return {
    statusCode,
    error: findFault(statusCode),
    responseExcerpt: excerptOf(chunks),
    retryAfterMs: parseRetryAfter(headers['retry-after'], Date.now()),
  };
}

function findFault(statusCode: number): string | null {
  if (statusCode >= 200 && statusCode < 300) return null;
  if (statusCode >= 300 && statusCode < 400) return `answered ${statusCode}: redirects are not followed`;
  return `answered ${statusCode}`;
}

/** The first bytes as text that the database takes. */
function excerptOf(chunks: readonly Buffer[]): string | null {
  const start = Buffer.concat(chunks).subarray(0, excerptBytes);
  return start.length === 0 ? null : start.toString('utf8').replaceAll('\0', '\u{fffd}').toWellFormed();
}

function describe(error: Error & { code?: string }): string {
  if (error instanceof AddressRefusedError) return 'the host name does not resolve to a public address';
  if (error instanceof ResolutionError) return error.message;
  return `the connection failed: ${error.code ?? error.name}`;
}
