import { z } from 'zod';
import { offlineWriterModel } from '../../offline-writer/start-offline-writer.ts';
import type { Usage } from './usage.ts';

const usdPerMillion = z.number().min(0).max(1_000_000);

/**
 * In USD per million tokens. Without a price of their own, tokens read from or written to a cache cost as other input
 * does.
 */
const priceSchema = z.strictObject({
  input: usdPerMillion,
  cachedInput: usdPerMillion.optional(),
  cacheWrite: usdPerMillion.optional(),
  output: usdPerMillion,
});
/** By model name. */
export const pricesSchema = z.record(z.string().min(1), priceSchema);
export type Prices = z.infer<typeof pricesSchema>;

/** The day on which `listedPrices` were collected. */
export const pricesListedOn = '2026-11-23';

/**
 * OpenAI's standard prices for prompts up to 272,000 tokens. Those of gpt-6-luna, gpt-5.6-luna and gpt-5-nano come
 * from OpenAI's own pages, the others from lists of third parties that quote developers.openai.com/api/docs/pricing.
 * They are estimates for budgets and comparisons, not for invoices. Other providers may use the same model names and
 * charge differently: set MODEL_PRICES for those.
 */
const listedPrices: Prices = {
  'gpt-6.1-sol': { input: 2, cachedInput: 0.1, cacheWrite: 2.5, output: 10 },
  'gpt-6-astra': { input: 10, cachedInput: 1, cacheWrite: 12.5, output: 50 },
  'gpt-6-sol': { input: 2, cachedInput: 0.2, cacheWrite: 2.5, output: 10 },
  'gpt-6-luna': { input: 0.1, cachedInput: 0.01, cacheWrite: 0.125, output: 0.5 },
  'gpt-5.6-sol': { input: 4, cachedInput: 0.4, cacheWrite: 5, output: 20 },
  'gpt-5.6-terra': { input: 2, cachedInput: 0.2, cacheWrite: 2.5, output: 12 },
  'gpt-5.6-luna': { input: 0.2, cachedInput: 0.02, cacheWrite: 0.25, output: 1.2 },
  'gpt-5.5': { input: 5, cachedInput: 0.5, output: 30 },
  'gpt-5.4': { input: 2.5, cachedInput: 0.25, output: 15 },
  'gpt-5.4-mini': { input: 0.75, cachedInput: 0.075, output: 4.5 },
  'gpt-5.4-nano': { input: 0.2, cachedInput: 0.02, output: 1.25 },
  'gpt-5.2': { input: 1.75, cachedInput: 0.175, output: 14 },
  'gpt-5.1': { input: 1.25, cachedInput: 0.125, output: 10 },
  'gpt-5': { input: 1.25, cachedInput: 0.125, output: 10 },
  'gpt-5-mini': { input: 0.25, cachedInput: 0.025, output: 2 },
  'gpt-5-nano': { input: 0.05, cachedInput: 0.005, output: 0.4 },
  'gpt-4.1': { input: 2, cachedInput: 0.5, output: 8 },
  'gpt-4.1-mini': { input: 0.4, cachedInput: 0.1, output: 1.6 },
  'gpt-4.1-nano': { input: 0.1, cachedInput: 0.025, output: 0.4 },
  'gpt-4o': { input: 2.5, cachedInput: 1.25, output: 10 },
  'gpt-4o-mini': { input: 0.15, cachedInput: 0.075, output: 0.6 },
  [offlineWriterModel]: { input: 0, output: 0 },
};

/** A snapshot such as gpt-5.4-mini-2026-03-17 costs the same as its model. */
const dateSuffix = /-\d{4}-\d{2}-\d{2}$/;

export interface PriceList {
  knows(model: string): boolean;
  /**
   * @param models names of the same model, the most specific first
   * @returns USD, or null if the tokens or the price are unknown
   */
  costOf(models: readonly string[], usage: Usage | null): number | null;
}

/** @param own the operator's prices, which take precedence over the listed ones */
export function createPriceList(own: Prices = {}): PriceList {
  const prices = new Map(Object.entries({ ...listedPrices, ...own }));
  const priceOf = (model: string) => prices.get(model) ?? prices.get(model.replace(dateSuffix, ''));
  return {
    knows: (model) => priceOf(model) !== undefined,
    costOf(models, usage) {
      if (!usage) return null;
      if (usage.inputTokens + usage.outputTokens === 0) return 0;
      const price = models.map(priceOf).find((known) => known !== undefined);
      if (!price) return null;
      const { inputTokens, cachedInputTokens, cacheWriteTokens, outputTokens } = usage;
      const usdMillionths =
        (inputTokens - cachedInputTokens - cacheWriteTokens) * price.input +
        cachedInputTokens * (price.cachedInput ?? price.input) +
        cacheWriteTokens * (price.cacheWrite ?? price.input) +
        outputTokens * price.output;
      return usdMillionths / 1_000_000;
    },
  };
}
