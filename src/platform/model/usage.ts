import { z } from 'zod';

/** The tokens of one call, as the provider bills them. */
export interface Usage {
  inputTokens: number;
  /** The part of the input that was read from the provider's cache. */
  cachedInputTokens: number;
  /** The part of the input that was written to the provider's cache. */
  cacheWriteTokens: number;
  /** Includes reasoning tokens. */
  outputTokens: number;
}

/** For an error that a provider sends instead of a completion, which is not billed. */
export const noUsage: Usage = { inputTokens: 0, cachedInputTokens: 0, cacheWriteTokens: 0, outputTokens: 0 };

const tokens = z.number().int().min(0).max(2_147_483_647);
const usageSchema = z.object({
  prompt_tokens: tokens,
  completion_tokens: tokens,
  prompt_tokens_details: z
    .object({ cached_tokens: tokens.nullish(), cache_write_tokens: tokens.nullish() })
    .nullish(),
});

/** Reads the `usage` of a Chat Completion. @returns null if it is missing or malformed */
export function readUsage(value: unknown): Usage | null {
  const parsed = usageSchema.safeParse(value);
  if (!parsed.success) return null;
  const { prompt_tokens: inputTokens, completion_tokens: outputTokens, prompt_tokens_details } = parsed.data;
  const cachedInputTokens = Math.min(prompt_tokens_details?.cached_tokens ?? 0, inputTokens);
  const written = prompt_tokens_details?.cache_write_tokens ?? 0;
  const cacheWriteTokens = Math.min(written, inputTokens - cachedInputTokens);
  return { inputTokens, cachedInputTokens, cacheWriteTokens, outputTokens };
}
