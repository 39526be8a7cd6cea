import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { answerFor } from './model-answer.ts';
import type { JsonSchema, ModelBehaviour, ModelRequest } from './model-behaviour.ts';
import { httpReply } from './model-reply.ts';

/** Decides on a request; `index` counts from 0 over the life of the server. */
export type ModelResponder = (
  request: ModelRequest,
  index: number,
) => ModelBehaviour | undefined | Promise<ModelBehaviour | undefined>;

export interface ModelServer {
  /** As OPENAI_BASE_URL. */
  baseUrl: string;
  /** In the order of their arrival. */
  requests: readonly ModelRequest[];
  /** From the next request on. Undefined, also from a function, stands for a valid answer to the request's schema. */
  respond(behaviour: ModelBehaviour | ModelResponder | undefined): void;
  /** Resolves with all requests as soon as at least `count` have arrived since the start. */
  waitForRequests(count: number): Promise<readonly ModelRequest[]>;
  /** Ends what hangs too. @throws what a responder threw: a wrong expectation in one must not pass */
  close(): Promise<void>;
}

interface Waiter {
  count: number;
  resolve(requests: readonly ModelRequest[]): void;
  reject(error: Error): void;
}

const jsonType = { 'content-type': 'application/json' };

/** A model provider on loopback that does as it is told. Without being told, it answers well. */
export async function startModelServer(): Promise<ModelServer> {
  const requests: ModelRequest[] = [];
  const faults: unknown[] = [];
  let waiters: Waiter[] = [];
  let responder: ModelResponder = () => undefined;
  let closing: Promise<void> | undefined;

  const server = createServer((incoming, response) => {
    serve(incoming, response).catch((error: unknown) => {
      faults.push(error);
      response.destroy();
    });
  });

  async function serve(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = incoming.url ?? '';
    if (incoming.method !== 'POST' || !path.split('?')[0]?.endsWith('/chat/completions')) {
      response.writeHead(404).end();
      return;
    }
    const request: ModelRequest = {
      path,
      headers: incoming.headers,
      body: JSON.parse(await text(incoming)),
      abandoned: abandonment(response),
    };
    const index = requests.push(request) - 1;
    const arrived = waiters.filter(({ count }) => count <= requests.length);
    waiters = waiters.filter(({ count }) => count > requests.length);
    for (const { resolve } of arrived) resolve(requests);
    const behaviour = await responder(request, index);
    perform(behaviour ?? validAnswer(request, index + 1), response, request, index + 1);
  }

  function perform(
    behaviour: ModelBehaviour,
    response: ServerResponse,
    request: ModelRequest,
    count: number,
  ): void {
    if (response.destroyed) return;
    switch (behaviour.kind) {
      case 'hang':
        return;
      case 'disconnect':
        response.destroy();
        return;
      case 'stall':
        response.writeHead(200, jsonType).write('{"id":');
        return;
      case 'refuse-formats':
        perform(refuseFormat(request, behaviour.formats, count), response, request, count);
        return;
      case 'slow':
        later(behaviour.afterMs, response, () => perform(behaviour.next, response, request, count));
        return;
      default: {
        const { status, headers, body } = httpReply(request, count, behaviour);
        response.writeHead(status, { ...jsonType, ...headers });
        response.end(typeof body === 'string' ? body : JSON.stringify(body));
      }
    }
  }

  function later(afterMs: number, response: ServerResponse, act: () => void): void {
    const timer = setTimeout(act, afterMs);
    // Nobody is left to answer, be it that the client went away or that this server closes.
    response.once('close', () => clearTimeout(timer));
  }

  async function close(): Promise<void> {
    for (const { count, reject } of waiters) {
      reject(new Error(`the model server was closed after ${requests.length} of ${count} requests`));
    }
    waiters = [];
    const closed = once(server, 'close');
    server.close();
    server.closeAllConnections();
    await closed;
    if (faults.length > 0) throw faults[0];
  }

  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string')
    throw new Error('a TCP server has an address and a port');
  return {
    baseUrl: `http://127.0.0.1:${address.port}/v1`,
    requests,
    respond(behaviour) {
      responder = typeof behaviour === 'function' ? behaviour : () => behaviour;
    },
    waitForRequests(count) {
      if (requests.length >= count) return Promise.resolve(requests);
      return new Promise((resolve, reject) => waiters.push({ count, resolve, reject }));
    },
    close() {
      closing ??= close();
      return closing;
    },
  };
}

function refuseFormat(request: ModelRequest, formats: readonly string[], count: number): ModelBehaviour {
  const format = request.body.response_format?.type ?? 'text';
  if (!formats.includes(format)) return validAnswer(request, count);
  const message = `This model does not support response format \`${format}\`.`;
  return { kind: 'status', status: 400, body: { error: { message, type: 'invalid_request_error' } } };
}

/** What a request asks for, be it by its `response_format` or by the last line of its prompt. */
function schemaOf({ body }: ModelRequest): JsonSchema | undefined {
  const system = body.messages[0]?.content ?? '';
  const lastLine = system.slice(system.lastIndexOf('\n') + 1);
  return (
    body.response_format?.json_schema?.schema ?? (lastLine.startsWith('{') ? JSON.parse(lastLine) : undefined)
  );
}

function validAnswer(request: ModelRequest, count: number): ModelBehaviour {
  const schema = schemaOf(request);
  return schema
    ? { kind: 'answer', content: answerFor(schema, count) }
    : { kind: 'text', text: 'The request asked for no schema.' };
}

function abandonment(response: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    response.once('close', () => {
      if (!response.writableFinished) resolve();
    });
  });
}
