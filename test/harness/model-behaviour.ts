import type { IncomingHttpHeaders } from 'node:http';

/** One way to treat a request. */
export type ModelBehaviour =
  /** `content` is sent as JSON text. */
  | { kind: 'answer'; content: unknown; usage?: ModelUsage | null; model?: string }
  /** The text as it is: broken JSON, an empty string. */
  | { kind: 'text'; text: string; usage?: ModelUsage | null }
  /** As servers do that do not know a `response_format`; the others are answered well. */
  | { kind: 'refuse-formats'; formats: readonly string[] }
  | { kind: 'slow'; afterMs: number; next: ModelBehaviour }
  /** No answer until the client or `close()` ends the connection. */
  | { kind: 'hang' }
  /** The headers of a good answer, and a body that does not end. */
  | { kind: 'stall' }
  | { kind: 'status'; status: number; body?: unknown; headers?: Record<string, string> }
  | { kind: 'rate-limit'; retryAfterSeconds: number }
  /** The fields of a message as they are: parts, reasoning. */
  | { kind: 'message'; message: object }
  /** A message with `refusal` in place of content. */
  | { kind: 'refuse' }
  /** No choices at all. */
  | { kind: 'empty' }
  /** Cut off at the token limit, in the middle of the JSON. */
  | { kind: 'truncated' }
  /** The connection is destroyed without an answer. */
  | { kind: 'disconnect' }
  | { kind: 'content-filter' };

export interface ModelUsage {
  prompt_tokens: number;
  completion_tokens: number;
  prompt_tokens_details?: { cached_tokens?: number; cache_write_tokens?: number };
}

/** A request as it arrived. */
export interface ModelRequest {
  path: string;
  headers: IncomingHttpHeaders;
  body: ChatCompletionBody;
  /** Settles when the client goes away before it has its whole answer, as an aborted call does. */
  abandoned: Promise<void>;
}

/** What the stand-in itself looks at; everything else that was sent is there too. */
export interface ChatCompletionBody {
  model: string;
  messages: { role: string; content: string }[];
  response_format?: { type: string; json_schema?: { name: string; strict?: boolean; schema: JsonSchema } };
  [setting: string]: unknown;
}

export type JsonSchema = { [keyword: string]: unknown };
