// Prints the SQL that makes schema.prisma, in Prisma's own words, by the WebAssembly build of its engine: the native
// one would be a download. A process of its own, since the engine does not run within jest's module realm.
// usage: node print-schema-sql.mjs DATABASE_URL (any database: it is only connected to)
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { PrismaPg } from '@prisma/adapter-pg';
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils';
import * as bindings from '@prisma/schema-engine-wasm/schema_engine_bg';

const path = 'prisma/schema.prisma';
const content = readFileSync(path, 'utf8');
const bindingsFile = createRequire(import.meta.url).resolve('@prisma/schema-engine-wasm');
const wasm = readFileSync(bindingsFile.replace(/schema_engine\.js$/, 'schema_engine_bg.wasm'));
const { instance } = await WebAssembly.instantiate(wasm, { './schema_engine_bg.js': bindings });
bindings.__wbg_set_wasm(instance.exports);

const adapter = new PrismaPg({ connectionString: process.argv[2] }, { schema: 'public' });
const engine = await bindings.SchemaEngine.new(
  { datamodels: [[path, content]], noColor: true },
  () => undefined,
  bindMigrationAwareSqlAdapterFactory(adapter),
);
const { stdout } = await engine.diff({
  from: { tag: 'empty' },
  to: { tag: 'schemaDatamodel', files: [{ path, content }] },
  script: true,
  exitCode: false,
  shadowDatabaseUrl: null,
  filters: { externalTables: [], externalEnums: [] },
});
process.stdout.write(stdout, () => process.exit(0));
