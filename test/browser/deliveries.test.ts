import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { demoKey } from '../../prisma/demo-data.ts';
import { documentedExample, leadFollowUpPath } from '../../src/contract/documented-example.ts';
import { describeInBrowser } from '../harness/browser.ts';
import { startService, type TestService } from '../harness/start-service.ts';
import { enterKey } from './tester-page.ts';

describeInBrowser('the deliveries of a follow-up', ({ open }) => {
  let service: TestService;
  let receiver: Server;
  let received = 0;
  const arrivals: (() => void)[] = [];

  beforeAll(async () => {
    receiver = createServer((request, response) => {
      request.resume();
      request.on('end', () => {
        received += 1;
        response.end();
        arrivals.shift()?.();
      });
    });
    await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
    service = await startService({ settings: { WEBHOOK_ALLOW_PRIVATE: 'true' } });
  });

  afterAll(async () => {
    await service.close();
    await new Promise((resolve) => receiver.close(resolve));
  });

  const arrival = () => new Promise<void>((resolve) => arrivals.push(resolve));

  test('are shown with their attempts, and can be sent again', async () => {
    const { port } = receiver.address() as AddressInfo;
    const first = arrival();
    const { body } = await service.request('POST', `${leadFollowUpPath}?wait=50`, {
      body: { ...documentedExample, callbackUrl: `http://127.0.0.1:${port}/hook` },
    });
    await first;
    const page = await open(`${service.url}/follow-ups/${body.data.id}`);
    await enterKey(page, demoKey);
    await page.getByRole('button', { name: 'Open' }).click();
    const deliveries = page.getByRole('region', { name: 'Deliveries' });
    await deliveries.getByText('follow_up.completed').waitFor();
    await deliveries.getByText(`http://127.0.0.1:${port}/hook`).waitFor();
    const second = arrival();
    await deliveries.getByRole('button', { name: 'Send again' }).click();
    await second;
    expect(received).toBe(2);
  });
});
