import { expect, test } from '@jest/globals';
import { settingNames } from '../../../src/platform/config.ts';
import { findMisspelledSettings } from '../../../src/platform/misspelled-settings.ts';

test.each([
  ['MODEL_CONCURENCY', 'MODEL_CONCURRENCY'],
  ['REDIS_URI', 'REDIS_URL'],
  ['DATABASE_URI', 'DATABASE_URL'],
  ['OPENAI_APIKEY', 'OPENAI_API_KEY'],
  ['SHUTDOWN_GRACE', 'SHUTDOWN_GRACE_MS'],
  ['WEBHOOK_ALOW_PRIVATE', 'WEBHOOK_ALLOW_PRIVATE'],
])('%s is taken for a misspelling of %s', (name, meant) => {
  expect(findMisspelledSettings({ [name]: 'x' })).toEqual([
    `${name} is not a setting and is ignored: did you mean ${meant}?`,
  ]);
});

test('settings and variables of other programs are not', () => {
  const others =
    'PATH HOME HOSTNAME HOST PORT PORTS USER SHELL LANG TERM PWD NODE_ENV NODE_OPTIONS CI TZ EDITOR LOGNAME MAIL DISPLAY POSTGRES_PASSWORD POSTGRES_URL ' +
    'PGHOST REDIS_PASSWORD OPENAI_LOG OPENAI_ORG_ID AWS_REGION KUBERNETES_PORT npm_config_registry DATABASE_NAME MODEL_NAME ADMIN_EMAIL SITE_URL';
  const names = [...others.split(' '), ...settingNames];
  expect(findMisspelledSettings(Object.fromEntries(names.map((name) => [name, 'x'])))).toEqual([]);
});
