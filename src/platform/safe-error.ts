import { AppError } from '../contract/errors.ts';
import { SecretUnreadableError } from './secrets.ts';

export interface SafeError {
  type: string;
  code?: string;
  /** The message of our own errors. */
  reason?: string;
  stack: string[];
}

/**
 * An error in the form that is safe to log. Messages of the database and the model provider can quote the values they
 * received, and so lead data. Only the messages of our own errors are kept. Other errors keep name, code and stack
 * frames.
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
