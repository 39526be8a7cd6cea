import { foldCase } from './case-folded.ts';
import { normalized } from './normalized.ts';
import { type Token, tokensOf } from './tokens.ts';

/** A phrase of a list that stands in a text. */
export interface PhraseMatch<List extends string = string> {
  list: List;
  /** What the list says about the phrase, such as the number of a month. */
  value: string | number;
  /** Indexes of its first and last token. */
  first: number;
  last: number;
}

interface Node {
  words: Map<string, Node>;
  /** By their first two letters. */
  prefixes: Map<string, { prefix: string; node: Node }[]>;
  number: Node | null;
  gap: Node | null;
  next: Node[];
  ends: { list: string; value: string | number; startsLine: boolean; colon: boolean }[];
}

const longestGap = 6;

/**
 * Phrases in the notation of `Phrase`, looked for all at once: each token is looked up once, however many phrases
 * there are.
 */
export class PhraseBook<List extends string> {
  readonly #root = newNode();
  readonly #isNumberWord: (word: string) => boolean;

  constructor(isNumberWord: (word: string) => boolean = () => false) {
    this.#isNumberWord = isNumberWord;
  }

  add(list: List, phrases: Iterable<string>, value: string | number = ''): void {
    for (const phrase of phrases) {
      const startsLine = phrase.startsWith('^');
      const colon = /:\s*$/.test(phrase);
      const body = phrase.replace(/^\^/, '').replace(/:\s*$/, '');
      let nodes = [this.#root];
      for (const part of body.match(/\([^()]*\)|[^\s()]+/g) ?? []) {
        const isGroup = part.startsWith('(');
        const alternatives = isGroup ? part.slice(1, -1).split('|') : [part];
        nodes = this.#addPart(nodes, alternatives, isGroup);
      }
      for (const node of nodes) if (node !== this.#root) node.ends.push({ list, value, startsLine, colon });
    }
  }

  /** A group of alternatives ends in one node, so that a phrase stays as small as it is written. */
  #addPart(from: readonly Node[], alternatives: readonly string[], isGroup: boolean): Node[] {
    const ends: Node[] = [];
    for (const start of from) {
      for (const alternative of alternatives) ends.push(addWords(start, wordsOf(alternative)));
    }
    if (!isGroup || ends.length === 1) return ends;
    const joined = newNode();
    for (const end of ends) if (!from.includes(end)) end.next.push(joined);
    const isOptional = ends.some((end) => from.includes(end));
    return isOptional ? [joined, ...from] : [joined];
  }

  /** All that stands in a text, in the order of its first token. */
  find(tokens: readonly Token[]): PhraseMatch<List>[] {
    const found: PhraseMatch<List>[] = [];
    for (let first = 0; first < tokens.length; first += 1) {
      this.#follow(this.#root, { tokens, first, found }, first, false);
    }
    return found;
  }

  /** @param crosses whether a sentence has ended since the first token, as in "Sure! Here is the email:" */
  #follow(node: Node, search: Search<List>, index: number, crosses: boolean): void {
    const { tokens, first, found } = search;
    const start = tokens[first];
    if (index > first) {
      const last = index - 1;
      for (const { list, value, startsLine, colon } of node.ends) {
        if (startsLine ? !start?.startsLine : crosses) continue;
        if (!colon || tokens[last]?.colonAfter) found.push({ list: list as List, value, first, last });
      }
    }
    for (const next of node.next) this.#follow(next, search, index, crosses);
    if (node.gap) {
      for (let gap = 0; gap <= longestGap; gap += 1) {
        if (gap > 0 && tokens[index + gap - 1]?.sentence !== tokens[index - 1]?.sentence) break;
        this.#follow(node.gap, search, index + gap, crosses);
      }
    }
    const token = tokens[index];
    if (!token) return;
    const isNext = index > first && token.sentence !== start?.sentence;
    if (isNext && (token.startsLine || !start?.startsLine)) return;
    const word = node.words.get(token.text);
    if (word) this.#follow(word, search, index + 1, isNext);
    else if (semitic.test(token.text)) {
      for (const bare of withoutParticles(token.text)) {
        const next = node.words.get(bare);
        if (next) this.#follow(next, search, index + 1, isNext);
      }
    }
    for (const { prefix, node: next } of node.prefixes.get(token.text.slice(0, 2)) ?? []) {
      if (token.text.startsWith(prefix)) this.#follow(next, search, index + 1, isNext);
    }
    if (node.number && (token.type === 'number' || this.#isNumberWord(token.text))) {
      this.#follow(node.number, search, index + 1, isNext);
    }
  }
}

const semitic = /^[\u05d0-\u05ea\u0621-\u064a]/;
const particles = /^(?:[ובלמהשכ]ה?|[وفبلك](?:ال|ل)?|ال)(?=.{2})/;

/** Hebrew and Arabic write "and", "in", "to" and "the" as one word with the next. */
function withoutParticles(word: string): string[] {
  const particle = particles.exec(word)?.[0];
  if (!particle) return [];
  return particle.length > 1 ? [word.slice(1), word.slice(particle.length)] : [word.slice(1)];
}

interface Search<List extends string> {
  tokens: readonly Token[];
  first: number;
  found: PhraseMatch<List>[];
}

function newNode(): Node {
  return { words: new Map(), prefixes: new Map(), number: null, gap: null, next: [], ends: [] };
}

function addWords(start: Node, words: readonly string[]): Node {
  let node = start;
  for (const word of words) {
    if (word === '#') {
      node.number ??= newNode();
      node = node.number;
    } else if (word === '…') {
      node.gap ??= newNode();
      node = node.gap;
    } else if (word.endsWith('*') && word.length > 2) {
      const prefix = word.slice(0, -1);
      const key = prefix.slice(0, 2);
      const siblings = node.prefixes.get(key) ?? [];
      node.prefixes.set(key, siblings);
      let edge = siblings.find((sibling) => sibling.prefix === prefix);
      if (!edge) {
        edge = { prefix, node: newNode() };
        siblings.push(edge);
      }
      node = edge.node;
    } else {
      const next = node.words.get(word) ?? newNode();
      node.words.set(word, next);
      node = next;
    }
  }
  return node;
}

/** The tokens of a phrase, the signs of the notation among them. */
function wordsOf(phrase: string): string[] {
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
