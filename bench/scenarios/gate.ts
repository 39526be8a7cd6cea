import { type GateCase, readGateSet, writtenOn } from '../../scripts/eval/gate/gate-set.ts';
import { checkMessage, rules, subjectOf } from '../../src/quality/check-message.ts';
import { contextOf } from '../../src/quality/context-of.ts';
import { mostChecked } from '../../src/quality/rules/length.ts';
import { pieces } from '../../test/fuzz/hostile-texts.ts';
import { median } from '../median.ts';
import type { Bench, Row, Scenario } from '../scenario.ts';

const warmUps = 30;
const runs = 5;
/** One language for each family of scripts, and one with compound words. */
const worstCaseLanguages = ['en', 'de', 'ja', 'ar'];

/** The time of the quality gate: for ordinary messages by language and length, and for each rule's worst text. */
export const gate: Scenario = {
  name: 'gate',
  async run({ rounds, quick, say }) {
    const cases = readGateSet('open').filter(
      ({ language }, index) => !quick || (worstCaseLanguages.includes(language) && index % 10 === 0),
    );
    say(`${cases.length} messages`);
    const messages = ordinary(cases, rounds);
    say('the worst case of each rule');
    return [...messages, ...worstCases(cases, quick)];
  },
};

interface Timed {
  language: string;
  characters: number;
  /** Milliseconds per check, one value per round. */
  checks: number[];
  /** Milliseconds for reading the facts, which happens once per follow-up. */
  facts: number[];
}

/** For each case, the median of several checks. For a language or a length, the median of its cases. */
function ordinary(cases: readonly GateCase[], rounds: Bench['rounds']): Row[] {
  const timed = cases.map((one) => timeCase(one, rounds));
  const languages = [...new Set(timed.map(({ language }) => language))];
  const lengths: [string, number, number][] = [
    ['to 150 characters', 0, 150],
    ['of 151 to 500 characters', 151, 500],
    ['beyond 500 characters', 501, Number.POSITIVE_INFINITY],
  ];
  const row = (name: string, of: readonly Timed[], values: 'checks' | 'facts' = 'checks'): Row => ({
    measured: name,
    unit: 'ms',
    ours: Array.from({ length: rounds }, (_, round) =>
      median(of.map((one) => one[values][round] ?? Number.NaN)),
    ),
  });
  return [
    { ...row('check of a message, p50 of all', timed), goal: { of: 'ours', atMost: 0.5 } },
    row('reading the facts of a follow-up, p50 of all', timed, 'facts'),
    ...lengths.flatMap(([name, from, to]) => {
      const some = timed.filter(({ characters }) => characters >= from && characters <= to);
      return some.length > 0 ? [row(`check of a message ${name}, p50`, some)] : [];
    }),
    ...languages.map((language) =>
      row(
        `check of a message in ${language}, p50`,
        timed.filter((one) => one.language === language),
      ),
    ),
  ];
}

function timeCase({ language, facts: given, title, message, channel }: GateCase, rounds: number): Timed {
  let context = contextOf(given, writtenOn);
  const readFacts = () => {
    context = contextOf(given, writtenOn);
  };
  // Each text must be new to the gate, which caches the results for the latest ones.
  let turn = 0;
  const check = () =>
    checkMessage({ title, message: `${message} ${'.'.repeat(turn++ % 40)}` }, channel, context);
  for (let run = 0; run < warmUps; run += 1) {
    readFacts();
    check();
  }
  const inRounds = (work: () => unknown) =>
    Array.from({ length: rounds }, () => median(Array.from({ length: runs }, () => clock(work))));
  return { language, characters: message.length, facts: inRounds(readFacts), checks: inRounds(check) };
}

/** The longest time that a rule takes for a text of the maximum length, and the repeated piece that causes it. */
function worstCases(cases: readonly GateCase[], quick: boolean): Row[] {
  const context = contextOf((cases.find(({ language }) => language === 'en') ?? noCases()).facts, writtenOn);
  const worst = new Map<string, { ms: number; piece: string }>();
  const size = mostChecked.message;
  for (const language of quick ? worstCaseLanguages.slice(0, 1) : worstCaseLanguages) {
    for (const piece of pieces.filter((_, index) => !quick || index % 8 === 0)) {
      const message = piece.repeat(Math.ceil(size / piece.length)).slice(0, size);
      for (const rule of rules) {
        // The first rule that reads a text pays for the cached parts. A different ending makes the text new to each
        // rule.
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
        // Repeating the measurement excludes pauses of the machine.
        const ms = first > known ? Math.min(first, measure(1), measure(2)) : 0;
        if (ms > known) worst.set(rule.name, { ms, piece });
      }
    }
  }
  return [...worst]
    .sort(([, a], [, b]) => b.ms - a.ms)
    .map(([rule, { ms, piece }]) => ({
      measured: `rule ${rule}, worst case: ${visible(piece)} repeated`,
      unit: 'ms',
      ours: [ms],
      goal: { of: 'ours', atMost: 250 },
    }));
}

/** A table cannot contain line breaks or invisible characters. */
function visible(piece: string): string {
  return JSON.stringify(piece).replaceAll(
    /(?! )[\p{Cf}\p{Mn}\p{Zs}|]/gu,
    (sign) => `U+${sign.codePointAt(0)?.toString(16).toUpperCase().padStart(4, '0')}`,
  );
}

function noCases(): never {
  throw new Error('the test set of the gate has no case in English');
}

function clock(work: () => unknown): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}
