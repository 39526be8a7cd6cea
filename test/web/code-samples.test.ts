import { execFileSync } from 'node:child_process';
import { describe, expect, test } from '@jest/globals';
import { documentedExample } from '../../src/contract/documented-example.ts';
import { codeSample } from '../../web/src/tester/code-samples.ts';
import { type Language, languages } from '../../web/src/tester/languages.ts';
import type { SampleRequest } from '../../web/src/tester/sample-request.ts';

const headers = { 'x-api-key': 'lf_demo_key', 'content-type': 'application/json' };
const url = 'http://127.0.0.1:3000/api/agents/sales/leadFollowUp';
const documented: SampleRequest = { url, headers, body: documentedExample };
/** What a lead may write, and what no language may take for code. */
const hostile = `O'Brien "Bob" \\ \\n \n #{exit} #$x #@y $HOME \${x} \`id\` $(id) <img src=x onerror=alert(1)> """ é 🙂`;
const nasty: SampleRequest = {
  url,
  headers,
  body: {
    metadata: {},
    siteId: 'x',
    leadData: { name: hostile, [hostile]: null, deep: [true, 1.5, [hostile]] },
  },
};
const requests: [string, SampleRequest][] = [
  ['the documented example', documented],
  ['texts that are hard to quote', nasty],
];

describe.each(requests)('code for %s', (_name, request) => {
  test('JavaScript sends it', async () => {
    let sent: { url: string; headers: unknown; body: unknown } | undefined;
    const fetch = async (to: string, init: { method: string; headers: unknown; body: string }) => {
      expect(init.method).toBe('POST');
      sent = { url: to, headers: init.headers, body: JSON.parse(init.body) };
      return { json: async () => ({}) };
    };
    await run(codeSample('javascript', request), { fetch, console: { log: () => undefined } });
    expect(sent).toEqual(request);
  });

  test('the TypeScript client sends it', async () => {
    const code = codeSample('typescript', request).replace(/^import .*\n/, '');
    const created: unknown[] = [];
    const createClient = (options: unknown) => ({
      createFollowUp: async (body: unknown) => created.push(options, body),
    });
    await run(code, { createClient, console: { log: () => undefined } });
    expect(created).toEqual([
      { baseUrl: 'http://127.0.0.1:3000', apiKey: headers['x-api-key'] },
      request.body,
    ]);
  });

  test('curl sends it from a shell', () => {
    const script = `curl() { printf '%s\\0' "$@"; }\n${codeSample('curl', request)}`;
    const sent = execFileSync('sh', ['-c', script], { encoding: 'utf8' }).split('\0');
    expect(sent[0]).toBe(url);
    expect(sent).toEqual(
      expect.arrayContaining(['POST', ...Object.entries(headers).map((pair) => pair.join(': '))]),
    );
    expect(JSON.parse(sent[sent.indexOf('--data') + 1] ?? '')).toEqual(request.body);
  });

  test.each(['go', 'java', 'ruby'] as const)('%s has it as one string that it takes as it is', (language) => {
    const code = codeSample(language, request);
    // These three read the escapes of a JSON string as JSON does.
    const literal = /"\{(?:[^"\\\n]|\\.)*\}"/.exec(code)?.[0] ?? '';
    expect(JSON.parse(JSON.parse(literal))).toEqual(request.body);
    // In Ruby these would be run.
    if (language === 'ruby') expect(literal).not.toMatch(/#[{$@]/);
  });

  test('C# has it between three quotes, which its text cannot end', () => {
    const parts = codeSample('csharp', request).split('"""');
    expect(parts).toHaveLength(3);
    expect(JSON.parse(parts[1] ?? '')).toEqual(request.body);
  });

  test('Python has it as values of its own', () => {
    const code = codeSample('python', request);
    const literal = /json=([\s\S]*)\n\)\nprint/.exec(code)?.[1] ?? '';
    // Outside of strings, these are the only words that differ from JSON.
    const words: Record<string, string> = { None: 'null', True: 'true', False: 'false' };
    const json = literal.replace(
      /"(?:[^"\\\n]|\\.)*"|\b(?:None|True|False)\b/g,
      (token) => words[token] ?? token,
    );
    expect(JSON.parse(json)).toEqual(request.body);
  });

  test('PHP has it between single quotes, where nothing is run', () => {
    const literal =
      /CURLOPT_POSTFIELDS, '((?:[^'\\]|\\[\s\S])*)'\);/.exec(codeSample('php', request))?.[1] ?? '';
    expect(JSON.parse(literal.replace(/\\([\\'])/g, '$1'))).toEqual(request.body);
  });
});

test('the headers that were asked for are in every language', () => {
  const request = {
    ...documented,
    headers: { ...headers, 'idempotency-key': 'order-17', prefer: 'wait=30' },
  };
  for (const { id } of languages) {
    const code = codeSample(id satisfies Language, request);
    expect({ id, found: code.includes('order-17') && /wait=30|timeoutMs: 30_000/.test(code) }).toEqual({
      id,
      found: true,
    });
  }
});

/** Runs code with these names and no others that it could mistake for them. */
async function run(code: string, names: Record<string, unknown>): Promise<void> {
  const AsyncFunction = Object.getPrototypeOf(async () => undefined).constructor;
  await new AsyncFunction(...Object.keys(names), code)(...Object.values(names));
}
