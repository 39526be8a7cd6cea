import { z } from 'zod';
import { type Config, usesOfflineWriter } from '../../src/platform/config.ts';
import { createLogger } from '../../src/platform/logger.ts';
import { createModelClient, type ModelClient } from '../../src/platform/model/model-client.ts';
import { ModelError } from '../../src/platform/model/model-error.ts';
import { createPriceList } from '../../src/platform/model/prices.ts';
import { type Check, failed, ok, type Result, warning } from './check.ts';

/** What a server supports, from the form in which it accepted the request. */
const support = {
  json_schema: 'returns structured answers by JSON Schema',
  json_object: 'returns structured answers in JSON mode, because the server refuses a JSON Schema',
  text: 'returns structured answers when the prompt asks for them, because the server refuses JSON mode',
} as const;

export const checkModel: Check = async ({ config, embeddedIn }) => {
  if (usesOfflineWriter(config)) {
    const missing = 'set OPENAI_API_KEY or OPENAI_BASE_URL';
    if (config.OFFLINE_WRITER || embeddedIn !== null) {
      return [warning(`the offline writer is on, which is not for real leads: ${missing}`)];
    }
    return [failed(`no model: ${missing}, or OFFLINE_WRITER=true for a trial`)];
  }
  const models = [
    ...new Set([config.SALES_MODEL, config.COPYWRITER_MODEL, ...(config.MODELS_ALLOWED ?? [])]),
  ];
  const client = createModelClient(
    {
      apiKey: config.OPENAI_API_KEY,
      baseUrl: config.OPENAI_BASE_URL,
      concurrency: models.length,
      timeoutMs: config.MODEL_TIMEOUT_MS,
    },
    {
      limits: { admit: () => Promise.resolve(), pause: () => Promise.resolve() },
      logger: createLogger({ ...config, LOG_LEVEL: 'silent' }),
    },
  );
  try {
    const answers = await Promise.all(models.map((model) => ask(client, model, config.MODEL_TIMEOUT_MS)));
    return [...answers, ...checkPrices(config, models)];
  } finally {
    await client.close();
  }
};

async function ask(client: ModelClient, model: string, timeoutMs: number): Promise<Result> {
  try {
    await client.complete({
      model,
      system: 'Answer with the JSON object {"ready": true}.',
      user: 'Are you ready?',
      answer: { name: 'ready', schema: z.object({ ready: z.boolean() }) },
      signal: AbortSignal.timeout(timeoutMs),
    });
    return ok(`${model} ${support[client.styleOf(model).format]}`);
  } catch (error) {
    if (!(error instanceof ModelError)) throw error;
    return failed(`${model}: ${error.message} (${error.code})`);
  }
}

function checkPrices(config: Config, models: readonly string[]): Result[] {
  if (config.SITE_DAILY_USD === undefined && config.ORGANISATION_DAILY_USD === undefined) return [];
  const prices = createPriceList(config.MODEL_PRICES);
  return models
    .filter((model) => !prices.knows(model))
    .map((model) => failed(`${model} has no price, so a budget in USD refuses it: add it to MODEL_PRICES`));
}
