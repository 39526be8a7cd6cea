import { directDatabaseSetting, directDatabaseUrl } from '../src/platform/config.ts';
import { migrate } from '../src/platform/migrate.ts';
import { type Command, requireSettings } from './command.ts';

export const migrateCommand: Command = {
  usage: '',
  async run() {
    const settings = requireSettings({
      DATABASE_URL: 'the URL of the database to migrate',
    });
    const applied = await migrate(directDatabaseUrl(settings), {
      queueTables: !settings.REDIS_URL,
      setting: directDatabaseSetting(settings),
    });
    console.log(applied.map((name) => `applied ${name}`).join('\n') || 'nothing to apply');
    return 0;
  },
};
