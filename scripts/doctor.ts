import { doctorCommand, runDoctor } from '../cli/doctor/doctor.ts';
import { loadSettings, type Settings } from '../src/platform/config.ts';
import { describeFailure } from '../src/platform/describe-failure.ts';
import { loadDotEnv } from '../src/platform/run-process.ts';
import { safeError } from '../src/platform/safe-error.ts';
import { joinOrStartEmbedded } from './embedded-settings.ts';

/** The doctor of a checkout, where PostgreSQL may be the embedded one. @returns the exit code */
async function examine(args: readonly string[]): Promise<number> {
  const options = { args, usage: `usage: npm run doctor -- ${doctorCommand.usage}` };
  if (args.includes('--help')) {
    console.log(`${options.usage}\n${doctorCommand.help}`);
    return 0;
  }
  loadDotEnv();
  const settings = readSettings();
  if (!settings || settings.DATABASE_URL) return runDoctor(process.env, options);
  const embedded = await joinOrStartEmbedded(settings);
  try {
    const given = Object.fromEntries(Object.entries(process.env).filter(([, value]) => value));
    return await runDoctor(
      { ...embedded.environment, ...given },
      { ...options, embeddedIn: settings.DATA_DIR },
    );
  } finally {
    await embedded.close();
  }
}

/** @returns null if they are malformed, which the doctor reports */
function readSettings(): Settings | null {
  try {
    return loadSettings(process.env);
  } catch {
    return null;
  }
}

try {
  process.exitCode = await examine(process.argv.slice(2));
} catch (error) {
  process.stderr.write(`${describeFailure(error) ?? `the command failed: ${safeError(error).type}`}\n`);
  process.exitCode = 1;
}
