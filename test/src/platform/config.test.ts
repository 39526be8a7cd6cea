import { describe, expect, test } from '@jest/globals';
import { ConfigError, factCheckOf, loadConfig, loadSettings } from '../../../src/platform/config.ts';

const required = {
  DATABASE_URL: 'postgresql://user@127.0.0.1:5432/app',
  SECRETS_KEY: Buffer.alloc(32).toString('base64'),
  ADMIN_KEY: 'at-least-thirty-two-characters-long',
};

function faultsOf(environment: Record<string, string>): string[] {
  try {
    loadConfig(environment);
  } catch (error) {
    if (error instanceof ConfigError) return error.message.split('\n');
    throw error;
  }
  return [];
}

describe('settings', () => {
  test('have the documented defaults', () => {
    expect(loadSettings({})).toMatchObject({
      PORT: 3000,
      HOST: '127.0.0.1',
      DATA_DIR: '.data',
      MODEL_CONCURRENCY: 50,
      MODEL_TIMEOUT_MS: 60_000,
      WAIT_MAX_S: 60,
      SHUTDOWN_GRACE_MS: 30_000,
      SWEEP_INTERVAL_MS: 15_000,
      LOG_LEVEL: 'info',
      DEMO_PUBLIC: false,
      WEBHOOK_ALLOW_PRIVATE: false,
      WEBHOOK_TIMEOUT_MS: 15_000,
      AUDIT_RETENTION_DAYS: 365,
    });
  });

  test('that are empty count as not set', () => {
    expect(loadSettings({ PORT: '', REDIS_URL: '' })).toMatchObject({ PORT: 3000 });
    expect(faultsOf({ ...required, DATABASE_URL: '' })).toEqual([
      expect.stringMatching(/^DATABASE_URL is required/),
    ]);
  });

  test('are read into what they mean', () => {
    const config = loadConfig({
      ...required,
      REDIS_URL: 'redis://a:1, redis://b:2',
      DEMO_PUBLIC: 'true',
      PORT: '0',
    });
    expect(config).toMatchObject({ REDIS_URL: ['redis://a:1', 'redis://b:2'], DEMO_PUBLIC: true, PORT: 0 });
    expect(config.SECRETS_KEY.map((key) => key.length)).toEqual([32]);
  });

  test('list names without the spaces around them, and no empty ones', () => {
    expect(loadSettings({ MODELS_ALLOWED: 'small, vendor/large' }).MODELS_ALLOWED).toEqual([
      'small',
      'vendor/large',
    ]);
    expect(faultsOf({ ...required, MODELS_ALLOWED: 'small,' })).toEqual([
      'MODELS_ALLOWED must be a comma-separated list of names',
    ]);
  });

  test('may name several keys of secrets, the newest first', () => {
    const keys = [1, 2].map((byte) => Buffer.alloc(32, byte));
    const SECRETS_KEY = keys.map((key) => key.toString('base64')).join(', ');
    expect(loadConfig({ ...required, SECRETS_KEY }).SECRETS_KEY).toEqual(keys);
  });

  test.each([
    ['48 hexadecimal digits', '3f9a1c0e7b5d2846af013c9e8d7b6524a1f0c3e5d7b92864'],
    ['16 random bytes in base64', 'Qk9vS2xvT2tUaGlzMTIzNA'],
  ])('take an operator key of %s', (_, ADMIN_KEY) => {
    expect(loadConfig({ ...required, ADMIN_KEY }).ADMIN_KEY).toBe(ADMIN_KEY);
  });

  test('of costs are numbers, and prices an object', () => {
    const prices = { mine: { input: 0.5, cachedInput: 0.05, output: 2 } };
    const settings = loadSettings({
      SITE_DAILY_TOKENS: '1000000',
      SITE_DAILY_USD: '2.50',
      MODEL_PRICES: JSON.stringify(prices),
      MODEL_REQUESTS_PER_MINUTE: '60',
    });
    expect(settings).toMatchObject({
      SITE_DAILY_TOKENS: 1_000_000,
      SITE_DAILY_USD: 2.5,
      MODEL_PRICES: prices,
      MODEL_REQUESTS_PER_MINUTE: 60,
    });
    const none = loadSettings({});
    expect([none.SITE_DAILY_TOKENS, none.SITE_DAILY_USD, none.MODEL_REQUESTS_PER_MINUTE]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });

  test('list every fault at once, malformed and missing', () => {
    expect(faultsOf({ PORT: 'abc', REDIS_URL: 'http://x', ADMIN_KEY: required.ADMIN_KEY }).sort()).toEqual([
      expect.stringMatching(/^DATABASE_URL is required/),
      'PORT must be a whole number from 0 to 65535',
      expect.stringMatching(/^REDIS_URL must be a URL such as redis:/),
      expect.stringMatching(/^SECRETS_KEY is required/),
    ]);
  });

  test.each([
    ['PORT', '65536'],
    ['PORT', '-1'],
    ['PORT', '3000.5'],
    ['DATABASE_URL', 'mysql://host/db'],
    ['DATABASE_URL', 'localhost'],
    ['REDIS_URL', 'redis://'],
    ['REDIS_URL', 'redis://a:1,'],
    ['REDIS_URL', 'redis+sentinel://a:1,b:2'],
    ['REDIS_URL', 'redis+sentinel://a:1,/primary'],
    ['OPENAI_BASE_URL', 'ftp://host'],
    ['OPENAI_BASE_URL', 'https://shop.openai.azure.com/openai/deployments/gpt?api-version=2025-01-01'],
    ['MODEL_MAX_TOKENS', '0'],
    ['OTEL_EXPORTER_OTLP_ENDPOINT', 'otel-collector:4318'],
    ['OTEL_EXPORTER_OTLP_PROTOCOL', 'grpc'],
    ['OTEL_TRACES_SAMPLER', 'sometimes'],
    ['OTEL_TRACES_SAMPLER_ARG', '10'],
    ['SECRETS_KEY', 'c2hvcnQ='],
    ['SECRETS_KEY', `${required.SECRETS_KEY},c2hvcnQ=`],
    ['SECRETS_KEY', `${required.SECRETS_KEY},`],
    ['ADMIN_KEY', 'short'],
    ['ADMIN_KEY', 'sixteen-letters!'],
    ['ADMIN_KEY', 'thirty-one-characters-are-short'],
    ['ADMIN_KEY', 'a'.repeat(64)],
    ['ADMIN_READ_KEY', 'sixteen-letters!'],
    ['AUDIT_RETENTION_DAYS', '0'],
    ['MODEL_CONCURRENCY', '0'],
    ['MODEL_REQUESTS_PER_MINUTE', '0'],
    ['MODEL_PRICES', 'prices.json'],
    ['MODEL_PRICES', '{"mine": {"input": 1}}'],
    ['MODEL_PRICES', '{"mine": {"input": -1, "output": 1}}'],
    ['MODEL_PRICES', '{"mine": {"input": 1, "output": 1, "cached": 1}}'],
    ['MODEL_PRICES', '[]'],
    ['SITE_DAILY_TOKENS', '1.5'],
    ['SITE_DAILY_TOKENS', '0'],
    ['SITE_DAILY_USD', '$5'],
    ['SITE_DAILY_USD', '-1'],
    ['LOG_LEVEL', 'loud'],
    ['LOG_FORMAT', 'xml'],
    ['DEMO_PUBLIC', 'yes'],
    ['WEBHOOK_ALLOW_PRIVATE', '1'],
    ['WEBHOOK_PROXY_URL', 'socks5://proxy'],
  ])('%s=%s is refused by name, without its value', (name, value) => {
    const faults = faultsOf({ ...required, [name]: value });
    expect(faults).toEqual([expect.stringMatching(new RegExp(`^${name} must `))]);
  });
});

test('an Azure address without a deployment is accepted, and a deployment is refused with the form that works', () => {
  const address = (OPENAI_BASE_URL: string) => faultsOf({ ...required, OPENAI_BASE_URL });
  expect(address('https://shop.openai.azure.com/openai/v1')).toEqual([]);
  expect(address('https://shop.openai.azure.com/openai/deployments/gpt')).toEqual([
    expect.stringContaining('https://RESOURCE.openai.azure.com/openai/v1'),
  ]);
});

test('facts are checked where a model writes, and only there', () => {
  const OPENAI_API_KEY = 'sk';
  const checkOf = (more: Record<string, string>) => factCheckOf(loadConfig({ ...required, ...more }));
  expect(checkOf({ OPENAI_API_KEY })).toBe('warn');
  expect(checkOf({ OPENAI_API_KEY, FACT_CHECK: 'enforce' })).toBe('enforce');
  expect(checkOf({ OPENAI_API_KEY, FACT_CHECK: 'off' })).toBe('off');
  expect(checkOf({})).toBe('off');
  expect(faultsOf({ ...required, FACT_CHECK: 'warn' })).toEqual([
    expect.stringMatching(/^FACT_CHECK needs a model: set OPENAI_API_KEY/),
  ]);
  expect(faultsOf({ ...required, OPENAI_API_KEY, FACT_CHECK: 'yes' })).toEqual([
    'FACT_CHECK must be off, warn or enforce',
  ]);
});

test('one way to authorize at the model server is accepted, and two are refused', () => {
  const OPENAI_BASE_URL = 'https://user:secret@models.internal/v1';
  expect(faultsOf({ ...required, OPENAI_BASE_URL })).toEqual([]);
  const faults = faultsOf({ ...required, OPENAI_BASE_URL, OPENAI_API_KEY: 'sk' });
  expect(faults).toEqual([expect.stringMatching(/^OPENAI_API_KEY cannot be sent together/)]);
  expect(faults.join()).not.toContain('secret');
});
