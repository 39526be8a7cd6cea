import { ConfigError, loadSettings, type Settings } from '../src/platform/config.ts';

/** A command of `lead-followup`. */
export interface Command {
  /** The arguments after its name, such as `FILE --site ID [--dry-run]`. */
  usage: string;
  /** What `--help` says in addition. */
  help?: string;
  /**
   * @param usage the full usage line, for errors about the arguments
   * @returns the exit code
   */
  run(args: readonly string[], usage: string): Promise<number>;
}

/** Loads the settings and checks that the needed ones are set. @throws ConfigError that lists the missing ones */
export function requireSettings<Name extends keyof Settings>(
  needed: Readonly<Record<Name, string>>,
): Settings & { [Key in Name]-?: NonNullable<Settings[Key]> } {
  const settings = loadSettings(process.env);
  const missing = Object.entries<string>(needed).filter(([name]) => settings[name as Name] === undefined);
  if (missing.length > 0)
    throw new ConfigError(missing.map(([name, what]) => `${name} is required: ${what}`));
  return settings as Settings & { [Key in Name]-?: NonNullable<Settings[Key]> };
}
