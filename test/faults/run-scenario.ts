import { mkdir, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { until } from '../harness/until.ts';
import { type Backend, type Cluster, startCluster } from './cluster.ts';
import { countConnections } from './connections.ts';
import { examine, type Findings } from './examine.ts';
import { countUnfinished } from './read-outcomes.ts';
import type { Scenario } from './scenarios/scenario.ts';
import { sendFollowUps } from './send-follow-ups.ts';
import { createTrial } from './trial.ts';

export interface ScenarioResult extends Findings {
  backend: Backend;
  fault: string;
}

/** Runs a scenario on a cluster of its own. The first of its follow-ups is undisturbed and shows what is usual. */
export async function runScenario(
  { name, fault, settings, run }: Scenario,
  backend: Backend,
  followUps: number,
): Promise<ScenarioResult> {
  const cluster = await startCluster(backend, settings);
  try {
    const trial = createTrial(cluster);
    await sendFollowUps(trial, 1);
    await until(async () => (await countUnfinished(cluster.postgres.url)) === 0);
    const baseline = { connections: await countConnections(cluster), calls: cluster.model.calls.length };
    await run(trial, followUps - 1);
    const findings = await examine(trial, baseline);
    if (findings.problems.length > 0) findings.problems.push(await saveOutput(cluster, `${backend}-${name}`));
    return { backend, fault, ...findings };
  } catch (error) {
    throw new Error(
      `${fault}, queue in ${backend}: the scenario itself failed; ${await saveOutput(cluster, `${backend}-${name}`)}`,
      {
        cause: error,
      },
    );
  } finally {
    await cluster.close();
  }
}

/** @returns where the processes' output is, in words */
async function saveOutput({ apis, workers, postgres, redis }: Cluster, name: string): Promise<string> {
  const folder = join(tmpdir(), 'lead-followup-faults', name);
  await mkdir(folder, { recursive: true });
  for (const each of [...apis, ...workers, postgres, ...(redis ? [redis] : [])]) {
    await writeFile(join(folder, `${each.name}.log`), each.output());
  }
  return `see ${folder}`;
}
