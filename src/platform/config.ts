import { z } from 'zod';
import { type FactCheck, factCheckSchema } from '../contract/claims.ts';
import { limits } from '../contract/limits.ts';
import { parseUrl } from '../contract/parse-url.ts';
import {
  databaseUrl,
  flag,
  integer,
  isAzureDeployment,
  modelPrices,
  nameList,
  operatorKey,
  redisUrl,
  secretsKeys,
  trustedProxies,
  url,
  usd,
  wholeNumber,
} from './setting-types.ts';
import { tracingSettings } from './tracing/tracing-settings.ts';

/** Settings are missing or malformed. The message lists each error on its own line, with what to set. */
export class ConfigError extends Error {
  constructor(faults: readonly string[]) {
    super(faults.join('\n'));
    this.name = 'ConfigError';
  }
}

const settingsFields = z.object({
  PORT: integer(3000, 0, 65535),
  HOST: z.string().default('127.0.0.1'),
  TRUST_PROXY: trustedProxies.optional(),
  /** How long a client may take to send the headers of a request. */
  HTTP_HEADERS_TIMEOUT_MS: integer(10_000, 100, 600_000),
  /** How long a client may take to send the body. A file may take 10 minutes. */
  HTTP_BODY_TIMEOUT_MS: integer(30_000, 100, 600_000),
  /**
   * How long a connection over which nothing moves lasts during a request. Never shorter than WAIT_MAX_S and 10 s. Event
   * streams are quiet for 15 s.
   */
  HTTP_IDLE_TIMEOUT_MS: integer(120_000, 20_000, 3_700_000),
  /** How long a connection waits for the next request. Longer than the idle timeout of a load balancer in front. */
  HTTP_KEEP_ALIVE_MS: integer(65_000, 100, 3_600_000),
  /** Open connections of an API process. Further ones are closed at once. */
  HTTP_MAX_CONNECTIONS: integer(10_000, 1, 1_000_000),
  DATABASE_URL: databaseUrl.optional(),
  /** The URL of PostgreSQL itself, if DATABASE_URL points to a connection pooler such as PgBouncer. */
  DIRECT_DATABASE_URL: databaseUrl.optional(),
  /** Per process. A queue in PostgreSQL opens connections of its own in addition. */
  DATABASE_CONNECTIONS: integer(10, 2, 1_000),
  DATA_DIR: z.string().default('.data'),
  /** The URL of one node or of Sentinels, or a comma-separated list of the nodes of a Cluster. */
  REDIS_URL: z
    .string()
    .transform((value) =>
      value.includes('+sentinel:') ? [value.trim()] : value.split(',').map((node) => node.trim()),
    )
    .pipe(z.array(redisUrl))
    .optional(),
  OPENAI_API_KEY: z.string().optional(),
  OPENAI_BASE_URL: url(['http:', 'https:'], 'https://api.openai.com/v1')
    .refine(
      (value) => !isAzureDeployment(value),
      'must be the v1 address of Azure OpenAI, without a deployment: https://RESOURCE.openai.azure.com/openai/v1 (name the deployment in SALES_MODEL and COPYWRITER_MODEL)',
    )
    .optional(),
  /** Lets production processes write without a model. */
  OFFLINE_WRITER: flag,
  SALES_MODEL: z.string().default('gpt-5.4-mini'),
  COPYWRITER_MODEL: z.string().default('gpt-5.4-mini'),
  /** The models that agents may name, in addition to SALES_MODEL and COPYWRITER_MODEL. Default: any. */
  MODELS_ALLOWED: nameList.optional(),
  /** One call refines all channels, or one call per channel, all at the same time. */
  COPYWRITER_CALLS: z.enum(['one', 'per-channel'], 'must be one or per-channel').default('one'),
  /**
   * Whether a model looks for the source of each statement in the finished messages. Default: warn with a model, else
   * off.
   */
  FACT_CHECK: factCheckSchema.optional(),
  /** Concurrent calls per worker process, and concurrent jobs per phase. */
  MODEL_CONCURRENCY: integer(50, 1, 10_000),
  /** Across all processes that call the same provider. */
  MODEL_REQUESTS_PER_MINUTE: wholeNumber(1, 1_000_000).optional(),
  MODEL_TIMEOUT_MS: integer(60_000, 1, 3_600_000),
  /** Upper limit for the length of an answer in tokens, including reasoning. */
  MODEL_MAX_TOKENS: wholeNumber(1, limits.maxTokens).optional(),
  /** By model name. These take precedence over the listed prices. */
  MODEL_PRICES: modelPrices.optional(),
  /** What the phases of one site may spend from midnight to midnight UTC. */
  SITE_DAILY_TOKENS: wholeNumber(1, 1_000_000_000_000).optional(),
  SITE_DAILY_USD: usd.optional(),
  /** The same for all sites of an organisation together. */
  ORGANISATION_DAILY_TOKENS: wholeNumber(1, 1_000_000_000_000).optional(),
  ORGANISATION_DAILY_USD: usd.optional(),
  SECRETS_KEY: secretsKeys.optional(),
  ADMIN_KEY: operatorKey.optional(),
  /** Opens the queues' pages for reading only. */
  ADMIN_READ_KEY: operatorKey.optional(),
  /** Lets webhooks reach http:// URLs and private addresses. For trials and tests. */
  WEBHOOK_ALLOW_PRIVATE: flag,
  WEBHOOK_TIMEOUT_MS: integer(15_000, 1, 120_000),
  /** Webhooks to one host name, per process. */
  WEBHOOK_HOST_PER_MINUTE: integer(1_200, 1, 1_000_000),
  /** A forward proxy for webhooks. */
  WEBHOOK_PROXY_URL: url(['http:', 'https:'], 'http://proxy.internal:3128').optional(),
  RATE_LIMIT_PER_MINUTE: integer(600, 1, 1_000_000),
  /** Across all keys of an organisation. Default: 3,000, or RATE_LIMIT_PER_MINUTE if that is higher. */
  ORGANISATION_RATE_LIMIT_PER_MINUTE: wholeNumber(1, 1_000_000).optional(),
  /** Follow-ups of an organisation that have not ended. */
  ORGANISATION_FOLLOW_UPS_IN_FLIGHT: integer(5_000, 1, 1_000_000),
  /** Concurrent event streams and waits of an organisation, per API process. */
  ORGANISATION_OPEN_STREAMS: integer(1_000, 1, 1_000_000),
  /** Upper limit of the facts in a prompt, in characters of JSON. */
  FACTS_MAX_CHARACTERS: integer(60_000, 2_000, 1_000_000),
  WAIT_MAX_S: integer(60, 0, 3600),
  /** How long an API process serves requests after it has reported that it is not ready any more. */
  SHUTDOWN_DRAIN_MS: integer(0, 0, 600_000),
  SHUTDOWN_GRACE_MS: integer(30_000, 0, 3_600_000),
  SWEEP_INTERVAL_MS: integer(15_000, 10, 3_600_000),
  ORPHAN_AFTER_MS: integer(30_000, 10, 3_600_000),
  /** How long a review may wait for a decision. */
  REVIEW_EXPIRES_DAYS: integer(14, 1, 3_650),
  RETENTION_DAYS: integer(90, 1, 36_500),
  AUDIT_RETENTION_DAYS: integer(365, 1, 36_500),
  LOG_LEVEL: z
    .enum(
      ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'],
      'must be fatal, error, warn, info, debug, trace or silent',
    )
    .default('info'),
  /** Serves /metrics without a key, in API and worker processes. */
  METRICS_PORT: wholeNumber(0, 65535).optional(),
  /** Serves /health/live and /health/ready of a worker process. */
  WORKER_HEALTH_PORT: wholeNumber(0, 65535).optional(),
  LOG_FORMAT: z.enum(['pretty', 'json'], 'must be pretty or json').optional(),
  ...tracingSettings,
  DEMO_PUBLIC: flag,
});

