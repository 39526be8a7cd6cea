import type { LeakCheckGlobals } from './leak-check-environment.ts';

/** Runs after the last hook of the test file and before the check for what it left open. */
export function atEndOfFile(release: () => Promise<void>): void {
  const { releasesAtEndOfFile } = globalThis as unknown as LeakCheckGlobals;
  releasesAtEndOfFile.push(release);
}
