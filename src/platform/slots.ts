/** Limits how much each organisation may have in progress in this process. */
export interface Slots {
  /**
   * @param ownLimit the organisation's own limit, which replaces the common one
   * @returns the function that frees the slot, or null if all slots are taken
   */
  take(organisationId: string, ownLimit?: number | null): (() => void) | null;
}

/** @param most slots of each organisation */
export function createSlots(most: number): Slots {
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
