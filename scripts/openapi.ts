import { writeFileSync } from 'node:fs';
import { describeRoutes } from '../api/describe-routes.ts';

/** Where the client is generated from. */
const file = 'client/openapi.json';

writeFileSync(file, `${JSON.stringify(describeRoutes(), null, 2)}\n`);
console.log(`wrote ${file}`);
