import { withoutParticles, wordsOf } from './phrase-words.ts';
import type { Token } from './tokens.ts';

/** An occurrence of a phrase in a text. */
export interface PhraseMatch<List extends string = string> {
  list: List;
  /** The value of the phrase in its list, such as the number of a month. */
  value: string | number;
  /** The indexes of the first and last token. */
  first: number;
  last: number;
}

interface Ending {
  list: string;
  value: string | number;
  startsLine: boolean;
  colon: boolean;
}

/** A node of the automaton: a position in one or more phrases. */
interface Node {
  id: number;
  words: Map<string, Node>;
  /** Next nodes by the beginning of a word. */
  prefixes: Map<string, Node>;
  number: Node | null;
  /** The next node after any word. */
  any: Node | null;
  /** Nodes that are reached without a word. */
  next: Node[];
  ends: Ending[];
}

/** What the book knows about a word. Equal words share one object. */
interface Word {
  id: number;
  exact: readonly string[];
  prefixes: readonly string[];
  isNumber: boolean;
}

/** A set of nodes that a text can be at. */
interface State {
  nodes: readonly Node[];
  ends: readonly Ending[];
  /** Next states by the id of the next word. Null if no phrase continues. */
  transitions: Map<number, State | null>;
}

const longestGap = 6;
const shortestPrefix = 2;
/** States and words are cached, up to this number. */
const mostRemembered = 50_000;

/**
 * Phrases in the notation of `Phrase`, which are all searched for at once. They form one automaton whose states are
 * built when a text first reaches them. Each word of a text then takes a few look-ups, no matter how many phrases
 * there are.
 */
export class PhraseBook<List extends string> {
  readonly #root = newNode(0);
  readonly #isNumberWord: (word: string) => boolean;
  #nodes = 1;
  #wordCount = 1;
  readonly #exact = new Set<string>();
  readonly #prefixes = new Map<string, string[]>();
  readonly #states = new Map<string, State>();
  readonly #words = new Map<string, Word>();
  readonly #wordsByKey = new Map<string, Word>();

  constructor(isNumberWord: (word: string) => boolean = () => false) {
    this.#isNumberWord = isNumberWord;
  }

