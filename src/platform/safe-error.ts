import { AppError } from '../contract/errors.ts';
import { SecretUnreadableError } from './secrets.ts';

export interface SafeError {
  type: string;
  code?: string;
  /** The message, where it is one of ours. */
  reason?: string;
  stack: string[];
}

/**
 * An error as logs may show it. Messages of the database and of the model provider can quote the values they were
 * given, and so lead data: only the messages of our own errors are kept, of all others the name, code and frames.
 */
export function safeError(error: unknown): SafeError {
  if (!(error instanceof Error)) return { type: typeof error, stack: [] };
  const frames = (error.stack ?? '').split('\n').filter((line) => line.startsWith('    at '));
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined;
  return {
    type: error.name,
    ...(code === undefined ? {} : { code }),
    ...(isOurOwn(error) ? { reason: error.message } : {}),
    stack: frames.map((line) => line.trim()),
  };
}

function isOurOwn(error: Error): boolean {
  return error instanceof AppError || error instanceof SecretUnreadableError || error.name === 'ModelError';
}
