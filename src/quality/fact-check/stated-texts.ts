import { foldCase } from '../text/case-folded.ts';

/** What the site says, in contrast to what is noted of the lead: there, the same words may mean something else. */
const partsOfSite = ['site', 'offer', 'instructions'] as const;
/** Fewer characters may stand there by chance. */
const shortest = 12;

interface Stated {
  /** JSON pointer into the facts. */
  pointer: string;
  words: string;
}

/** The texts that the site says of itself, to find a quote in. */
export class StatedTexts {
  readonly #texts: readonly Stated[];

  /** @param facts as a model was shown them */
  constructor(facts: unknown) {
    this.#texts = partsOfSite.flatMap((part) =>
      textsIn((facts as Readonly<Record<string, unknown>>)[part], `/${part}`),
    );
  }

  /** @returns the pointer to a text that holds the quote in the same words; null when there is none */
  find(quote: string): string | null {
    const words = oneLine(quote);
    if (words.length < shortest) return null;
    return this.#texts.find((text) => text.words.includes(words))?.pointer ?? null;
  }
}

function textsIn(value: unknown, pointer: string): Stated[] {
  if (typeof value === 'string') return [{ pointer, words: oneLine(value) }];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, item]) =>
    textsIn(item, `${pointer}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`),
  );
}

function oneLine(text: string): string {
  return foldCase(text)
    .replace(/[\s.,;:!?]+/gu, ' ')
    .trim();
}
