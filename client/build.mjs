import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';

// Compiles the package twice: for `import` and for `require`. Each folder says which of the two its files are.

process.chdir(import.meta.dirname);
const compiler = createRequire(import.meta.url).resolve('typescript/bin/tsc');

rmSync('dist', { recursive: true, force: true });
for (const [project, folder, type] of [
  ['tsconfig.json', 'dist/esm', 'module'],
  ['tsconfig.cjs.json', 'dist/cjs', 'commonjs'],
]) {
  execFileSync(process.execPath, [compiler, '-p', project], { stdio: 'inherit' });
  writeFileSync(`${folder}/package.json`, `${JSON.stringify({ type, sideEffects: false })}\n`);
  // The compiler rewrites the extensions of imports in code, not in declarations.
  for (const name of readdirSync(folder).filter((file) => file.endsWith('.d.ts'))) {
    const declarations = readFileSync(`${folder}/${name}`, 'utf8');
    writeFileSync(`${folder}/${name}`, declarations.replace(/(['"])(\.\/[\w-]+)\.ts\1/g, '$1$2.js$1'));
  }
}
