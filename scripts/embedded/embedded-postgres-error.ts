import { StartError } from '../../src/platform/describe-failure.ts';

/** Why the embedded PostgreSQL cannot run. The message is one line that says what to fix. Callers print no stack. */
export class EmbeddedPostgresError extends StartError {
  override name = 'EmbeddedPostgresError';
}
