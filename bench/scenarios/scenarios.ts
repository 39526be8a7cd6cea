import type { Scenario } from '../scenario.ts';
import { accept } from './accept.ts';
import { burst } from './burst.ts';
import { counts } from './counts.ts';
import { gate } from './gate.ts';
import { overhead } from './overhead.ts';
import { pipeline } from './pipeline.ts';
import { webhooks } from './webhooks.ts';

/** In the order of the table. */
export const scenarios: readonly Scenario[] = [accept, counts, pipeline, overhead, burst, gate, webhooks];
