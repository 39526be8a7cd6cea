import { writeFileSync } from 'node:fs';
import { describeRoutes } from '../api/describe-routes.ts';

/** The client's types are generated from this file. */
const file = 'client/openapi.json';

writeFileSync(file, `${JSON.stringify(describeRoutes(), null, 2)}\n`);
console.log(`wrote ${file}`);
