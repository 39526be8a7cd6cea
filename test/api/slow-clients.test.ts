import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { demoKey } from '../../prisma/demo-data.ts';
import { leadFollowUpPath } from '../../src/contract/documented-example.ts';
import { startService, type TestService } from '../harness/start-service.ts';
import { until } from '../harness/until.ts';

const lines: string[] = [];
let service: TestService;
let byDefault: TestService;

beforeAll(async () => {
  service = await startService({
    workers: false,
    onLog: (line) => lines.push(line),
    settings: {
      HTTP_HEADERS_TIMEOUT_MS: '500',
      HTTP_BODY_TIMEOUT_MS: '500',
      HTTP_KEEP_ALIVE_MS: '2000',
      HTTP_MAX_CONNECTIONS: '3',
    },
  });
  byDefault = await startService({ workers: false });
});

afterAll(async () => {
  await service.close();
  await byDefault.close();
});

async function open({ url } = service): Promise<Socket> {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname).on('error', () => undefined);
  await once(socket, 'connect');
  return socket;
}

/** Sends a text and nothing more. @returns what came until the server closed the connection */
async function answerTo(text: string): Promise<string> {
  const socket = await open();
  let answer = '';
  socket.setEncoding('utf8').on('data', (chunk: string) => {
    answer += chunk;
  });
  socket.write(text);
  await once(socket, 'close');
  return answer;
}

const get = (path: string) => `GET ${path} HTTP/1.1\r\nhost: api\r\n\r\n`;

describe('the settings close the connection of a client that', () => {
  const bodyHead = `POST ${leadFollowUpPath} HTTP/1.1\r\nhost: api\r\nx-api-key: ${demoKey}\r\ncontent-type: application/json\r\ncontent-length: 500\r\n\r\n`;

  test.each([
    ['headers', 'GET /health/live HTTP/1.1\r\nhost: api\r\nx-slow: '],
    ['body', `${bodyHead}{"siteId": `],
  ])('does not finish the %s, before the defaults would', async (_part, text) => {
    const patient = await open(byDefault);
    patient.write(text);
    expect(await answerTo(text)).toMatch(/^HTTP\/1.1 408 /);
    expect([patient.readyState, patient.bytesRead]).toEqual(['open', 0]);
    patient.destroy();
  });

  test('sends nothing after its first request', async () => {
    expect(await answerTo(get('/health/live'))).toMatch(/^HTTP\/1.1 200 .*^Keep-Alive: timeout=2\r$/ims);
  });

  test('comes when there are as many as are allowed', async () => {
    const first = [await open(), await open(), await open()];
    const further = await open();
    await once(further, 'close');
    expect(lines.filter((line) => line.includes('HTTP_MAX_CONNECTIONS'))).toHaveLength(1);
    for (const socket of first) {
      socket.write(get('/health/live'));
      const [answer] = await once(socket, 'data');
      expect(String(answer)).toMatch(/^HTTP\/1.1 200 /);
      socket.destroy();
    }
  });
});

test('a client that does not read its answers is cut off', async () => {
  const impatient = await startService({
    workers: false,
    onLog: (line) => lines.push(line),
    settings: { HTTP_IDLE_TIMEOUT_MS: '20000', WAIT_MAX_S: '5' },
  });
  const socket = await open(impatient);
  socket.pause();
  // More answers than the buffers of the system take.
  socket.write(get('/openapi.json').repeat(200));
  await until(async () => lines.some((line) => /"status":499/.test(line) && /openapi/.test(line)), 70_000);
  socket.destroy();
  await impatient.close();
}, 90_000);
