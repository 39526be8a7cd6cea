import type { Violation } from '../../contract/violation.ts';
import { findAddresses } from '../addresses/addresses.ts';
import { languageOf } from '../languages/languages.ts';
import { fields, type Rule, violation } from '../rule.ts';
import { normalized } from '../text/normalized.ts';

/** A shorter text may be just a name, a brand or a product. */
const fewestLetters = { title: 25, message: 20 };
/**
 * Texts in other scripts may contain Latin names and abbreviations, but at least this share is in the reader's script.
 */
const leastShare = 0.3;
/** A Japanese text of this length contains kana. */
const longWithoutKana = 20;

/** Scripts by the code that `Intl.Locale` uses. */
const namesByCode: Readonly<Record<string, readonly string[]>> = {
  Latn: ['Latin'],
  Cyrl: ['Cyrillic'],
  Grek: ['Greek'],
  Arab: ['Arabic'],
  Hebr: ['Hebrew'],
  Deva: ['Devanagari'],
  Beng: ['Bengali'],
  Thai: ['Thai'],
  Armn: ['Armenian'],
  Geor: ['Georgian'],
};

/** A single letter of another script is a sign, such as "µ". */
const fewestForeign = 2;

/**
 * The text is in a script of another language than the reader's, or it has a word in another script that is not in the
 * facts.
 */
export const script: Rule = ({ draft, language, groundTruth }) => {
  const scripts = scriptsOf(language);
  if (scripts.length === 0) return [];
  return fields.flatMap((field): Violation[] => {
    const { text, original } = normalized(draft[field]);
    const { rest } = findAddresses(text);
    const message = `not in the script of the reader's language (${scripts.join(', ')}): write the text in that language`;
    const known = groundTruth?.texts ?? [];
    const foreign = foreignWords(rest, scripts).find(
      ({ 0: word }) => word.length >= fewestForeign && !known.some((one) => one.includes(word)),
    );
    if (foreign)
      return [
        violation(
          'script',
          field,
          original(foreign.index ?? 0, (foreign.index ?? 0) + foreign[0].length),
          message,
        ),
      ];
    const letters = count(rest, /\p{L}/gu);
    if (letters < fewestLetters[field]) return [];
    const own = count(rest, patternOf(scripts));
    const least = field === 'title' ? 1 : letters * leastShare;
    const lacksKana =
      language?.toLowerCase().startsWith('ja') === true &&
      letters >= longWithoutKana &&
      count(rest, /[\p{Script=Hiragana}\p{Script=Katakana}]/gu) < letters * 0.05;
    if (own >= least && !lacksKana) return [];
    return [violation('script', field, '', message)];
  });
};

/** The words that are neither in the Latin script nor in the reader's. */
function foreignWords(text: string, scripts: readonly string[]): RegExpMatchArray[] {
  const familiar = patternOf([...scripts, 'Latin', 'Common', 'Inherited']);
  return [...text.matchAll(/[\p{L}\p{M}]+/gu)].filter(({ 0: word }) => word.replace(familiar, '') !== '');
}

/** For a language with several scripts, such as Serbian, the list is empty unless the tag names a script. */
function scriptsOf(tag: string | null): readonly string[] {
  if (tag === null) return [];
  const record = languageOf(tag);
  if (record) return record.scripts;
  const locale = localeOf(tag);
  if (
    !locale ||
    (['sr', 'az', 'uz', 'kk', 'ku', 'pa', 'mn', 'bs'].includes(locale.language) && !locale.script)
  )
    return [];
  return namesByCode[locale.maximize().script ?? ''] ?? [];
}

function localeOf(tag: string): Intl.Locale | null {
  try {
    return new Intl.Locale(tag);
  } catch {
    return null;
  }
}

const patterns = new Map<string, RegExp>();

function patternOf(scripts: readonly string[]): RegExp {
  const key = scripts.join();
  const pattern =
    patterns.get(key) ?? new RegExp(`[${scripts.map((name) => `\\p{Script=${name}}`).join('')}]`, 'gu');
  patterns.set(key, pattern);
  return pattern;
}

function count(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0;
}
