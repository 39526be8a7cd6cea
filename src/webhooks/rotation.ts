/** Until when a secret that is replaced now goes on signing; null: it ends at once. */
export function endOfOverlap(overlapMs: number): Date | null {
  return overlapMs > 0 ? new Date(Date.now() + overlapMs) : null;
}

/** Whether the secret before still signs. */
export function isInOverlap(expiresAt: Date | null): expiresAt is Date {
  return expiresAt !== null && expiresAt > new Date();
}

/** As endpoints answer it: null when no rotation is under way. */
export function presentOverlap(expiresAt: Date | null): string | null {
  return isInOverlap(expiresAt) ? expiresAt.toISOString() : null;
}
