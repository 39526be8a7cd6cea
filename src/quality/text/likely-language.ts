/** Short words that only one of the languages has in common use. */
const common: Readonly<Record<string, readonly string[]>> = {
  en: ['the', 'you', 'your', 'and', 'we', 'for', 'with', 'is', 'this', 'have', 'can', 'our'],
  es: ['el', 'los', 'y', 'usted', 'para', 'con', 'su', 'una', 'en', 'del', 'tu', 'nuestro'],
  pt: ['você', 'uma', 'não', 'com', 'seu', 'sua', 'em', 'para', 'do', 'da', 'e', 'nosso'],
  fr: ['vous', 'votre', 'les', 'et', 'nous', 'une', 'pour', 'avec', 'est', 'dans', 'du', 'au'],
  de: ['sie', 'und', 'der', 'die', 'ihr', 'ihre', 'wir', 'mit', 'für', 'ist', 'das', 'ein'],
};

/** The base tag of the language whose common words a text has most of; null when it has none. */
export function likelyLanguage(text: string): string | null {
  const counts = new Map<string, number>();
  for (const [word] of text
    .slice(0, 2000)
    .toLowerCase()
    .matchAll(/\p{L}+/gu)) {
    for (const [language, words] of Object.entries(common)) {
      if (words.includes(word)) counts.set(language, (counts.get(language) ?? 0) + 1);
    }
  }
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0] ?? null;
}