  add(list: List, phrases: Iterable<string>, value: string | number = ''): void {
    for (const phrase of phrases) {
      checkParentheses(phrase);
      const startsLine = phrase.startsWith('^');
      const colon = /:\s*$/.test(phrase);
      const body = phrase.replace(/^\^/, '').replace(/:\s*$/, '');
      let nodes = [this.#root];
      for (const part of body.match(/\([^()]*\)|[^\s()]+/g) ?? []) {
        const isGroup = part.startsWith('(');
        const alternatives = isGroup ? part.slice(1, -1).split('|') : [part];
        nodes = this.#addPart(nodes, alternatives, isGroup);
      }
      for (const node of nodes) {
        const isKnown = node.ends.some(
          (end) =>
            end.list === list && end.value === value && end.startsLine === startsLine && end.colon === colon,
        );
        if (node !== this.#root && !isKnown) node.ends.push({ list, value, startsLine, colon });
      }
    }
    this.#states.clear();
    this.#words.clear();
    this.#wordsByKey.clear();
  }

  /** Finds all phrases in a text, in the order of their first token. */
  find(tokens: readonly Token[]): PhraseMatch<List>[] {
    const found: PhraseMatch<List>[] = [];
    const start = this.#stateOf([this.#root]);
    const words = tokens.map((token) => this.#wordOf(token));
    for (let first = 0; first < tokens.length; first += 1) {
      let state: State | null = start;
      for (let index = first; index < tokens.length; index += 1) {
        const word = words[index];
        const crosses = tokens[index]?.sentence !== tokens[first]?.sentence;
        // "Sure! Here is the email:" is one announcement. All other phrases end with their sentence.
        if (!word || (crosses && (!tokens[first]?.startsLine || tokens[index]?.startsLine))) break;
        state = this.#after(state, word);
        if (!state) break;
        for (const { list, value, startsLine, colon } of state.ends) {
          if (startsLine ? !tokens[first]?.startsLine : crosses) continue;
          if (!colon || tokens[index]?.colonAfter)
            found.push({ list: list as List, value, first, last: index });
        }
      }
    }
    return found;
  }

  /** A group of alternatives ends in one node, so that the number of nodes does not multiply. */
  #addPart(from: readonly Node[], alternatives: readonly string[], isGroup: boolean): Node[] {
    const ends: Node[] = [];
    for (const start of from) {
      for (const alternative of alternatives) ends.push(this.#addWords(start, wordsOf(alternative)));
    }
    if (!isGroup || ends.length === 1) return ends;
    const joined = this.#newNode();
    for (const end of ends) if (!from.includes(end)) end.next.push(joined);
    const isOptional = ends.some((end) => from.includes(end));
    return isOptional ? [joined, ...from] : [joined];
  }

  #addWords(start: Node, words: readonly string[]): Node {
    let node = start;
    for (const word of words) {
      if (word === '#') {
        node.number ??= this.#newNode();
        node = node.number;
      } else if (word === '…') node = this.#addGap(node);
      else if (word.endsWith('*') && word.length > shortestPrefix) {
        const prefix = word.slice(0, -1);
        const key = prefix.slice(0, shortestPrefix);
        const siblings = this.#prefixes.get(key) ?? [];
        if (!siblings.includes(prefix)) this.#prefixes.set(key, [...siblings, prefix]);
        const next = node.prefixes.get(prefix) ?? this.#newNode();
        node.prefixes.set(prefix, next);
        node = next;
      } else {
        this.#exact.add(word);
        const next = node.words.get(word) ?? this.#newNode();
        node.words.set(word, next);
        node = next;
      }
    }
    return node;
  }

  /** A chain of nodes, one per skipped word. The phrase can continue from each of them. */
  #addGap(from: Node): Node {
    const end = this.#newNode();
    let node = from;
    for (let count = 0; count < longestGap; count += 1) {
      node.next.push(end);
      node.any ??= this.#newNode();
      node = node.any;
    }
    node.next.push(end);
    return end;
  }

  #newNode(): Node {
    this.#nodes += 1;
    return newNode(this.#nodes);
  }

  #wordOf({ text, type }: Token): Word {
    const key = type === 'number' ? '#' : text;
    const known = this.#words.get(key);
    if (known) return known;
    const isNumber = type === 'number' || this.#isNumberWord(text);
    const forms = type === 'number' ? [text] : [text, ...withoutParticles(text)];
    // Digits may be part of a phrase too, as in "24 hours a day".
    const exact = forms.filter((form) => this.#exact.has(form));
    const prefixes = (this.#prefixes.get(text.slice(0, shortestPrefix)) ?? []).filter((prefix) =>
      text.startsWith(prefix),
    );
    const id = [...exact, ...prefixes.map((prefix) => `${prefix}*`), isNumber ? '#' : ''].join(' ');
    const word = this.#wordsByKey.get(id) ?? { id: this.#wordCount++, exact, prefixes, isNumber };
    if (this.#words.size >= mostRemembered) this.#words.clear();
    this.#wordsByKey.set(id, word);
    if (type !== 'number') this.#words.set(key, word);
    return word;
  }

  #after(state: State, word: Word): State | null {
    const known = state.transitions.get(word.id);
    if (known !== undefined) return known;
    const nodes: Node[] = [];
    for (const node of state.nodes) {
      for (const exact of word.exact) push(nodes, node.words.get(exact));
      for (const prefix of word.prefixes) push(nodes, node.prefixes.get(prefix));
      if (word.isNumber) push(nodes, node.number);
      push(nodes, node.any);
    }
    const next = nodes.length === 0 ? null : this.#stateOf(nodes);
    state.transitions.set(word.id, next);
    return next;
  }

  #stateOf(nodes: readonly Node[]): State {
    const all = new Set(nodes);
    for (const node of all) for (const next of node.next) all.add(next);
    const key = [...all]
      .map(({ id }) => id)
      .sort((a, b) => a - b)
      .join();
    const known = this.#states.get(key);
    if (known) return known;
    const state: State = {
      nodes: [...all],
      ends: [...all].flatMap(({ ends }) => ends),
      transitions: new Map(),
    };
    if (this.#states.size >= mostRemembered) this.#states.clear();
    this.#states.set(key, state);
    return state;
  }
}

/** Nested or unpaired parentheses would silently be misread. */
function checkParentheses(phrase: string): void {
  const rest = phrase.replace(/\([^()]*\)/g, '');
  if (/[()]/.test(rest))
    throw new Error(`the parentheses of the phrase "${phrase}" are nested or have no pair`);
}

function newNode(id: number): Node {
  return { id, words: new Map(), prefixes: new Map(), number: null, any: null, next: [], ends: [] };
}

function push(nodes: Node[], node: Node | null | undefined): void {
  if (node) nodes.push(node);
}
