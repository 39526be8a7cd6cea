import { createHash } from 'node:crypto';
import { type Brief, contains, type Slots } from './brief.ts';
import type { Lines, Part } from './script.ts';

const slot = /\{(\??)(\w+)\}/g;

/** How much a line gains by naming a fact. Facts that are not listed count 1. */
const weights: Readonly<Record<string, number>> = {
  pain: 3,
  pains: 3,
  bothPains: 4,
  interest: 3,
  interests: 3,
  bothInterests: 4,
  either: 4,
  event: 3,
  callToAction: 5,
  bookingUrl: 4,
  minutes: 4,
  company: 2,
  agenda: 0,
};

/**
 * The possible sentences for a part of a message, best first. Those with more facts come first. Sentences with equally
 * many facts have an order that depends on the lead, so that leads do not all get the same text.
 */
export function candidatesOf(part: Part, brief: Brief, key: string): string[] {
  const { lines, isOrdered } = linesOf(part, brief);
  const usable = lines.filter((line) => slotsOf(line).every((name) => brief.slots[name] !== undefined));
  const ordered = isOrdered ? usable : byWeight(usable, hashOf(`${key}|${brief.identity}`));
  const texts = ordered.map((line) => fill(line, brief.slots, brief.language.polish));
  const allowed = texts.filter((text) => !contains(text, brief.forbidden));
  // A greeting or a signature may be the only one.
  const fresh = allowed.filter((text) => !brief.said.some((said) => said.includes(text.toLowerCase())));
  return fresh.length > 0 ? fresh : allowed;
}

const nothingMore = { openings: [], questions: [] } as const;

function linesOf(part: Part, brief: Brief): { lines: Lines; isOrdered: boolean } {
  if (isLines(part)) return { lines: part, isOrdered: false };
  if ('inOrder' in part) return { lines: part.inOrder, isOrdered: true };
  const { openings, questions } = brief.said.length > 0 ? brief.language.later : nothingMore;
  if ('told' in part) return { lines: [...part[brief.contact], ...openings], isOrdered: false };
  if ('reply' in part) {
    const own = linesOf(part[brief.ask], brief);
    // Where the question depends on the stage, the part is the question, else it is how to answer.
    return isLines(part.reply) ? own : { ...own, lines: [...own.lines, ...questions] };
  }
  return { lines: part[brief.stage], isOrdered: false };
}

/** Array.isArray does not narrow readonly arrays. */
function isLines(part: Part): part is Lines {
  return Array.isArray(part);
}

function byWeight(lines: Lines, turn: number): Lines {
  const weight = (line: string) =>
    [...line.matchAll(slot)].reduce(
      (sum, [, silent, name = '']) => sum + (silent ? 1 : (weights[name] ?? 1)),
      0,
    );
  const values = [...new Set(lines.map(weight))].sort((a, b) => b - a);
  return values.flatMap((value) => {
    const equals = lines.filter((line) => weight(line) === value);
    const start = turn % equals.length;
    return [...equals.slice(start), ...equals.slice(0, start)];
  });
}

function slotsOf(line: string): string[] {
  return [...line.matchAll(slot)].map((match) => match[2] ?? '');
}

function fill(line: string, slots: Slots, polish: (text: string) => string): string {
  const filled = line.replace(slot, (_, silent: string, name: string) => (silent ? '' : (slots[name] ?? '')));
  const startsWithPhrase = /^(?:\{\?\w+\})*\{(?!name|company|team|who|sender|signOff)\w+\}/.test(line);
  // "Acme Inc." at the end of a sentence already ends with a full stop.
  return polish(startsWithPhrase ? upperFirst(filled) : filled).replace(/([.!?])\.(?=\s|$)/g, '$1');
}

/** Does not change names such as "iPhone". */
function upperFirst(text: string): string {
  return /^\p{Ll}(?!\p{Lu})/u.test(text) ? text.charAt(0).toUpperCase() + text.slice(1) : text;
}

function hashOf(text: string): number {
  return createHash('sha256').update(text).digest().readUInt32BE();
}