const settingsSchema = settingsFields.superRefine((settings, context) => {
  const { OPENAI_API_KEY, OPENAI_BASE_URL, OFFLINE_WRITER, FACT_CHECK } = settings;
  if (OFFLINE_WRITER && (OPENAI_API_KEY || OPENAI_BASE_URL)) {
    const message = 'cannot be true when OPENAI_API_KEY or OPENAI_BASE_URL is set: remove one of them';
    context.addIssue({ code: 'custom', path: ['OFFLINE_WRITER'], message });
  }
  if (FACT_CHECK !== undefined && FACT_CHECK !== 'off' && !OPENAI_API_KEY && !OPENAI_BASE_URL) {
    const message = 'needs a model: set OPENAI_API_KEY or OPENAI_BASE_URL, or set FACT_CHECK to off';
    context.addIssue({ code: 'custom', path: ['FACT_CHECK'], message });
  }
  const { username, password } = parseUrl(OPENAI_BASE_URL ?? '') ?? {};
  if (OPENAI_API_KEY && (username || password)) {
    const message =
      'cannot be sent together with the user and password of OPENAI_BASE_URL: remove one of them';
    context.addIssue({ code: 'custom', path: ['OPENAI_API_KEY'], message });
  }
});

export type Settings = z.output<typeof settingsSchema>;

