/**
 * The code of a system error such as ENOENT, or of a database error such as 57P01. Any value is accepted, because in a
 * test sandbox Node's own errors are not instances of `Error`.
 */
export function errorCode(error: unknown): string | undefined {
  const { code } = (error ?? {}) as { code?: unknown };
  return typeof code === 'string' ? code : undefined;
}

/** An error in one line. */
export function messageOf(error: unknown): string {
  const { message } = (error ?? {}) as { message?: unknown };
  return String(message ?? error).split('\n', 1)[0] ?? '';
}

/** Whether the path does not exist. */
export function isMissing(error: unknown): boolean {
  return errorCode(error) === 'ENOENT';
}
