import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { loadConfig, settingNames } from '../../src/platform/config.ts';
import { build, find, type Manifest } from './kustomize.ts';
import { validateManifest } from './validate-manifest.ts';

const folder = 'deploy/kubernetes';
const base = build(`${folder}/base`);
const example = build(`${folder}/overlays/example`);
const builds = { base, example };

type Labels = Record<string, string>;

interface Container {
  name: string;
  image: string;
  args: string[];
  ports?: { name: string; containerPort: number }[];
  envFrom: { configMapRef: { name: string } }[];
  env: { name: string; value?: string; valueFrom: { secretKeyRef: { key: string; optional?: boolean } } }[];
  securityContext: object;
  resources: { requests: object; limits: object };
  volumeMounts: { name: string; mountPath: string }[];
  startupProbe?: Probe;
  livenessProbe?: Probe;
  readinessProbe?: Probe;
}

interface Probe {
  httpGet: { path: string; port: string };
}

interface Workload extends Manifest {
  spec: {
    replicas?: number;
    selector?: { matchLabels: Labels };
    template: {
      metadata: { labels: Labels; annotations?: Labels };
      spec: {
        containers: Container[];
        securityContext: object;
        volumes: { name: string; emptyDir?: object }[];
        terminationGracePeriodSeconds?: number;
        serviceAccountName: string;
      };
    };
  };
}

const workloadKinds = ['Deployment', 'Job'];
const workloads = (base.manifests.filter(({ kind }) => workloadKinds.includes(kind)) as Workload[]).map(
  (workload) => {
    const [container] = workload.spec.template.spec.containers;
    if (!container) throw new Error(`${workload.metadata.name} has no container`);
    return { name: workload.metadata.name, workload, pod: workload.spec.template, container };
  },
);
const settings = find(example, 'ConfigMap', 'lead-followup').data ?? {};

/** A setting's value in a workload; those of secrets are made up. */
function environmentOf({ env }: Container): Record<string, string> {
  const secrets: Record<string, string> = {
    DATABASE_URL: 'postgresql://user:password@postgres:5432/lead_followup',
    DIRECT_DATABASE_URL: 'postgresql://user:password@postgres:5432/lead_followup',
    REDIS_URL: 'rediss://:password@redis:6379',
    SECRETS_KEY: Buffer.alloc(32, 7).toString('base64'),
    ADMIN_KEY: 'the-operators-key-of-the-tests-01',
    ADMIN_READ_KEY: 'the-operators-key-of-the-tests-02',
    OPENAI_API_KEY: 'key',
  };
  const named = env.map(({ name, valueFrom }) => [name, secrets[valueFrom.secretKeyRef.key] ?? ''] as const);
  return { ...settings, ...Object.fromEntries(named) };
}

test.each(Object.entries(builds))(
  'each manifest of %s fits the schema of its kind',
  async (_name, { manifests }) => {
    expect(manifests.length).toBeGreaterThan(10);
    // One after the other: jest cannot load a module twice at the same time.
    for (const manifest of manifests) expect(await validateManifest(manifest)).toEqual([]);
  },
);

test('the check of the schemas finds a wrong type, a missing field and a field that does not exist', async () => {
  const broken = structuredClone(find(base, 'Deployment', 'lead-followup-api')) as Omit<Workload, 'spec'> & {
    spec: Workload['spec'] & Record<string, unknown>;
  };
  Object.assign(broken.spec, { replicas: '2' });
  expect(await validateManifest(broken)).toEqual([expect.stringContaining('replicas must be integer')]);
  delete broken.spec['replicas'];
  const [container] = broken.spec.template.spec.containers;
  Object.assign(container?.readinessProbe ?? {}, { periodSecond: 5 });
  Object.assign(broken.spec.template.spec, { terminationGracePeriod: 5 });
  expect(await validateManifest(broken)).toEqual([
    'Deployment lead-followup-api: there is no field /spec/template/spec/containers/0/readinessProbe/periodSecond',
    'Deployment lead-followup-api: there is no field /spec/template/spec/terminationGracePeriod',
  ]);
  delete broken.spec['selector'];
  expect(await validateManifest(broken)).toEqual([expect.stringContaining('required property selector')]);
  expect(await validateManifest({ ...broken, kind: 'Deploymnt' })).toEqual([
    expect.stringContaining('no such kind'),
  ]);
  const scaled = structuredClone(find(example, 'ScaledObject', 'lead-followup-workers'));
  Object.assign(scaled.spec as object, { minReplicas: 2 });
  expect(await validateManifest(scaled)).toEqual([
    expect.stringContaining('there is no field /spec/minReplicas'),
  ]);
});

test('every file belongs to the example', () => {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.yaml'),
  );
  expect([...example.files].sort()).toEqual(files.map((name) => join(folder, name)).sort());
});

test('no two manifests have the same kind and name', () => {
  const names = example.manifests.map(({ kind, metadata }) => `${kind} ${metadata.name}`);
  expect(new Set(names).size).toBe(names.length);
});

