import { mkdir, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Backend, type Cluster, startCluster } from './cluster.ts';
import { countConnections } from './connections.ts';
import { followUps } from './examine-follow-ups.ts';
import type { Scenario } from './scenarios/scenario.ts';
import type { Findings } from './subject.ts';
import { createTrial } from './trial.ts';
import { endWithinMs, waitForZero } from './wait-for-zero.ts';

export interface ScenarioResult extends Findings {
  backend: Backend;
  fault: string;
}

/** Runs a scenario on a cluster of its own. The first of its follow-ups is undisturbed and shows what is usual. */
export async function runScenario(
  { name, fault, subject = followUps, settings, run }: Scenario,
  backend: Backend,
  count: number,
): Promise<ScenarioResult> {
  const cluster = await startCluster(backend, settings);
  const trial = createTrial(cluster);
  try {
    subject.attend(trial);
    await subject.send(trial, 1);
    const unfinished = await waitForZero(() => subject.countUnfinished(cluster.postgres.url), endWithinMs);
    if (unfinished > 0) throw new Error('the undisturbed one did not end');
    const baseline = { connections: await countConnections(cluster), calls: cluster.model.calls.length };
    await run(trial, count - 1);
    const findings = await subject.examine(trial, baseline);
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
    // Its own failure is told by the examination, or is a consequence of what failed before.
    await trial.reviewers?.stop().catch(() => undefined);
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
