import type { Status } from '../../src/contract/status.ts';
import type { Cluster } from './cluster.ts';
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
  /** The id of each follow-up that was accepted, by its marker. */
  accepted: Map<string, string>;
  /** What clients were told of how follow-ups ended. */
  told: { id: string; status: Status }[];
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
    disturbances,
    async disturb(act, workers = cluster.workers) {
      const from = Date.now();
      await act();
      disturbances.push({ from, to: Date.now(), workers: workers.map(({ name }) => name) });
    },
  };
}
