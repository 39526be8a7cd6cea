import { eld } from 'eld/extrasmall';

/** The detector reads little more than this. */
const mostRead = 350;
/** Languages for which the detector uses another code. */
const aliases: Readonly<Record<string, string>> = {
  nb: 'no',
  nn: 'no',
  fil: 'tl',
  iw: 'he',
  cmn: 'zh',
  yue: 'zh',
};
/** Languages with two scripts, of which the detector knows only one. */
const ambiguous = new Set(['sr', 'az', 'ku', 'pa']);
const detected = new Set(Object.values(eld.info().Languages));

/** The detector's code for a BCP 47 tag, or null for a language that it does not detect reliably. */
export function detectorCode(tag: string): string | null {
  const primary = tag.toLowerCase().split(/[-_]/)[0] ?? '';
  const code = aliases[primary] ?? primary;
  return detected.has(code) && !ambiguous.has(code) ? code : null;
}

/** The code of a text's language, or null if it cannot be detected. */
export function detectLanguage(text: string): string | null {
  const { language, isReliable } = detect(text);
  return isReliable ? language : null;
}

/** The most likely language of a text, and how much higher than the expected one it scores, from 0 to 1. */
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
