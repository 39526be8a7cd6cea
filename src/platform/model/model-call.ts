import type { z } from 'zod';
import type { Usage } from './usage.ts';

export interface ModelRequest<Output> {
  model: string;
  /** Stable text first: providers cache the prefix that requests share. */
  system: string;
  user: string;
  /** Name and shape of the answer; the provider is held to it and the answer is checked against it. */
  answer: { name: string; schema: z.ZodType<Output> };
  /** Upper limit of the answer's length in tokens, thoughts included; undefined: the server's own. */
  maxTokens?: number | undefined;
  signal: AbortSignal;
  /** Runs before the provider is asked, once a slot is free. If it throws, the call is not made. */
  beforeCall?: () => Promise<void>;
}

export interface ModelAnswer<Output> {
  output: Output;
  /** The name that the provider gives it, which may be a snapshot of the one that was asked for. */
  model: string;
  /** Null when the server reports none. */
  usage: Usage | null;
}
