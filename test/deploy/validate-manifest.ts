import type { Manifest } from './kustomize.ts';

/** A kind's class in kubernetes-models. */
interface Model {
  prototype: { validate(this: unknown): void };
}

/**
 * Checks a manifest with the schema of its kind.
 * @returns what is wrong, or an empty list. A field that the schema does not know is wrong too
 */
export async function validateManifest(manifest: Manifest): Promise<string[]> {
  const { apiVersion, kind, metadata } = manifest;
  const where = `${kind} ${metadata.name}`;
  const from = apiVersion.includes('keda.sh') ? '@kubernetes-models/keda' : 'kubernetes-models';
  const models = (await import(`${from}/${apiVersion}`)) as Record<string, Model>;
  const model = models[kind];
  if (!model) return [`${where}: ${apiVersion} has no such kind`];
  const read = new Map<object, Set<string> | 'all'>();
  try {
    // A new instance would hold a copy of the manifest.
    model.prototype.validate.call(watch(manifest, read));
  } catch (error) {
    return [`${where}: ${error instanceof Error ? error.message : error}`];
  }
  return unreadFields(manifest, read).map((path) => `${where}: there is no field ${path}`);
}

/**
 * The schemas of Kubernetes allow unknown fields, which its API server drops or refuses. A validator reads all fields that
 * its schema names, so a field that it has not read is unknown. It lists the keys of a map of any names.
 */
function watch(value: unknown, read: Map<object, Set<string> | 'all'>): unknown {
  if (typeof value !== 'object' || value === null) return value;
  const names = new Set<string>();
  read.set(value, names);
  const children = new Map<string, unknown>();
  return new Proxy(value, {
    get(target, key, receiver) {
      const field: unknown = Reflect.get(target, key, receiver);
      if (typeof key === 'symbol' || typeof field === 'function') return field;
      names.add(key);
      if (!children.has(key)) children.set(key, watch(field, read));
      return children.get(key);
    },
    ownKeys(target) {
      read.set(target, 'all');
      return Reflect.ownKeys(target);
    },
  });
}

function unreadFields(value: unknown, read: Map<object, Set<string> | 'all'>, path = ''): string[] {
  if (typeof value !== 'object' || value === null) return [];
  const names = read.get(value);
  return Object.entries(value).flatMap(([key, field]) => {
    const own = `${path}/${key}`;
    if (names !== 'all' && !names?.has(key)) return [own];
    return unreadFields(field, read, own);
  });
}
