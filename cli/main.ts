#!/usr/bin/env node
import { apiVersion } from '../src/contract/version.ts';
import { describeFailure } from '../src/platform/describe-failure.ts';
import { loadDotEnv } from '../src/platform/run-process.ts';
import { safeError } from '../src/platform/safe-error.ts';
import type { Command } from './command.ts';

const commands: Readonly<Record<string, { does: string; load: () => Promise<Command> }>> = {
  api: {
    does: 'serves the HTTP API',
    load: async () => ({ usage: '', run: () => import('../api/main.ts').then(() => 0) }),
  },
  workers: {
    does: 'runs the queue workers',
    load: async () => ({ usage: '', run: () => import('../workers/main.ts').then(() => 0) }),
  },
  migrate: {
    does: 'applies the migrations of the database',
    load: async () => (await import('./migrate.ts')).migrateCommand,
  },
  'org:create': {
    does: 'creates an organisation and prints its first key',
    load: async () => (await import('./create-organisation.ts')).createOrganisationCommand,
  },
  import: {
    does: 'imports leads from a CSV file',
    load: async () => (await import('./import.ts')).importCommand,
  },
  'secrets:rotate': {
    does: 'encrypts the stored secrets with the newest SECRETS_KEY',
    load: async () => (await import('./rotate-secrets.ts')).rotateSecretsCommand,
  },
  doctor: {
    does: 'checks the settings and every dependency',
    load: async () => (await import('./doctor/doctor.ts')).doctorCommand,
  },
};

const width = Math.max(...Object.keys(commands).map((name) => name.length));
const help = `usage: lead-followup <command> [options]

${Object.entries(commands)
  .map(([name, { does }]) => `  ${name.padEnd(width)}  ${does}`)
  .join('\n')}

Settings come from the environment or from a file .env. "lead-followup <command> --help" lists the options of a command.
`;

/** @returns the exit code */
async function runCommandLine([name = '', ...args]: readonly string[]): Promise<number> {
  if (['--help', '-h', 'help'].includes(name)) {
    process.stdout.write(help);
    return 0;
  }
  if (name === '--version') {
    process.stdout.write(`${apiVersion}\n`);
    return 0;
  }
  const entry = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (!entry) {
    process.stderr.write(`${name ? `there is no command ${name}` : 'a command is missing'}\n\n${help}`);
    return 1;
  }
  const command = await entry.load();
  const usage = ['usage: lead-followup', name, command.usage].filter(Boolean).join(' ');
  if (args.includes('--help')) {
    process.stdout.write(`${usage}\n${entry.does}\n${command.help ? `${command.help}\n` : ''}`);
    return 0;
  }
  loadDotEnv();
  return command.run(args, usage);
}

try {
  process.exitCode = await runCommandLine(process.argv.slice(2));
} catch (error) {
  const { type, code, stack } = safeError(error);
  const unexpected = [`the command failed: ${type}${code ? ` ${code}` : ''}`, ...stack].join('\n  ');
  process.stderr.write(`${describeFailure(error) ?? unexpected}\n`);
  process.exitCode = 1;
}
