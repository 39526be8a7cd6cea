import { demoIds } from '../../prisma/demo-data.ts';
import type { Principal } from '../../src/contract/principal.ts';

/** An admin key of the demo organisation, for tests that call a use case directly. */
export const demoAdmin: Principal = {
  organisationId: demoIds.organisation,
  apiKeyId: 'key_of_a_test',
  scopes: ['admin'],
  siteId: null,
  requestsPerMinute: null,
  address: '127.0.0.1',
};
