import { sendFollowUps } from '../send-follow-ups.ts';
import type { Scenario } from './scenario.ts';

const timeoutMs = 2_000;
const settings = { MODEL_TIMEOUT_MS: String(timeoutMs) };

export const lateAnswers: readonly Scenario[] = [
  {
    name: 'model-hangs',
    fault: 'a model that hangs once in each phase',
    settings,
    async run(trial, followUps) {
      trial.cluster.model.treat((_call, earlier) => (earlier === 0 ? { kind: 'hang' } : undefined));
      await trial.disturb(() => sendFollowUps(trial, followUps), []);
    },
  },
  {
    name: 'model-late',
    fault: 'answers that come after the time-out',
    settings,
    async run(trial, followUps) {
      const late = { kind: 'slow', afterMs: timeoutMs + 100, next: { kind: 'empty' } } as const;
      trial.cluster.model.treat((_call, earlier) => (earlier === 0 ? late : undefined));
      await trial.disturb(() => sendFollowUps(trial, followUps), []);
    },
  },
];
