import type { Scenario } from '../scenario.ts';
import { accept } from './accept.ts';
import { burst } from './burst.ts';
import { cluster } from './cluster.ts';
import { counts } from './counts.ts';
import { fanOut } from './fan-out.ts';
import { gate } from './gate.ts';
import { growth } from './growth.ts';
import { inFlight } from './in-flight.ts';
import { overhead } from './overhead.ts';
import { peers } from './peers.ts';
import { pipeline } from './pipeline.ts';
import { scaleOut } from './scale-out.ts';
import { waiters } from './waiters.ts';
import { webhooks } from './webhooks.ts';

/** In the order of the table. */
export const scenarios: readonly Scenario[] = [
  accept,
  counts,
  pipeline,
  peers,
  overhead,
  burst,
  fanOut,
  inFlight,
  waiters,
  growth,
  scaleOut,
  cluster,
  gate,
  webhooks,
];
