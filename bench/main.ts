import { benchGate } from './gate.ts';
import { benchWebhooks } from './webhooks.ts';

/** `npm run bench -- gate`: those that are named, else all of them. */
const benches: Record<string, () => Promise<string[]>> = { gate: benchGate, webhooks: benchWebhooks };

const named = process.argv.slice(2);
const unknown = named.filter((name) => !benches[name]);
if (unknown.length > 0) {
  console.error(`no such benchmark: ${unknown.join(', ')}; there are ${Object.keys(benches).join(', ')}`);
  process.exitCode = 1;
} else {
  for (const [name, bench] of Object.entries(benches)) {
    if (named.length > 0 && !named.includes(name)) continue;
    console.log(`${name}\n${(await bench()).map((line) => `  ${line}`).join('\n')}`);
  }
}
