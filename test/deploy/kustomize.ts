import { existsSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { parseAllDocuments } from 'yaml';

export interface Manifest {
  apiVersion: string;
  kind: string;
  metadata: { name: string; labels?: Record<string, string>; namespace?: string };
  spec?: unknown;
  data?: Record<string, string>;
}

interface Kustomization {
  resources?: string[];
  components?: string[];
  namespace?: string;
  images?: { name: string; newName?: string; newTag?: string }[];
  configMapGenerator?: {
    name: string;
    behavior?: 'create' | 'merge';
    literals?: string[];
    options?: { labels?: Record<string, string> };
  }[];
  patches?: { target: { kind: string; name: string }; patch: string }[];
}

export interface Build {
  manifests: Manifest[];
  /** Paths of everything that was read. */
  files: Set<string>;
}

/**
 * What kustomize makes of a folder, as far as this project uses it: resources, components, generated ConfigMaps, images,
 * namespace, and patches that remove. @throws Error for anything else, and for what does not exist
 */
export function build(folder: string, into: Build = { manifests: [], files: new Set() }): Build {
  const kustomization = readOne(join(folder, 'kustomization.yaml'), into.files);
  const known = [
    'apiVersion',
    'kind',
    'resources',
    'components',
    'namespace',
    'images',
    'configMapGenerator',
    'patches',
  ];
  const unknown = Object.keys(kustomization).filter((key) => !known.includes(key));
  if (unknown.length > 0) throw new Error(`${folder}: this test does not know ${unknown.join(', ')}`);

  for (const name of [...(kustomization.resources ?? []), ...(kustomization.components ?? [])]) {
    const path = join(folder, name);
    if (!existsSync(path)) throw new Error(`${folder}: ${name} does not exist`);
    if (statSync(path).isDirectory()) build(path, into);
    else into.manifests.push(...readAll<Manifest>(path, into.files));
  }
  for (const generator of kustomization.configMapGenerator ?? []) generate(generator, into.manifests);
  for (const { target, patch } of kustomization.patches ?? []) {
    for (const operation of parseAllDocuments(patch)[0]?.toJS() ?? [])
      remove(operation, find(into, target.kind, target.name));
  }
  for (const manifest of into.manifests) {
    if (kustomization.namespace) manifest.metadata.namespace = kustomization.namespace;
    for (const image of kustomization.images ?? []) replaceImage(manifest, image);
  }
  return into;
}

/** @throws Error if there is none */
export function find({ manifests }: Build, kind: string, name: string): Manifest {
  const found = manifests.find((manifest) => manifest.kind === kind && manifest.metadata.name === name);
  if (!found) throw new Error(`there is no ${kind} ${name}`);
  return found;
}

function readOne(path: string, files: Set<string>): Kustomization {
  const [document] = readAll<Kustomization>(path, files);
  if (!document) throw new Error(`${path} is empty`);
  return document;
}

function readAll<Document>(path: string, files: Set<string>): Document[] {
  files.add(relative('.', path));
  return parseAllDocuments(readFileSync(path, 'utf8')).map((document) => {
    // A key that stands twice is an error too.
    const [error] = document.errors;
    if (error) throw new Error(`${path}: ${error.message}`);
    return document.toJS() as Document;
  });
}

function generate(
  {
    name,
    behavior = 'create',
    literals = [],
    options,
  }: NonNullable<Kustomization['configMapGenerator']>[number],
  manifests: Manifest[],
): void {
  const data = Object.fromEntries(
    literals.map((literal) => [
      literal.slice(0, literal.indexOf('=')),
      literal.slice(literal.indexOf('=') + 1),
    ]),
  );
  const existing = manifests.find(
    (manifest) => manifest.kind === 'ConfigMap' && manifest.metadata.name === name,
  );
  if (behavior === 'merge') {
    if (!existing) throw new Error(`there is no ConfigMap ${name} to merge with`);
    existing.data = { ...existing.data, ...data };
  } else {
    if (existing) throw new Error(`the ConfigMap ${name} exists`);
    manifests.push({
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name, labels: options?.labels ?? {} },
      data,
    });
  }
}

function remove({ op, path }: { op: string; path: string }, manifest: Manifest): void {
  if (op !== 'remove') throw new Error(`this test does not know the operation ${op}`);
  const keys = path.split('/').slice(1);
  const last = keys.pop() ?? '';
  let parent: unknown = manifest;
  for (const key of keys) parent = (parent as Record<string, unknown>)[key];
  if (!Object.hasOwn(parent as object, last))
    throw new Error(`${manifest.metadata.name} has no ${path} to remove`);
  delete (parent as Record<string, unknown>)[last];
}

function replaceImage(
  part: unknown,
  { name, newName = name, newTag }: { name: string; newName?: string; newTag?: string },
): void {
  if (typeof part !== 'object' || part === null) return;
  const record = part as Record<string, unknown>;
  if (record['image'] === name) record['image'] = newTag ? `${newName}:${newTag}` : newName;
  for (const value of Object.values(record))
    replaceImage(value, newTag ? { name, newName, newTag } : { name, newName });
}
