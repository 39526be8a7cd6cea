import type { Config } from '../../src/platform/config.ts';
import type { DatabaseFacts } from '../../src/platform/examine-database.ts';

export interface Result {
  /** A warning does not make the command fail. */
  result: 'ok' | 'warning' | 'failed';
  /** What was found, and what to do about it. Contains no secrets and no data of leads. */
  detail: string;
}

/** What is checked. */
export interface Installation {
  config: Config;
  /** Of PostgreSQL itself, read once. @throws why it cannot be reached */
  readDatabase: () => Promise<DatabaseFacts>;
  /** The DATA_DIR of the embedded PostgreSQL, if it is the database. */
  embeddedIn: string | null;
  /** A receiver of webhooks, which the check sends a POST. */
  webhookUrl: string | null;
}

export type Check = (installation: Installation) => Promise<Result[]>;

export const ok = (detail: string): Result => ({ result: 'ok', detail });
export const warning = (detail: string): Result => ({ result: 'warning', detail });
export const failed = (detail: string): Result => ({ result: 'failed', detail });
