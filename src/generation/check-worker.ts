import { parentPort, workerData } from 'node:worker_threads';
import type { MessageCheckRequest } from '../contract/message-check.ts';
import { checkGivenMessage } from '../quality/check-given-message.ts';

/** What the thread is started with. */
export interface CheckTask {
  request: MessageCheckRequest;
  now: Date;
}

const { request, now } = workerData as CheckTask;
parentPort?.postMessage(checkGivenMessage(request, now));
