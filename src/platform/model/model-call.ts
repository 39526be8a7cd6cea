import type { z } from 'zod';
import type { Usage } from './usage.ts';

export interface ModelRequest<Output> {
  model: string;
  /** Put stable text first: providers cache a prefix that requests share. */
  system: string;
  user: string;
  /**
   * Name and schema of the answer. The provider is asked to follow the schema, and the answer is checked against it.
   */
  answer: { name: string; schema: z.ZodType<Output> };
  /** Upper limit for the length of the answer in tokens, including reasoning. Undefined: the server's own limit. */
  maxTokens?: number | undefined;
  signal: AbortSignal;
  /** Called before the request is sent, once a slot is free. If it throws, the call is not made. */
  beforeCall?: () => Promise<void>;
}

export interface ModelAnswer<Output> {
  output: Output;
  /** As the provider reports it. It may be a snapshot of the requested model. */
  model: string;
  /** Null if the server reports no usage. */
  usage: Usage | null;
}
