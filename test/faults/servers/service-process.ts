import { runScript } from '../../harness/run-script.ts';
import { type Restartable, restartable } from './restartable.ts';

export interface ServiceProcessOptions {
  /** Also the name of its sessions in PostgreSQL, and its key at the model provider. */
  name: string;
  file: 'api/main.ts' | 'workers/main.ts';
  databaseUrl: string;
  env: Record<string, string>;
}

/** One of the two production processes, started as npm run start:api and start:workers do. */
export function serviceProcess({ name, file, databaseUrl, env }: ServiceProcessOptions): Restartable {
  return restartable({
    name,
    spawn: () =>
      runScript(file, {
        ...env,
        DATABASE_URL: `${databaseUrl}?application_name=${name}`,
        OPENAI_API_KEY: name,
      }),
    ready: /API listening|workers started/,
  });
}
