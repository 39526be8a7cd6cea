import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { RequestError, readRequest } from './read-request.ts';
import { writeAnswer } from './write-answer.ts';

export const offlineWriterModel = 'offline-writer';

export interface OfflineWriter {
  /** The base URL for an OpenAI client: `http://127.0.0.1:PORT/v1`. */
  baseUrl: string;
  /** Stops listening and ends every connection at once. */
  close(): Promise<void>;
}

interface Answer {
  status: number;
  body: object;
}

const longestBody = 1024 * 1024;

/**
 * Starts an OpenAI-compatible server on loopback that writes follow-ups from the facts in the request. It is used if
 * no model provider is configured. The same request always gets the same content. Rejects if the port is taken. Port
 * 0, the default, takes a free one.
 */
export async function startOfflineWriter({ port = 0 }: { port?: number } = {}): Promise<OfflineWriter> {
  const server = createServer((request, response) => {
    answer(request).then(
      ({ status, body }) => {
        response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' });
        response.end(JSON.stringify(body));
      },
      () => response.destroy(),
    );
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject);
      resolve();
    });
  });

  return {
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function answer(request: IncomingMessage): Promise<Answer> {
  const path = request.url?.split('?')[0];
  if (request.method === 'GET' && path === '/v1/models') {
    const model = { id: offlineWriterModel, object: 'model', created: 0, owned_by: 'lead-followup' };
    return { status: 200, body: { object: 'list', data: [model] } };
  }
  if (request.method !== 'POST' || path !== '/v1/chat/completions')
    return failure(404, 'Unknown request URL.');

  const json = await bodyOf(request);
  if (json === null) return failure(413, 'The body is larger than 1 MiB.');
  try {
    return { status: 200, body: complete(json) };
  } catch (error) {
    if (error instanceof RequestError) return failure(400, error.message, error.param);
    // The error may quote the lead, so it is not included.
    return failure(500, 'The offline writer failed.', null, 'server_error');
  }
}

/**
 * The body as text, or null if it is too long. It is always read to its end, because otherwise the client would not
 * get the answer.
 */
async function bodyOf(request: IncomingMessage): Promise<string | null> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request) {
    length += chunk.length;
    if (length <= longestBody) chunks.push(chunk);
  }
  return length > longestBody ? null : Buffer.concat(chunks).toString('utf8');
}

function complete(json: string): object {
  const writing = readRequest(json);
  const content = JSON.stringify(writeAnswer(writing));
  const completionTokens = Math.ceil(content.length / 4);
  return {
    id: `chatcmpl-${createHash('sha256').update(json).digest('hex').slice(0, 24)}`,
    object: 'chat.completion',
    created: Math.floor(Date.now() / 1000),
    model: offlineWriterModel,
    choices: [
      {
        index: 0,
        message: { role: 'assistant', content, refusal: null },
        logprobs: null,
        finish_reason: 'stop',
      },
    ],
    usage: {
      prompt_tokens: writing.promptTokens,
      completion_tokens: completionTokens,
      total_tokens: writing.promptTokens + completionTokens,
    },
  };
}

function failure(
  status: number,
  message: string,
  param: string | null = null,
  type = 'invalid_request_error',
): Answer {
  return { status, body: { error: { message, type, param, code: null } } };
}
