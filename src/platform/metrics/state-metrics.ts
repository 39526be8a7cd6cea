import pTimeout from 'p-timeout';
import { collectDefaultMetrics, Gauge, type Registry } from 'prom-client';
import type { Clock } from '../clock.ts';
import type { Database } from '../database.ts';
import { drainSeconds } from '../drain-time.ts';
import type { Logger } from '../logger.ts';
import type { QueueState, Queues } from '../queues/queues.ts';
import type { Metrics } from './metrics.ts';

/** Several scrapers of a process share what was read in this time. */
const shareMs = 2_000;
/** Below Prometheus's own limit for a scrape. */
const readMs = 3_000;

interface Measured {
  database: Pick<Database, 'pool'>;
  queues: Pick<Queues, 'readState'>;
  metrics: Metrics;
  logger: Logger;
  clock: Clock;
}

/** What of the rows is measured. Ages are in seconds, and 0 if there is no such row. */
interface RowState {
  unfinished: number;
  oldestUnfinished: number;
  endedInMinute: number;
  notEnqueued: number;
  oldestNotEnqueued: number;
  pendingDeliveries: number;
  oldestDueDelivery: number;
  dueEnrollments: number;
  oldestDueEnrollment: number;
  queuedSteps: number;
  pendingReviews: number;
  oldestPendingReview: number;
}

/**
 * Reads the partial indexes follow_up_unfinished, follow_up_awaiting_review, delivery_due and enrollment_due, and
 * follow_up_finished_at_idx for a minute. What a suspended organisation has due or queued does not count, because it
 * waits. $1 is the time by which sequences run.
 */
export const rowStateSql = `
  SELECT * FROM
    (SELECT count(*)::int AS unfinished,
       coalesce(extract(epoch FROM now() - min(created_at)), 0)::float8 AS "oldestUnfinished",
       count(*) FILTER (WHERE enqueued_at IS NULL)::int AS "notEnqueued",
       coalesce(extract(epoch FROM now() - min(created_at) FILTER (WHERE enqueued_at IS NULL)), 0)::float8
         AS "oldestNotEnqueued"
     FROM follow_up WHERE status IN ('queued', 'running')) f,
    (SELECT count(*)::int AS "endedInMinute" FROM follow_up WHERE finished_at > now() - interval '1 minute') e,
    (SELECT count(*)::int AS "pendingDeliveries",
       greatest(coalesce(extract(epoch FROM now() - min(next_attempt_at)), 0), 0)::float8 AS "oldestDueDelivery"
     FROM delivery WHERE status = 'pending') d,
    (SELECT count(*)::int AS "dueEnrollments",
       coalesce(extract(epoch FROM $1::timestamptz - min(n.next_step_at)), 0)::float8 AS "oldestDueEnrollment"
     FROM enrollment n JOIN organisation o ON o.id = n.organisation_id AND o.suspended_at IS NULL
     WHERE n.status = 'active' AND n.next_step_at <= $1) due,
    (SELECT count(*)::int AS "queuedSteps"
     FROM follow_up f JOIN organisation o ON o.id = f.organisation_id AND o.suspended_at IS NULL
     WHERE f.status = 'queued' AND f.enrollment_id IS NOT NULL) steps,
    (SELECT count(*)::int AS "pendingReviews",
       coalesce(extract(epoch FROM now() - min(created_at)), 0)::float8 AS "oldestPendingReview"
     FROM follow_up WHERE status = 'awaiting_review') reviews`;

/**
 * @returns a function that renders all metrics of a process in the text format of Prometheus. Rows and queues are read
 *   when it is called; while one of them is unavailable, its gauges have no value.
 */
