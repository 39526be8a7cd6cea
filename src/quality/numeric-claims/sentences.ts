import type { NumericClaim } from './claim.ts';
import type { ReadText } from './find-claims.ts';
import type { Sentence } from './sentence.ts';

/** The last one is the Greek question mark. */
const questionMark = /[?？؟;]/;

/** The phrases by sentence, so that a long text is not searched again for each number. */
export function sentencesOf(
  { claims, tokens, matches }: ReadText,
  text: string,
): (claim: NumericClaim) => Sentence {
  const bySentence = new Map<number, (typeof matches)[number][]>();
  const lengths = new Map<number, number>();
  const questions = new Set<number>();
  const dated = new Set(
    claims
      .filter(({ kind, values }) => kind === 'date' && values.length === 0)
      .map(({ first }) => tokens[first]?.sentence),
  );
  for (const [index, { sentence, end }] of tokens.entries()) {
    lengths.set(sentence, (lengths.get(sentence) ?? 0) + 1);
    const next = tokens[index + 1];
    if (next?.sentence !== sentence && questionMark.test(text.slice(end, next?.start ?? end + 4)))
      questions.add(sentence);
  }
  for (const match of matches) {
    const sentence = tokens[match.first]?.sentence ?? 0;
    const own = bySentence.get(sentence);
    if (own) own.push(match);
    else bySentence.set(sentence, [match]);
  }
  return ({ first }) => {
    const sentence = tokens[first]?.sentence ?? 0;
    const near = [...(bySentence.get(sentence - 1) ?? []), ...(bySentence.get(sentence) ?? [])];
    return {
      tokens,
      matches: near,
      length: lengths.get(sentence) ?? 0,
      isQuestion: questions.has(sentence),
      isAnswered: questions.has(sentence + 1),
      dates: dated.has(sentence) || dated.has(sentence - 1),
    };
  };
}
