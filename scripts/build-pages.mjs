// Builds the pages of web/ into web/dist. With --if-possible, as after an installation, it does nothing if Vite or the
// // sources are missing: a production installation has no development dependencies. `npm run build` then builds the
// pages.
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const config = fileURLToPath(new URL('../web/vite.config.ts', import.meta.url));
const vite = fileURLToPath(new URL('../node_modules/vite/package.json', import.meta.url));
const missing = [
  ...(existsSync(vite) ? [] : ['Vite, a development dependency']),
  ...(existsSync(config) ? [] : ['the folder web']),
];

if (missing.length === 0) {
  const { copyReferenceComponent } = await import('./copy-reference-component.mjs');
  const { build } = await import('vite');
  await copyReferenceComponent();
  await build({ configFile: config, logLevel: 'warn' });
} else if (process.argv.includes('--if-possible')) {
  console.log(`The pages are not built: ${missing.join(' and ')} is missing. "npm run build" builds them.`);
} else {
  console.error(`The pages cannot be built: ${missing.join(' and ')} is missing. Run "npm install" first.`);
  process.exitCode = 1;
}
