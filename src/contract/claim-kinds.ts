/**
 * What a statement in a message is: something about the lead or us, something that we offer, something that happened
 * between us, another customer or a result, something that the sender suggests, politeness.
 */
export const claimKinds = ['fact', 'offer', 'history', 'reference', 'proposal', 'courtesy'] as const;
export type ClaimKind = (typeof claimKinds)[number];

/** The rule that such a statement breaks. */
export const unsupportedClaim = 'unsupported-claim';

const needSource: readonly ClaimKind[] = ['fact', 'offer', 'history', 'reference'];

/** Whether a statement needs a source in the facts and has none. */
export function isUnsupported({ kind, source }: { kind: ClaimKind; source: string | null }): boolean {
  return source === null && needSource.includes(kind);
}
