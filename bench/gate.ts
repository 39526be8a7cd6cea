import { type GateCase, readGateSet, writtenOn } from '../scripts/eval/gate/gate-set.ts';
import { checkMessage, rules, subjectOf } from '../src/quality/check-message.ts';
import { contextOf } from '../src/quality/context-of.ts';
import { mostChecked } from '../src/quality/rules/length.ts';
import { pieces } from '../test/fuzz/hostile-texts.ts';
import { median } from './median.ts';

const warmUps = 30;
const runs = 15;
/** One of each family of scripts, and one whose words are joined. */
const worstCaseLanguages = ['en', 'de', 'ja', 'ar'];

/** How long the gate takes for ordinary messages, by language and length, and each rule for texts made to be slow. */
export async function benchGate(): Promise<string[]> {
  const cases = readGateSet('open');
  return [...ordinary(cases), '', ...worstCases(cases)];
}

/**
 * For each case the median of several checks; for a language the median of its cases. Reading the facts comes once for
 * a follow-up and is measured apart.
 */
function ordinary(cases: readonly GateCase[]): string[] {
  const measured = cases.map((one) => {
    let context = contextOf(one.facts, writtenOn);
    const facts = time(() => {
      context = contextOf(one.facts, writtenOn);
    });
    const { title, message, channel } = one;
    // Each text is new to the gate, which remembers the reading of the newest ones.
    let turn = 0;
    const check = time(() =>
      checkMessage({ title, message: `${message} ${'.'.repeat(turn++ % 40)}` }, channel, context),
    );
    return { language: one.language, characters: message.length, facts, check };
  });
  const line = (name: string, of: typeof measured) =>
    `${name.padEnd(12)} ${median(of.map(({ check }) => check)).toFixed(2)} ms a message, ${median(of.map(({ facts }) => facts)).toFixed(2)} ms to read the facts of a follow-up (${of.length} messages of ${Math.round(median(of.map(({ characters }) => characters)))} characters)`;
  const languages = [...new Set(measured.map(({ language }) => language))];
  const lengths: [string, number, number][] = [
    ['to 150', 0, 150],
    ['to 500', 151, 500],
    ['beyond 500', 501, Number.POSITIVE_INFINITY],
  ];
  return [
    line('all', measured),
    ...lengths.map(([name, from, to]) =>
      line(
        name,
        measured.filter(({ characters }) => characters >= from && characters <= to),
      ),
    ),
    ...languages.map((language) =>
      line(
        language,
        measured.filter((one) => one.language === language),
      ),
    ),
  ];
}

/** The longest that a rule takes for a text of the greatest length that is checked, and the piece that it repeats. */
function worstCases(cases: readonly GateCase[]): string[] {
  const context = contextOf((cases.find(({ language }) => language === 'en') ?? noCases()).facts, writtenOn);
  const worst = new Map<string, { ms: number; piece: string }>();
  const size = mostChecked.message;
  for (const language of worstCaseLanguages) {
    for (const piece of pieces) {
      const message = piece.repeat(Math.ceil(size / piece.length)).slice(0, size);
      for (const rule of rules) {
        // The first rule that reads a text pays for its reading; a sign at its end makes it new to each rule.
        const measure = (turn: number) =>
          clock(() =>
            rule(
              subjectOf({ title: 'x', message: `${message}${rule.name}${turn}` }, 'email', {
                ...context,
                language,
              }),
            ),
          );
        const first = measure(0);
        const known = worst.get(rule.name)?.ms ?? 0;
        // A pause of the machine does not come back.
        const ms = first > known ? Math.min(first, measure(1), measure(2)) : 0;
        if (ms > known) worst.set(rule.name, { ms, piece });
      }
    }
  }
  return [...worst]
    .sort(([, a], [, b]) => b.ms - a.ms)
    .map(
      ([rule, { ms, piece }]) =>
        `${rule.padEnd(20)} at most ${ms.toFixed(1).padStart(6)} ms, for ${JSON.stringify(piece)} repeated`,
    );
}

function noCases(): never {
  throw new Error('the gate set has no case in English');
}

function time(work: () => unknown): number {
  for (let run = 0; run < warmUps; run += 1) work();
  return median(Array.from({ length: runs }, () => clock(work)));
}

function clock(work: () => unknown): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}
