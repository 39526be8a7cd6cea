/** Making one takes far longer than asking it. */
const english = new Intl.DisplayNames('en', { type: 'language' });

/** The English name of a BCP 47 tag, such as "Brazilian Portuguese"; the tag itself if it has none. */
export function languageName(tag: string): string {
  try {
    return english.of(tag) ?? tag;
  } catch {
    return tag;
  }
}

export const localeForm =
  'must be a BCP 47 tag such as "en" or "pt-BR", or the name of a language such as "German"';

/** The canonical form of a BCP 47 tag whose language exists; null for anything else. */
export function canonicalLocale(tag: string): string | null {
  try {
    const [canonical] = Intl.getCanonicalLocales(tag);
    return canonical && knownLanguage(new Intl.Locale(canonical).language) ? canonical : null;
  } catch {
    return null;
  }
}

function knownLanguage(code: string): boolean {
  return /^[a-z]{2,3}$/.test(code) && languageName(code) !== code;
}

/**
 * A BCP 47 tag from what systems write for a language: `en_US`, `EN-us`, `de_DE.UTF-8`, "English (United States)",
 * "Deutsch".
 * @returns null if it is none of these
 */
export function cleanLocale(text: string): string | null {
  const trimmed = text.trim();
  const tag = trimmed.replace(/[.@].*$/, '').replaceAll('_', '-');
  const canonical = canonicalLocale(tag);
  if (canonical) return canonical;
  const { 1: language = '', 2: region } =
    /^([^()[\],/]+?)\s*(?:[([,/-]\s*([^()[\]]+?)\s*[)\]]?)?$/u.exec(trimmed) ?? [];
  const code = languagesByName().get(fold(language)) ?? null;
  if (code === null || region === undefined) return code;
  const regionCode = regionsByName().get(fold(region));
  return regionCode ? `${code}-${regionCode}` : code;
}

const fold = (name: string) => name.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().trim();

/** The languages that have two-letter codes. */
const twoLetterCodes = (alphabet: string) =>
  [...alphabet].flatMap((first) => [...alphabet].map((second) => first + second));

let languages: Map<string, string> | undefined;

/** Codes by the names that languages have in English, in themselves and in the languages that most CRMs speak. */
function languagesByName(): Map<string, string> {
  if (languages) return languages;
  languages = new Map();
  const speakers = ['en', 'de', 'es', 'fr', 'it', 'pt', 'nl'].map(
    (locale) => new Intl.DisplayNames(locale, { type: 'language', fallback: 'none' }),
  );
  const codes = twoLetterCodes('abcdefghijklmnopqrstuvwxyz').filter(knownLanguage);
  for (const code of codes) {
    const own = new Intl.DisplayNames(code, { type: 'language', fallback: 'none' });
    for (const names of [...speakers, own]) {
      const name = names.of(code);
      if (name && !languages.has(fold(name))) languages.set(fold(name), code);
    }
  }
  for (const [name, code] of Object.entries({
    'simplified chinese': 'zh-Hans',
    'traditional chinese': 'zh-Hant',
    mandarin: 'zh',
    castellano: 'es',
    castilian: 'es',
    norwegian: 'nb',
    norsk: 'nb',
    flemish: 'nl',
    farsi: 'fa',
  })) {
    languages.set(name, code);
  }
  return languages;
}

let regions: Map<string, string> | undefined;

function regionsByName(): Map<string, string> {
  if (regions) return regions;
  regions = new Map();
  const names = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' });
  for (const code of twoLetterCodes('ABCDEFGHIJKLMNOPQRSTUVWXYZ')) {
    const name = names.of(code);
    if (name) regions.set(fold(name), code).set(code.toLowerCase(), code);
  }
  for (const [name, code] of Object.entries({
    usa: 'US',
    us: 'US',
    uk: 'GB',
    brasil: 'BR',
    espana: 'ES',
    deutschland: 'DE',
    osterreich: 'AT',
    schweiz: 'CH',
  })) {
    regions.set(name, code);
  }
  return regions;
}
