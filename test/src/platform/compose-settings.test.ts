import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { settingNames } from '../../../src/platform/config.ts';

/** The image sets HOST and its published port is fixed; the others belong to the embedded database. */
const notPassed = ['PORT', 'HOST', 'DATA_DIR', 'DEMO_PUBLIC'];

test('the compose file passes every setting to the service, and nothing that is not a setting', () => {
  const compose = readFileSync('docker-compose.yml', 'utf8');
  const service = compose.slice(compose.indexOf('x-service:'), compose.indexOf('\nservices:'));
  const passed = [...service.matchAll(/^ {4}([A-Z_]+):/gm)].map(([, name]) => name);
  expect(passed.sort()).toEqual(settingNames.filter((name) => !notPassed.includes(name)).sort());
});
