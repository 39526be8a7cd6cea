import type { FollowUpStatus } from '../../src/contract/status.ts';
import type { Cluster } from './cluster.ts';
import type { Reviewers } from './review-follow-ups.ts';
import type { Restartable } from './servers/restartable.ts';

/** A time in which processes lost what they were doing; in milliseconds since 1970. */
export interface Disturbance {
  from: number;
  to: number;
  /** The names of the workers that it hit. */
  workers: readonly string[];
}

/** One fault on one cluster, and what its clients have seen. */
export interface Trial {
  cluster: Cluster;
  /** The id of each follow-up or enrollment that was accepted, by its marker. */
  accepted: Map<string, string>;
  /** What clients were told of how follow-ups ended. */
  told: { id: string; status: FollowUpStatus }[];
  /** The markers of the leads that have replied. */
  replied: Set<string>;
  /** How many model calls clients have ordered beside those that each follow-up makes. */
  orderedCalls: number;
  /** Null where nothing is reviewed. */
  reviewers: Reviewers | null;
  disturbances: Disturbance[];
  /** Does what disturbs the workers (all of them if not named) and remembers when. */
  disturb(act: () => unknown, workers?: readonly Restartable[]): Promise<void>;
}

export function createTrial(cluster: Cluster): Trial {
  const disturbances: Disturbance[] = [];
  return {
    cluster,
    accepted: new Map(),
    told: [],
    replied: new Set(),
    orderedCalls: 0,
    reviewers: null,
    disturbances,
    async disturb(act, workers = cluster.workers) {
      const from = Date.now();
      await act();
      disturbances.push({ from, to: Date.now(), workers: workers.map(({ name }) => name) });
    },
  };
}

/** From the end of the last fault to the last of these ends. */
export function recoverySeconds(
  { disturbances }: Trial,
  rows: readonly { finishedAt: number | null }[],
): string {
  const over = Math.max(...disturbances.map(({ to }) => to));
  const lastMs = Math.max(0, ...rows.map(({ finishedAt }) => (finishedAt ?? over) - over));
  return `${(lastMs / 1_000).toFixed(1)} s`;
}