export function createMetricsPage(services: Measured): () => Promise<string> {
  const { metrics, database, queues, logger, clock } = services;
  const gauges = createGauges(metrics.registry);

  async function read<State>(
    dependency: string,
    reading: Promise<State>,
    show: (state: State | null) => void,
  ): Promise<void> {
    const state = await pTimeout(reading, { milliseconds: readMs }).catch((err) => {
      logger.debug({ err, dependency }, 'the metrics lack the state of a dependency');
      return null;
    });
    gauges.up.set({ dependency }, state === null ? 0 : 1);
    show(state);
  }

  async function render(): Promise<string> {
    const rows = database.pool
      .query<RowState>(rowStateSql, [clock.now()])
      .then(({ rows: [row] }) => row as RowState);
    await Promise.all([
      read('database', rows, (state) => showRows(gauges, state)),
      read('queue', queues.readState(), (state) => showQueues(gauges, state)),
    ]);
    const { totalCount, idleCount, waitingCount } = database.pool;
    gauges.connections.set({ state: 'busy' }, totalCount - idleCount);
    gauges.connections.set({ state: 'idle' }, idleCount);
    gauges.connections.set({ state: 'awaited' }, waitingCount);
    return metrics.registry.metrics();
  }

  let last: { at: number; page: Promise<string> } | undefined;
  return () => {
    // Its observers start with the first scrape and never end.
    if (!last) collectDefaultMetrics({ register: metrics.registry });
    if (!last || Date.now() - last.at > shareMs) last = { at: Date.now(), page: render() };
    return last.page;
  };
}

type Gauges = ReturnType<typeof createGauges>;

function createGauges(registry: Registry) {
  const gauge = <Label extends string>(name: string, help: string, labelNames: Label[] = []) =>
    new Gauge({ name: `lead_followup_${name}`, help, labelNames, registers: [registry] });
  return {
    up: gauge('dependency_up', 'Whether a dependency answered this scrape.', ['dependency']),
    unfinished: gauge('follow_ups_unfinished', 'Follow-ups that have not ended.'),
    oldestUnfinished: gauge(
      'follow_ups_oldest_unfinished_seconds',
      'Age of the oldest follow-up that has not ended.',
    ),
    drain: gauge(
      'follow_ups_drain_seconds',
      'How long the follow-ups that have not ended take to end, at the rate of the last minute.',
    ),
    notEnqueued: gauge('follow_ups_not_enqueued', 'Accepted follow-ups that the queue has not received.'),
    oldestNotEnqueued: gauge(
      'follow_ups_oldest_not_enqueued_seconds',
      'Age of the oldest follow-up that the queue has not received.',
    ),
    pendingDeliveries: gauge('deliveries_pending', 'Webhooks with an attempt to come.'),
    oldestDueDelivery: gauge(
      'deliveries_oldest_due_seconds',
      'For how long the oldest attempt has been due.',
    ),
    dueEnrollments: gauge('enrollments_due', 'Enrollments whose next step is due and has not started.'),
    oldestDueEnrollment: gauge(
      'enrollments_oldest_due_seconds',
      'For how long the oldest of these steps has been due.',
    ),
    queuedSteps: gauge('sequence_steps_queued', 'Started steps of sequences that wait to be written.'),
    pendingReviews: gauge('reviews_pending', 'Follow-ups that wait for a decision.'),
    oldestPendingReview: gauge(
      'reviews_oldest_pending_seconds',
      'How long ago the oldest follow-up that waits for a decision was accepted.',
    ),
    jobs: gauge('queue_jobs', 'Jobs of a queue by state.', ['queue', 'state']),
    oldestJob: gauge('queue_oldest_job_seconds', 'Age of the oldest waiting job of a queue.', ['queue']),
    connections: gauge('database_connections', 'Connections of the pool of this process.', ['state']),
  };
}

/** An old value would look like a healthy one, so it is not kept. */
function showRows(gauges: Gauges, state: RowState | null): void {
  for (const name of [
    'unfinished',
    'oldestUnfinished',
    'notEnqueued',
    'oldestNotEnqueued',
    'pendingDeliveries',
    'oldestDueDelivery',
    'dueEnrollments',
    'oldestDueEnrollment',
    'queuedSteps',
    'pendingReviews',
    'oldestPendingReview',
  ] as const) {
    if (state) gauges[name].set(state[name]);
    else gauges[name].remove();
  }
  if (!state) {
    gauges.drain.remove();
    return;
  }
  const { unfinished, endedInMinute, oldestUnfinished: oldestUnfinishedS } = state;
  gauges.drain.set(drainSeconds(unfinished, { endedInMinute, oldestUnfinishedS }));
}

function showQueues({ jobs, oldestJob }: Gauges, states: readonly QueueState[] | null): void {
  jobs.reset();
  oldestJob.reset();
  for (const { queue, counts, oldestWaitingMs } of states ?? []) {
    for (const [state, count] of Object.entries(counts)) jobs.set({ queue, state }, count);
    oldestJob.set({ queue }, oldestWaitingMs / 1_000);
  }
}
