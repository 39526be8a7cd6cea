import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { expect, test } from '@jest/globals';
import { type ModuleItem, parseSync } from '@swc/core';

const root = resolve(import.meta.dirname, '..');

interface SourceFile {
  /** From the root, such as src/commands/state.ts */
  path: string;
  text: string;
  items: ModuleItem[];
  /** Project files as paths from the root, packages by their specifier. */
  imports: string[];
}

function readFolder(folder: string): SourceFile[] {
  const names = readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' });
  return names
    .filter((name) => /\.tsx?$/.test(name) && !name.startsWith('platform/generated'))
    .map((name) => readSource(join(folder, name)));
}

function readSource(path: string): SourceFile {
  const text = readFileSync(join(root, path), 'utf8');
  const items = parseSync(text, { syntax: 'typescript', tsx: path.endsWith('.tsx'), target: 'es2022' }).body;
  const specifiers = items.flatMap((item) =>
    (item.type === 'ImportDeclaration' ||
      item.type === 'ExportNamedDeclaration' ||
      item.type === 'ExportAllDeclaration') &&
    item.source
      ? [item.source.value]
      : [],
  );
  const imports = specifiers.map((specifier) =>
    specifier.startsWith('.') ? relative(root, resolve(root, dirname(path), specifier)) : specifier,
  );
  return { path, text, items, imports };
}

const src = readFolder('src');
const files = [...src, ...readFolder('api'), ...readFolder('workers'), ...readFolder('web/src')];

/** `src/commands/transitions.ts` → `commands`; outside src the top folder. */
function roomOf(path: string): string {
  const [top = '', second = ''] = path.split('/');
  return top === 'src' ? second : top;
}

/** The floors: which rooms each room may look into, beside itself. */
const ground = ['platform', 'contract', 'quality'];
const middle = ['commands', 'webhooks', 'generation', 'directory'];
const mayImport: Record<string, readonly string[]> = {
  contract: [],
  quality: ['contract'],
  'offline-writer': ['contract'],
  platform: ['contract', 'offline-writer'],
  ...Object.fromEntries(middle.map((room) => [room, ground])),
  'follow-ups': [...middle, ...ground],
  sequences: ['follow-ups', ...middle, ...ground],
  api: ['sequences', 'follow-ups', ...middle, ...ground],
  workers: ['sequences', 'follow-ups', ...middle, ...ground],
  web: ['contract'],
};

/** `path: what it may not do`, for a list that reads well when it is not empty. */
function offences(check: (file: SourceFile) => string[]): string[] {
  return files.flatMap((file) => check(file).map((offence) => `${file.path}: ${offence}`));
}

test('each room imports only from the floors below it', () => {
  expect(
    offences(({ path, imports }) => {
      const room = roomOf(path);
      const allowed = mayImport[room];
      if (!allowed) return [`${room} is no room of the map`];
      const projectImports = imports.filter((specifier) =>
        /^(src|api|workers|web|scripts|test|prisma)\//.test(specifier),
      );
      return projectImports.filter(
        (specifier) => roomOf(specifier) !== room && !allowed.includes(roomOf(specifier)),
      );
    }),
  ).toEqual([]);
});

test('no file imports itself over others', () => {
  const importsOf = new Map(files.map(({ path, imports }) => [path, imports]));
  // What leads into no circle is looked at once: the ways through the graph are too many to walk.
  const clear = new Set<string>();
  const circle = (path: string, trail: readonly string[]): string | null => {
    if (trail.includes(path)) return [...trail.slice(trail.indexOf(path)), path].join(' → ');
    if (clear.has(path)) return null;
    for (const next of importsOf.get(path) ?? []) {
      const found = importsOf.has(next) ? circle(next, [...trail, path]) : null;
      if (found) return found;
    }
    clear.add(path);
    return null;
  };
  expect(files.map(({ path }) => circle(path, [])).filter(Boolean)).toEqual([]);
});

const openTelemetry = Object.keys(
  (JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { dependencies: object }).dependencies,
).filter((name) => name.startsWith('@opentelemetry/'));

test('packages that touch the outside are imported where the map says', () => {
  const homes: Record<string, RegExp> = {
    bullmq: /^(src\/platform\/|workers\/)/,
    ioredis: /^src\/platform\//,
    openai: /^src\/platform\//,
    pino: /^src\/platform\//,
    pg: /^src\/platform\//,
    '@prisma/client': /^src\/platform\//,
    '@prisma/adapter-pg': /^src\/platform\//,
    express: /^api\//,
    preact: /^web\//,
    ...Object.fromEntries(openTelemetry.map((name) => [name, /^src\/platform\/tracing\//])),
  };
  expect(
    offences(({ path, imports }) =>
      imports.filter((specifier) => {
        const home = homes[specifier.startsWith('@') ? specifier : (specifier.split('/')[0] ?? '')];
        return home !== undefined && !home.test(path);
      }),
    ),
  ).toEqual([]);
});

test('contract, quality and the state machine know no IO, clock or randomness', () => {
  expect(
    offences(({ path, text, imports }) => {
      if (!/^src\/(contract|quality)\/|^src\/commands\/state\.ts$/.test(path)) return [];
      const impure = text.match(/\bDate\.now\b|\bnew Date\(\)|\bMath\.random\b|\bprocess\.|\bfetch\(/g) ?? [];
      return [...imports.filter((specifier) => specifier.startsWith('node:')), ...impure];
    }),
  ).toEqual([]);
});

test('only a main.ts reads the environment', () => {
  expect(
    offences(({ path, text }) => (path.endsWith('/main.ts') ? [] : (text.match(/\bprocess\.env\b/g) ?? []))),
  ).toEqual([]);
});

test('importing a module does nothing', () => {
  expect(
    offences(({ path, items }) =>
      /\/main\.tsx?$/.test(path)
        ? []
        : items
            .filter(({ type }) => type === 'ExpressionStatement')
            .map(() => 'a statement that runs when imported'),
    ),
  ).toEqual([]);
});

test('no file has grown beyond what one reads at once', () => {
  expect(
    offences(({ path, text }) => {
      // A record of a language is a list of words.
      const most = path.startsWith('src/quality/languages/') ? 400 : 260;
      return text.split('\n').length > most ? [`more than ${most} lines`] : [];
    }),
  ).toEqual([]);
});
