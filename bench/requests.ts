import { demoKey } from '../prisma/demo-data.ts';
import { documentedExample, leadFollowUpPath } from '../src/contract/documented-example.ts';
import type { LoadOptions } from './load.ts';

const headers = { 'x-api-key': demoKey, 'content-type': 'application/json' };
const body = JSON.stringify(documentedExample);

/** The documented example, for an API or for the reference that accepts the same body. */
export function followUpRequests(api: string): Pick<LoadOptions, 'url' | 'method' | 'headers' | 'body'> {
  return { url: `${api}${leadFollowUpPath}`, method: 'POST', headers, body };
}

/** The same, but answered only when the follow-up has ended. */
export function waitedRequests(api: string): ReturnType<typeof followUpRequests> {
  return { ...followUpRequests(api), headers: { ...headers, prefer: 'wait=60' } };
}

/** Requests with the demo key and without a body. */
export function readRequests(api: string): { url: string; headers: Record<string, string> } {
  return { url: api, headers: { 'x-api-key': demoKey } };
}
