/** Counts what an organisation has open in this process: event streams and waits. */
export interface OpenStreams {
  /**
   * @param ownLimit of the organisation, in place of the setting
   * @returns the function that gives the place back, or null when none is free
   */
  take(organisationId: string, ownLimit: number | null): (() => void) | null;
}

export function createOpenStreams(most: number): OpenStreams {
  const open = new Map<string, number>();
  return {
    take(organisationId, ownLimit) {
      const others = open.get(organisationId) ?? 0;
      if (others >= (ownLimit ?? most)) return null;
      open.set(organisationId, others + 1);
      return () => {
        const left = (open.get(organisationId) ?? 1) - 1;
        if (left > 0) open.set(organisationId, left);
        else open.delete(organisationId);
      };
    },
  };
}
