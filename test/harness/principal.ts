import { demoIds } from '../../prisma/demo-data.ts';
import type { Principal } from '../../src/contract/principal.ts';

export const noLimits = {
  requests_per_minute: null,
  daily_tokens: null,
  daily_usd: null,
  follow_ups_in_flight: null,
  open_streams: null,
};

/** An admin key of the demo organisation, for tests that call a use case directly. */
export const demoAdmin: Principal = {
  organisationId: demoIds.organisation,
  apiKeyId: 'key_of_a_test',
  scopes: ['admin'],
  siteId: null,
  requestsPerMinute: null,
  limits: noLimits,
  address: '127.0.0.1',
};
