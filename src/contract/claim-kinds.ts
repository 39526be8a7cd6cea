/**
 * The kinds of statements in a message: about the lead or the sender's company (`fact`), an offer, past contact with the
 * lead (`history`), another customer or a result (`reference`), a suggestion of the sender (`proposal`), politeness.
 */
export const claimKinds = ['fact', 'offer', 'history', 'reference', 'proposal', 'courtesy'] as const;
export type ClaimKind = (typeof claimKinds)[number];

/** The rule that a statement without a required source breaks. */
export const unsupportedClaim = 'unsupported-claim';

const needSource: readonly ClaimKind[] = ['fact', 'offer', 'history', 'reference'];

/** Whether a statement needs a source in the facts and has none. */
export function isUnsupported({ kind, source }: { kind: ClaimKind; source: string | null }): boolean {
  return source === null && needSource.includes(kind);
}
