import { foldCase } from '../text/case-folded.ts';

/** The texts of the site itself. In notes about the lead, the same words may mean something else. */
const partsOfSite = ['site', 'offer', 'instructions'] as const;
/** Shorter quotes may match by chance. */
const shortest = 12;

interface Stated {
  /** A JSON pointer into the facts. */
  pointer: string;
  words: string;
}

/** The texts in which the site describes itself and its offer. Used to find the source of a quote. */
export class StatedTexts {
  readonly #texts: readonly Stated[];

  /** @param facts as the model saw them */
  constructor(facts: unknown) {
    this.#texts = partsOfSite.flatMap((part) =>
      textsIn((facts as Readonly<Record<string, unknown>>)[part], `/${part}`),
    );
  }

  /** @returns the pointer to a text that contains the quote in the same words, or null */
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