/** The URL to use where one session must last: migrations, LISTEN, session locks and a queue in PostgreSQL. */
export function directDatabaseUrl<Url extends string | undefined>({
  DATABASE_URL,
  DIRECT_DATABASE_URL,
}: {
  DATABASE_URL: Url;
  DIRECT_DATABASE_URL?: string | undefined;
}): Url | string {
  return DIRECT_DATABASE_URL ?? DATABASE_URL;
}

/** The setting that directDatabaseUrl comes from, for errors. */
export function directDatabaseSetting({
  DIRECT_DATABASE_URL,
}: {
  DIRECT_DATABASE_URL?: string | undefined;
}): string {
  return DIRECT_DATABASE_URL ? 'DIRECT_DATABASE_URL' : 'DATABASE_URL';
}

/** Settings including those that a server requires. Embedded mode generates these three. */
export type Config = Settings & Required<Pick<Settings, 'DATABASE_URL' | 'SECRETS_KEY' | 'ADMIN_KEY'>>;

const requiredSettings = {
  DATABASE_URL: 'is required: the URL of a PostgreSQL 14 or newer (npm start brings its own)',
  SECRETS_KEY: 'is required: 32 bytes in base64 that encrypt webhook secrets (openssl rand -base64 32)',
  ADMIN_KEY: "is required: the operator's key, at least 32 characters (openssl rand -hex 24)",
} as const;

/** The names of all settings. */
export const settingNames: readonly string[] = Object.keys(settingsFields.shape);

type Environment = Readonly<Record<string, string | undefined>>;

function parseSettings(environment: Environment): { settings: Settings | undefined; faults: string[] } {
  // Compose files and shells pass an unset variable as an empty one.
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const parsed = settingsSchema.safeParse(given);
  if (parsed.success) return { settings: parsed.data, faults: [] };
  const faults = parsed.error.issues.map((issue) => `${String(issue.path[0])} ${issue.message}`);
  return { settings: undefined, faults: [...new Set(faults)] };
}

/**
 * Reads every setting from an environment.
 * @throws ConfigError that lists all malformed settings
 */
export function loadSettings(environment: Environment): Settings {
  const { settings, faults } = parseSettings(environment);
  if (!settings) throw new ConfigError(faults);
  return settings;
}

/**
 * Reads every setting and requires those that a server needs.
 * @throws ConfigError that lists all malformed and missing settings
 */
export function loadConfig(environment: Environment): Config {
  const { settings, faults } = parseSettings(environment);
  const missing = Object.entries(requiredSettings)
    .filter(([name]) => !environment[name])
    .map(([name, fix]) => `${name} ${fix}`);
  if (!settings || missing.length > 0) throw new ConfigError([...faults, ...missing]);
  return settings as Config;
}

/** Whether the operator allows agents to use a model. */
export function isModelAllowed(
  { MODELS_ALLOWED, SALES_MODEL, COPYWRITER_MODEL }: Settings,
  model: string,
): boolean {
  return !MODELS_ALLOWED || [...MODELS_ALLOWED, SALES_MODEL, COPYWRITER_MODEL].includes(model);
}

/** Without a model provider, the offline writer is used. */
export function usesOfflineWriter(config: Pick<Config, 'OPENAI_API_KEY' | 'OPENAI_BASE_URL'>): boolean {
  return !config.OPENAI_API_KEY && !config.OPENAI_BASE_URL;
}

/** How finished messages are checked unless the site asks for a stricter check. */
export function factCheckOf(config: Config): FactCheck {
  return config.FACT_CHECK ?? (usesOfflineWriter(config) ? 'off' : 'warn');
}

/**
 * Keeps the offline writer's texts from being sent to real leads by mistake.
 * @throws ConfigError if there is no model and OFFLINE_WRITER is not true
 */
export function requireModel(config: Config): void {
  if (!usesOfflineWriter(config) || config.OFFLINE_WRITER) return;
  throw new ConfigError([
    'OPENAI_API_KEY or OPENAI_BASE_URL is required: the model that writes the messages (for trials, OFFLINE_WRITER=true writes without a model)',
  ]);
}
