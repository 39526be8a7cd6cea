/**
 * The code of a system error such as ENOENT, or of a database error such as 57P01. It is looked for on anything, since
 * an error of Node's own is no `Error` of a test's sandbox.
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

/** Nothing stands at a path. */
export function isMissing(error: unknown): boolean {
  return errorCode(error) === 'ENOENT';
}
