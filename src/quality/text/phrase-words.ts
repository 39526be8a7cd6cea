import { foldCase } from './case-folded.ts';
import { normalized } from './normalized.ts';
import { tokensOf } from './tokens.ts';

const semitic = /^[\u05d0-\u05ea\u0621-\u064a]/;
const particles = /^(?:[ובלמהשכ]ה?|[وفبلك](?:ال|ل)?|ال)(?=.{2})/;

/** In Hebrew and Arabic, "and", "in", "to" and "the" are attached to the next word. */
export function withoutParticles(word: string): string[] {
  const particle = semitic.test(word) ? particles.exec(word)?.[0] : undefined;
  if (!particle) return [];
  return particle.length > 1 ? [word.slice(1), word.slice(particle.length)] : [word.slice(1)];
}

/** The tokens of a phrase, including the signs of the notation. */
export function wordsOf(phrase: string): string[] {
  return phrase
    .split(/\s+/)
    .filter(Boolean)
    .flatMap((piece) => {
      if (piece === '#' || piece === '…') return [piece];
      const words = tokensOf(normalized(piece).text).map(({ text }) => text);
      const last = words.at(-1);
      if (piece.endsWith('*') && last !== undefined) words[words.length - 1] = `${last}*`;
      return words.length > 0 ? words : [foldCase(piece)];
    });
}
