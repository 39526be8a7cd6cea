import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { after, before, test } from 'node:test';
import { promisify } from 'node:util';
import { checkPackage, createPackageFromTarballData } from '@arethetypeswrong/core';
import { publint } from 'publint';

// The package as it would be published: packed, installed without the network, imported, required and compiled.

const run = promisify(execFile);
const root = resolve(import.meta.dirname, '..');
const compiler = createRequire(import.meta.url).resolve('typescript/bin/tsc');
let folder;
let tarball;

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lead-followup-client-'));
  tarball = await pack('.');
  const { packages } = JSON.parse(await readFile(join(root, 'package-lock.json'), 'utf8'));
  const needed = Object.entries(packages).filter(([path, { dev }]) => path !== '' && !dev);
  const tarballs = [
    tarball,
    ...(await Promise.all(needed.map(([path]) => pack(`./${path}`, '--ignore-scripts')))),
  ];
  await mkdir(join(folder, 'project'));
  await writeFile(join(folder, 'project/package.json'), JSON.stringify({ name: 'project', private: true }));
  const options = ['--offline', '--no-audit', '--no-fund', '--cache', join(folder, 'cache')];
  await run('npm', ['install', ...options, ...tarballs], { cwd: join(folder, 'project') });
});

after(() => rm(folder, { recursive: true, force: true }));

async function pack(what, ...options) {
  const { stdout } = await run('npm', ['pack', what, '--json', '--pack-destination', folder, ...options], {
    cwd: root,
    maxBuffer: 2 ** 24,
  });
  const [{ filename }] = Object.values(JSON.parse(stdout.slice(stdout.search(/^[[{]$/m))));
  return join(folder, filename);
}

/** A service that answers one command. */
async function startService(t) {
  const seen = [];
  const server = createServer((request, response) => {
    seen.push(request.headers['user-agent']);
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify({ success: true, data: { id: 'cmd_sales_1' } }));
  });
  await new Promise((listening) => server.listen(0, '127.0.0.1', listening));
  t.after(() => server.close());
  return { url: `http://127.0.0.1:${server.address().port}`, seen };
}

const use = `createClient({ baseUrl: process.argv[2], apiKey: 'lf_x' })
  .getCommand('cmd_sales_1')
  .then(({ id }) => console.log(id, typeof verifyWebhook, new ConnectionError('x').name));`;
const names = '{ ConnectionError, createClient, verifyWebhook }';

for (const [file, load] of [
  ['use.mjs', `import ${names} from '@lead-followup/client';`],
  ['use.cjs', `const ${names} = require('@lead-followup/client');`],
]) {
  test(`the installed package runs in ${file}`, async (t) => {
    const service = await startService(t);
    await writeFile(join(folder, 'project', file), `${load}\n${use}\n`);
    const { stdout } = await run(process.execPath, [join(folder, 'project', file), service.url]);
    assert.equal(stdout, 'cmd_sales_1 function ConnectionError\n');
    const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
    assert.deepEqual(service.seen, [`lead-followup-client/${version}`]);
  });
}

for (const [name, moduleResolution, module, type] of [
  ['node10', 'node10', 'commonjs', 'commonjs'],
  ['node16 from a module', 'node16', 'node16', 'module'],
  ['node16 from CommonJS', 'node16', 'node16', 'commonjs'],
  ['bundler', 'bundler', 'esnext', 'module'],
]) {
  test(`its types narrow with moduleResolution ${name}`, async () => {
    const consumer = join(folder, 'project', name.replaceAll(' ', '-'));
    await cp(join(import.meta.dirname, 'consumer'), consumer, { recursive: true });
    await writeFile(join(consumer, 'package.json'), JSON.stringify({ type }));
    const compilerOptions = {
      module,
      moduleResolution,
      target: 'es2022',
      lib: ['es2023', 'dom', 'dom.iterable'],
      types: [],
      strict: true,
      noEmit: true,
    };
    await writeFile(join(consumer, 'tsconfig.json'), JSON.stringify({ compilerOptions }));
    await run(process.execPath, [compiler, '-p', consumer]).catch(({ stdout }) => assert.fail(stdout));
  });
}

test('publint finds nothing', async () => {
  const { buffer } = await readFile(tarball).then((data) => new Uint8Array(data));
  const { messages } = await publint({ pack: { tarball: buffer }, strict: true });
  assert.deepEqual(messages, []);
});

test('are-the-types-wrong finds nothing', async () => {
  const checked = await checkPackage(createPackageFromTarballData(new Uint8Array(await readFile(tarball))));
  assert.deepEqual(checked.types && checked.problems, []);
});