test('selectors match the pods that they are for', () => {
  const pods = workloads.map(({ pod }) => pod.metadata.labels);
  const matches = (selector: Labels) =>
    pods.filter((labels) => Object.entries(selector).every(([key, value]) => labels[key] === value));
  for (const { workload, pod } of workloads) {
    if (workload.kind === 'Deployment')
      expect(matches(workload.spec.selector?.matchLabels ?? {})).toEqual([pod.metadata.labels]);
  }
  for (const { kind, metadata, spec } of base.manifests) {
    const own = metadata.labels?.['app.kubernetes.io/component'];
    if (kind === 'Service') expect(matches((spec as { selector: Labels }).selector)).toHaveLength(1);
    if (kind === 'PodDisruptionBudget') {
      const { matchLabels } = (spec as { selector: { matchLabels: Labels } }).selector;
      expect(matchLabels['app.kubernetes.io/component']).toBe(own);
      expect(matches(matchLabels)).toHaveLength(1);
    }
    if (kind === 'NetworkPolicy') {
      const { matchLabels } = (spec as { podSelector: { matchLabels: Labels } }).podSelector;
      expect(matches(matchLabels).length).toBeGreaterThan(0);
    }
  }
});

test('ports, accounts, budgets and scalers refer to what exists', () => {
  for (const { container, pod } of workloads) {
    find(base, 'ServiceAccount', pod.spec.serviceAccountName);
    for (const { configMapRef } of container.envFrom) find(base, 'ConfigMap', configMapRef.name);
    for (const probe of [container.startupProbe, container.livenessProbe, container.readinessProbe]) {
      if (probe) expect(container.ports?.map(({ name }) => name)).toContain(probe.httpGet.port);
    }
  }
  const portNames = workloads.flatMap(({ container }) => container.ports ?? []).map(({ name }) => name);
  for (const { kind, spec } of base.manifests) {
    if (kind !== 'Service') continue;
    for (const port of (spec as { ports: { targetPort: string }[] }).ports)
      expect(portNames).toContain(port.targetPort);
  }
  for (const kind of ['HorizontalPodAutoscaler', 'ScaledObject']) {
    for (const { spec } of example.manifests.filter((manifest) => manifest.kind === kind)) {
      const { name } = (spec as { scaleTargetRef: { name: string } }).scaleTargetRef;
      // Otherwise each apply would undo what the scaler has decided.
      expect((find(example, 'Deployment', name) as Workload).spec.replicas).toBeUndefined();
    }
  }
});

test.each(workloads)(
  '$name: its settings exist and are accepted, and secrets are references',
  ({ container }) => {
    for (const { name, value, valueFrom } of container.env) {
      expect(settingNames).toContain(name);
      expect([name, value, valueFrom.secretKeyRef.key]).toEqual([name, undefined, name]);
    }
    for (const name of Object.keys(settings)) {
      expect(settingNames).toContain(name);
      expect(name).not.toMatch(/KEY|PASSWORD|_URL$/);
    }
    if (container.name === 'migrate') return;
    const config = loadConfig(environmentOf(container));
    const ports = Object.fromEntries(
      (container.ports ?? []).map(({ name, containerPort }) => [name, containerPort]),
    );
    expect(ports['metrics']).toBe(config.METRICS_PORT);
    expect(ports['http'] ?? config.PORT).toBe(config.PORT);
    expect(ports['health'] ?? config.WORKER_HEALTH_PORT).toBe(config.WORKER_HEALTH_PORT);
  },
);

test.each(workloads)(
  '$name: is ended only after it has drained, finished its work and handed back the rest',
  ({ pod, container }) => {
    if (container.name === 'migrate') return;
    const { SHUTDOWN_DRAIN_MS, SHUTDOWN_GRACE_MS } = loadConfig(environmentOf(container));
    const drainMs = container.name === 'api' ? SHUTDOWN_DRAIN_MS : 0;
    expect(SHUTDOWN_DRAIN_MS).toBeGreaterThan(0);
    expect((pod.spec.terminationGracePeriodSeconds ?? 0) * 1_000).toBeGreaterThan(
      drainMs + SHUTDOWN_GRACE_MS + 5_000,
    );
  },
);

test.each(workloads)(
  '$name: has no rights, writes only to a temporary folder, and has limits',
  ({ pod, container }) => {
    expect(pod.spec.securityContext).toMatchObject({
      runAsNonRoot: true,
      runAsUser: expect.any(Number),
      seccompProfile: { type: 'RuntimeDefault' },
    });
    expect(container.securityContext).toEqual({
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
      capabilities: { drop: ['ALL'] },
    });
    expect(container.volumeMounts).toEqual([{ name: 'tmp', mountPath: '/tmp' }]);
    expect(pod.spec.volumes).toEqual([{ name: 'tmp', emptyDir: expect.any(Object) }]);
    expect(container.resources).toEqual({
      requests: { cpu: expect.any(String), memory: expect.any(String) },
      limits: { memory: expect.any(String) },
    });
  },
);

test('the processes are probed, and the image has an exact version', () => {
  for (const { container, pod } of workloads) {
    if (container.name === 'migrate') continue;
    expect(container.startupProbe?.httpGet.path).toBe('/health/live');
    expect(container.livenessProbe?.httpGet.path).toBe('/health/live');
    expect(container.readinessProbe?.httpGet.path).toBe('/health/ready');
    expect(pod.metadata.annotations?.['prometheus.io/port']).toBe(settings['METRICS_PORT']);
  }
  for (const { spec } of example.manifests.filter(({ kind }) => workloadKinds.includes(kind)) as Workload[]) {
    expect(spec.template.spec.containers[0]?.image).toMatch(
      /^registry\.example\/lead-followup:\d+\.\d+\.\d+$/,
    );
  }
});
