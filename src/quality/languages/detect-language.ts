import { eld } from 'eld/extrasmall';

/** The detector reads hardly further. */
const mostRead = 350;
/** Languages that the detector has under another code. */
const aliases: Readonly<Record<string, string>> = {
  nb: 'no',
  nn: 'no',
  fil: 'tl',
  iw: 'he',
  cmn: 'zh',
  yue: 'zh',
};
/** Written in two scripts, of which the detector knows one. */
const ambiguous = new Set(['sr', 'az', 'ku', 'pa']);
const detected = new Set(Object.values(eld.info().Languages));

/** The detector's code for a BCP 47 tag; null for a language that it does not know for certain. */
export function detectorCode(tag: string): string | null {
  const primary = tag.toLowerCase().split(/[-_]/)[0] ?? '';
  const code = aliases[primary] ?? primary;
  return detected.has(code) && !ambiguous.has(code) ? code : null;
}

/** The code of a text's language; null if the text does not tell. */
export function detectLanguage(text: string): string | null {
  const { language, isReliable } = detect(text);
  return isReliable ? language : null;
}

/** The likeliest language of a text, and by how much of 0 to 1 it scores above the expected one. */
export function languageScores(
  text: string,
  expected: string,
): { language: string; isReliable: boolean; margin: number } {
  const { language, isReliable, scores } = detect(text);
  return { language, isReliable, margin: (scores[language] ?? 0) - (scores[expected] ?? 0) };
}

function detect(text: string): { language: string; isReliable: boolean; scores: Record<string, number> } {
  const result = eld.detect(text.slice(0, mostRead));
  return {
    language: result.language,
    isReliable: result.language !== '' && result.isReliable(),
    scores: result.getScores(),
  };
}
