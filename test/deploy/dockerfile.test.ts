import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { DockerfileParser } from 'dockerfile-ast';
import { validate } from 'dockerfile-utils';
import { parse } from 'yaml';
import { settingNames } from '../../src/platform/config.ts';

/** What hadolint would say of a Dockerfile, as far as it matters here: an empty list is good. */
function faultsOf(text: string): string[] {
  const file = DockerfileParser.parse(text);
  const faults = validate(text).map(({ message }) => String(message));
  const instructions = file.getInstructions().map((instruction) => ({
    keyword: instruction.getKeyword(),
    args: instruction.getArguments().map((argument) => argument.getValue()),
  }));
  const stages = file.getFROMs();
  const stageNames = stages.map((stage) => stage.getBuildStage());
  for (const stage of stages) {
    const image = stage.getImage() ?? '';
    if (
      !stageNames.includes(image) &&
      !/^[a-z0-9./-]+:\d+\.\d+\.\d+(-[a-z0-9]+)?(@sha256:[0-9a-f]{64})?$/.test(image)
    )
      faults.push(`the image ${image} has no exact version`);
  }
  const last = instructions.slice(instructions.findLastIndex(({ keyword }) => keyword === 'FROM'));
  const user = last.findLast(({ keyword }) => keyword === 'USER')?.args[0];
  if (!user || /^(root|0)(:|$)/.test(user)) faults.push('the image runs as root');
  for (const keyword of ['HEALTHCHECK', 'ENTRYPOINT']) {
    if (!last.some((instruction) => instruction.keyword === keyword))
      faults.push(`the image has no ${keyword}`);
  }
  if (last.some(({ keyword }) => keyword === 'RUN')) faults.push('the last stage builds');
  for (const { keyword, args } of instructions) {
    if (keyword === 'ADD') faults.push('ADD may download or unpack: use COPY');
    const isShell = ['ENTRYPOINT', 'CMD'].includes(keyword) && !args[0]?.startsWith('[');
    if (isShell) faults.push(`${keyword} starts a shell, which does not pass signals on`);
    if (keyword === 'RUN' && /\bnpm (install|i)\b/.test(args.join(' ')))
      faults.push('npm install ignores the lockfile: use npm ci');
    if (keyword === 'COPY' && args.join(' ').includes('.env')) faults.push('secrets are copied');
  }
  return faults;
}

const dockerfile = readFileSync('Dockerfile', 'utf8');

test('the Dockerfile keeps to the rules', () => {
  expect(faultsOf(dockerfile)).toEqual([]);
  const stages = DockerfileParser.parse(dockerfile).getFROMs();
  expect(stages.length).toBeGreaterThan(1);
  for (const variable of DockerfileParser.parse(dockerfile)
    .getENVs()
    .flatMap((env) => env.getProperties())) {
    expect(['NODE_ENV', ...settingNames]).toContain(variable.getName());
  }
});

test.each([
  ['USER node\n', '', 'the image runs as root'],
  ['USER node', 'USER 0:0', 'the image runs as root'],
  ['FROM node:24.21.0-slim\n', 'FROM node:latest\n', 'the image node:latest has no exact version'],
  ['FROM node:24.21.0-slim\n', 'FROM node:24\n', 'the image node:24 has no exact version'],
  [
    'ENTRYPOINT ["node", "dist/cli/main.js"]',
    'ENTRYPOINT node dist/cli/main.js',
    'ENTRYPOINT starts a shell, which does not pass signals on',
  ],
  [
    'RUN npm ci --ignore-scripts',
    'RUN npm install --ignore-scripts',
    'npm install ignores the lockfile: use npm ci',
  ],
  ['USER node', 'RUN apt-get update\nUSER node', 'the last stage builds'],
  ['COPY . .', 'ADD . .', 'ADD may download or unpack: use COPY'],
  ['EXPOSE 3000', 'EXPOSED 3000', 'Unknown instruction: EXPOSED'],
])('"%s" as "%s" is found', (from, to, fault) => {
  const changed = dockerfile.replace(from, to);
  expect(changed).not.toBe(dockerfile);
  expect(faultsOf(changed)).toContain(fault);
});

interface Service {
  image?: string;
  init?: boolean;
  healthcheck?: object;
  ports?: string[];
  container_name?: string;
  stop_grace_period?: string;
  environment: Record<string, string>;
}

const { services } = parse(readFileSync('docker-compose.yml', 'utf8'), { merge: true }) as {
  services: Record<'api' | 'workers' | 'postgres' | 'redis', Service>;
};

test('the services of the compose file have health checks, and only the API is published, on loopback', () => {
  for (const name of ['api', 'postgres', 'redis'] as const) expect(services[name].healthcheck).toBeDefined();
  expect(services.api.ports).toEqual(['127.0.0.1:3000:3000']);
  for (const name of ['workers', 'postgres', 'redis'] as const) expect(services[name].ports).toBeUndefined();
});

test('more workers can be started: nothing of them exists once only', () => {
  expect(services.workers.container_name).toBeUndefined();
  expect(services.workers.init).toBe(true);
});

test('the compose file has no password of its own', () => {
  for (const { environment } of Object.values(services)) {
    for (const [name, value] of Object.entries(environment)) {
      if (/PASSWORD|REDISCLI_AUTH|^(SECRETS|ADMIN)_KEY$/.test(name))
        expect(value).toMatch(/^\$\{[A-Z_]+:\?[^}]+\}$/);
      if (/_URL$/.test(name) && value.includes('@'))
        expect(value).toMatch(/:\$\{[A-Z_]+_PASSWORD:\?[^}]+\}@/);
    }
  }
});

test('the compose file passes on every setting of a server', () => {
  const passed = Object.keys(services.api.environment);
  expect(passed.filter((name) => !settingNames.includes(name))).toEqual([]);
  // Those that the image decides, and those of the embedded database.
  const own = ['PORT', 'HOST', 'DATA_DIR', 'DEMO_PUBLIC'];
  expect(settingNames.filter((name) => !passed.includes(name) && !own.includes(name))).toEqual([]);
});
