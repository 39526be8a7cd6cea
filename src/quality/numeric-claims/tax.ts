/** Words for prices including and excluding tax, in the languages with full support, folded. */
const included =
  /(?<!\p{L})(?:ttc|iva incluid[oa]s?|iva inclus[aoei]|iva compresa|com iva|con iva|inkl(?:usive)?\.? (?:mwst|ust|mehrwertsteuer)|brutto|incl(?:usief)?\.? btw|incl(?:uding)?\.? vat|vat included|vat inclusive)(?!\p{L})/gu;
const excluded =
  /(?<!\p{L})(?:ht|hors taxes?|mas iva|sin iva|iva no incluido|iva aparte|iva esclusa|piu iva|oltre iva|sem iva|acrescido de iva|mais iva|zzgl\.?(?: der)? (?:mwst|ust|mehrwertsteuer)|netto|exkl(?:usive)?\.? (?:mwst|ust)|excl(?:usief)?\.? btw|ex btw|plus vat|ex vat|excl(?:uding)?\.? vat)(?!\p{L})/gu;

/**
 * Finds places where a text gives prices including tax but the facts have them only without it, or the reverse.
 * @param text folded, with the length of the original
 * @param facts folded
 */
export function otherTaxIn(text: string, facts: readonly string[]): { start: number; end: number }[] {
  const says = (pattern: RegExp) => facts.some((one) => one.search(pattern) >= 0);
  const found: { start: number; end: number }[] = [];
  for (const [own, other] of [
    [included, excluded],
    [excluded, included],
  ] as const) {
    const matches = [...text.matchAll(own)];
    if (matches.length === 0 || says(own) || !says(other)) continue;
    found.push(...matches.map(({ 0: words, index }) => ({ start: index, end: index + words.length })));
  }
  return found;
}
