/** Counts what each organisation has in progress in this process, and turns away what is too much. */
export interface Places {
  /**
   * @param ownLimit of the organisation, in place of the common one
   * @returns the function that gives the place back, or null when none is free
   */
  take(organisationId: string, ownLimit?: number | null): (() => void) | null;
}

/** @param most for each organisation */
export function createPlaces(most: number): Places {
  const taken = new Map<string, number>();
  return {
    take(organisationId, ownLimit) {
      const others = taken.get(organisationId) ?? 0;
      if (others >= (ownLimit ?? most)) return null;
      taken.set(organisationId, others + 1);
      return () => {
        const left = (taken.get(organisationId) ?? 1) - 1;
        if (left > 0) taken.set(organisationId, left);
        else taken.delete(organisationId);
      };
    },
  };
}
