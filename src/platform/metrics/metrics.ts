import { Counter, Gauge, Histogram, Registry } from 'prom-client';
import { apiVersion } from '../../contract/version.ts';
import type { Config } from '../config.ts';

/** In seconds: from a check that takes no time to a model that takes minutes. */
const buckets = [0.005, 0.025, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120, 300];

/** Every metric that a process records while it works. `createStateCollector` adds those of the whole installation. */
export type Metrics = ReturnType<typeof createMetrics>;

/**
 * Labels have few values, none of which grows with customers: no ids, no URLs, no texts. All names are listed in
 * docs/monitoring.md.
 */
export function createMetrics(config: Config) {
  const registry = new Registry();
  const registers = [registry];
  const counter = <Label extends string>(name: string, help: string, labelNames: Label[]) =>
    new Counter({ name: `lead_followup_${name}`, help, labelNames, registers });
  const histogram = <Label extends string>(name: string, help: string, labelNames: Label[]) =>
    new Histogram({ name: `lead_followup_${name}`, help, labelNames, registers, buckets });

  new Gauge({
    name: 'lead_followup_info',
    help: 'Always 1; the label is the version.',
    labelNames: ['version'],
    registers,
  }).set({ version: apiVersion }, 1);
  const named = new Set([config.SALES_MODEL, config.COPYWRITER_MODEL, ...(config.MODELS_ALLOWED ?? [])]);

  return {
    registry,
    /** Agents may name any model, so only those of the settings are values of a label. */
    modelLabel: (model: string) => (named.has(model) ? model : 'other'),
    followUpsAccepted: counter('follow_ups_accepted_total', 'Follow-ups that were accepted.', []),
    followUpsEnded: counter('follow_ups_ended_total', 'Follow-ups that ended, by status and error code.', [
      'status',
      'code',
    ]),
    phases: histogram('phase_duration_seconds', 'One attempt of a phase, by phase and outcome.', [
      'phase',
      'outcome',
    ]),
    queueWait: histogram('queue_wait_seconds', 'From the moment a job was due to its first start.', [
      'queue',
    ]),
    modelCalls: histogram('model_call_duration_seconds', 'Calls to the model, by outcome.', [
      'model',
      'step',
      'outcome',
    ]),
    modelTokens: counter('model_tokens_total', 'Tokens of all calls.', ['model', 'kind']),
    modelCost: counter('model_cost_usd_total', 'Cost of the calls whose price is known.', ['model']),
    violations: counter('gate_violations_total', 'What the quality gate found in written messages.', [
      'rule',
      'severity',
    ]),
    repairs: counter('repairs_total', 'Rejected messages that were written again, by the verdict on them.', [
      'outcome',
    ]),
    deliveries: histogram('delivery_duration_seconds', 'Attempts to send a webhook, by outcome.', [
      'outcome',
    ]),
    stepsStarted: counter('sequence_steps_started_total', 'Steps of sequences that were started.', []),
    stepsCompleted: counter(
      'sequence_steps_completed_total',
      'Steps of sequences whose messages were published.',
      [],
    ),
    enrollmentsEnded: counter(
      'enrollments_ended_total',
      'Enrollments that ended, by status and by what stopped them.',
      ['status', 'reason'],
    ),
    schedulerFailures: counter(
      'scheduler_failures_total',
      'Failures of the scheduler of sequences, without outages of the database.',
      [],
    ),
    reviewsDecided: counter('reviews_decided_total', 'Reviews that were decided or expired.', ['decision']),
    orphans: counter('orphans_total', 'Follow-ups that the sweeper enqueued or settled.', ['state']),
    sweeps: histogram('sweep_duration_seconds', 'Sweeps of this process, by outcome.', ['outcome']),
    httpRequests: histogram('http_request_duration_seconds', 'Requests by route and status.', [
      'method',
      'route',
      'status',
    ]),
  };
}
