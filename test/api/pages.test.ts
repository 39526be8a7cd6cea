import { mkdtemp, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import express from 'express';
import { pages } from '../../api/pages.ts';
import { startService, type TestService } from '../harness/start-service.ts';

let service: TestService;

beforeAll(async () => {
  service = await startService({ workers: false });
});

afterAll(() => service.close());

async function get(path: string, headers: Record<string, string> = {}) {
  const response = await fetch(`${service.url}${path}`, { headers, redirect: 'manual' });
  return { status: response.status, headers: response.headers, text: await response.text() };
}

test.each([
  '/tester',
  '/follow-ups',
  '/follow-ups/fup_01m84fwngpf21vws3pw67737pz',
  '/imports',
  '/imports/imp_01m84fwngpf21vws3pw67737pz',
  '/index.html',
])('%s is a page that needs no key and may run nothing but its own files', async (path) => {
  const response = await get(path);
  expect([response.status, response.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
  expect(response.headers.get('x-request-id')).toBeTruthy();
  const policy = response.headers.get('content-security-policy') ?? '';
  expect(policy.split(';').sort()).toEqual([
    "base-uri 'none'",
    "connect-src 'self'",
    "default-src 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    "img-src 'self' data:",
    "script-src 'self'",
    "style-src 'self'",
  ]);
  const html = response.text;
  expect(html).not.toMatch(/<style|style=|\son\w+=|<script(?![^>]* src="\/)/);
  // Nothing comes from elsewhere.
  expect(html.match(/(?:src|href)="[^"]*"/g)).toEqual(html.match(/(?:src|href)="\/[^/][^"]*"/g));
});

test('a browser asks for the page each time, and for its files once', async () => {
  const page = await get('/tester');
  expect(page.headers.get('cache-control')).toBe('no-cache');
  const etag = page.headers.get('etag') ?? '';
  expect((await get('/tester', { 'if-none-match': etag, 'cache-control': 'max-age=0' })).status).toBe(304);
  const [, file = ''] = /src="(\/assets\/[^"]+)"/.exec(page.text) ?? [];
  const asset = await get(file);
  expect(asset.headers.get('content-type')).toMatch(/^text\/javascript/);
  expect(asset.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
});

test('a page has the same policy by the name of its file', async () => {
  const policyOf = async (path: string) => (await get(path)).headers.get('content-security-policy');
  expect(await policyOf('/docs')).toContain("default-src 'none'");
  expect(await policyOf('/docs.html')).toBe(await policyOf('/docs'));
});

test('the root leads to the Tester, and an unknown address is not found', async () => {
  const root = await get('/');
  expect([root.status, root.headers.get('location')]).toEqual([302, '/tester']);
  expect((await get('/assets/missing.js')).status).toBe(404);
  expect((await get('/index.html.bak')).status).toBe(404);
});

test('pages that are not built say how to build them', async () => {
  const empty = await mkdtemp(join(tmpdir(), 'lead-followup-pages-'));
  const server = express().use(pages(empty)).listen(0, '127.0.0.1');
  try {
    await new Promise((resolve) => server.once('listening', resolve));
    const { port } = server.address() as AddressInfo;
    const response = await fetch(`http://127.0.0.1:${port}/tester`);
    expect(response.status).toBe(503);
    expect(await response.text()).toContain('npm run build');
  } finally {
    await new Promise((resolve) => server.close(resolve));
    await rm(empty, { recursive: true });
  }
});
