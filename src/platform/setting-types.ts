import { z } from 'zod';
import { parseNetwork } from '../contract/ip-addresses.ts';
import { parseUrl } from '../contract/parse-url.ts';
import { pricesSchema } from './model/prices.ts';
import { isSentinelUrl } from './redis-target.ts';

export const wholeNumber = (min: number, max: number) =>
  z
    .string()
    .regex(/^\d+$/, `must be a whole number from ${min} to ${max}`)
    .transform(Number)
    .refine((value) => value >= min && value <= max, `must be a whole number from ${min} to ${max}`);

export const integer = (fallback: number, min: number, max: number) =>
  wholeNumber(min, max).default(fallback);

export const usd = z
  .string()
  .regex(/^\d+(\.\d+)?$/, 'must be an amount in USD such as 2.50')
  .transform(Number);

/** A malformed object is refused as a whole, because a list of settings has no place for paths inside one. */
export const modelPrices = z
  .string()
  .transform((value) => pricesSchema.safeParse(parseJson(value)).data)
  .refine(
    (prices) => prices !== undefined,
    'must be a JSON object of USD per million tokens such as {"my-model": {"input": 0.5, "cachedInput": 0.05, "output": 2}}',
  );

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** A comma-separated list of names. */
export const nameList = z
  .string()
  .transform((value) => value.split(',').map((name) => name.trim()))
  .refine((names) => names.every((name) => name !== ''), 'must be a comma-separated list of names');

export const flag = z
  .enum(['true', 'false'], 'must be true or false')
  .default('false')
  .transform((value) => value === 'true');

const isUrl = (protocols: readonly string[]) => (value: string) => {
  const parsed = parseUrl(value);
  return parsed !== null && protocols.includes(parsed.protocol) && parsed.hostname !== '';
};

export const url = (protocols: readonly string[], example: string) =>
  z.string().refine(isUrl(protocols), `must be a URL such as ${example}`);

/**
 * A URL of PostgreSQL. The host may be in the query: the folder of a Unix socket. The driver treats all three values of
 * sslmode as verify-full, with a warning of several lines for each but that one.
 */
export const databaseUrl = z
  .string()
  .refine(
    isDatabaseUrl,
    'must be a URL such as postgresql://user:password@127.0.0.1:5432/lead_followup, or postgresql://user@/lead_followup?host=/var/run/postgresql',
  )
  .transform((value) =>
    value.includes('uselibpqcompat=true')
      ? value
      : value.replace(/([?&]sslmode=)(?:prefer|require|verify-ca)(?=&|$)/, '$1verify-full'),
  );

function isDatabaseUrl(value: string): boolean {
  // The driver accepts a URL without a host; URL accepts it only without a user.
  const url = parseUrl(value.replace('@/', '@socket/'));
  if (!url || !['postgres:', 'postgresql:'].includes(url.protocol)) return false;
  const hasHost = url.hostname !== '' && !value.includes('@/');
  return hasHost || url.searchParams.has('host');
}

/** Azure's older addresses need the header `api-key` and a deployment in the path, which the client does not send. */
export function isAzureDeployment(value: string): boolean {
  const { hostname = '', pathname = '' } = parseUrl(value) ?? {};
  return (
    /\.(openai|services\.ai|cognitiveservices)\.azure\.(com|us|cn)$/.test(hostname) &&
    !pathname.includes('/v1')
  );
}

const secretsKey = z
  .string()
  .transform((key) => Buffer.from(key.trim(), 'base64'))
  .refine(
    (key) => key.length === 32,
    'must be 32 bytes in base64 (openssl rand -base64 32), or a comma-separated list of such keys, the newest first',
  );

/** One key, or a comma-separated list with the newest first. */
export const secretsKeys = z
  .string()
  .transform((value) => value.split(','))
  .pipe(z.tuple([secretsKey], secretsKey));

export type SecretsKeys = z.output<typeof secretsKeys>;

/**
 * 16 random bytes in base64 have 22 characters. A key that a person thinks up is easier to guess, so it must be
 * longer.
 */
function isHardToGuess(key: string): boolean {
  const looksRandom = /[a-z]/.test(key) && /[A-Z]/.test(key) && /\d/.test(key);
  return key.length >= (looksRandom ? 22 : 32) && new Set(key).size >= 10;
}

export const operatorKey = z
  .string()
  .refine(
    isHardToGuess,
    'must be hard to guess: at least 32 characters, 10 of them different, or 22 with lower case, upper case and ' +
      'digits. Make one with: openssl rand -hex 24',
  );

/** The number of proxies in front, or their addresses and networks. If not set, forwarded addresses are ignored. */
export const trustedProxies = z
  .string()
  .refine(
    (value) =>
      /^[1-9]$/.test(value) || value.split(',').every((network) => parseNetwork(network.trim()) !== null),
    'must be the number of proxies in front (1 to 9), or a comma-separated list of their addresses and networks such as 10.0.0.0/8',
  )
  .transform((value) =>
    /^[1-9]$/.test(value) ? Number(value) : value.split(',').map((network) => network.trim()),
  );

const isRedisUrl = isUrl(['redis:', 'rediss:']);
export const redisUrl = z
  .string()
  .refine(
    (value) => isRedisUrl(value) || isSentinelUrl(value),
    'must be a URL such as redis://127.0.0.1:6379 or redis+sentinel://host-a:26379,host-b:26379/master-name',
  );
