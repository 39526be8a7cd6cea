import { migrate } from '../src/platform/migrate.ts';
import { type Command, requireSettings } from './command.ts';

export const migrateCommand: Command = {
  usage: '',
  async run() {
    const { DATABASE_URL: url, REDIS_URL: redis } = requireSettings({
      DATABASE_URL: 'the URL of the database to migrate',
    });
    const applied = await migrate(url, { queueTables: !redis });
    console.log(applied.map((name) => `applied ${name}`).join('\n') || 'nothing to apply');
    return 0;
  },
};
