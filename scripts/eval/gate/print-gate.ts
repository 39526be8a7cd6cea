import { type RuleId, ruleClasses } from '../../../src/quality/rule-classes.ts';
import { classOf, type JudgedCase, type Score, scoreOf } from './measure-gate.ts';

/** Tables of the quality gate's test set: by language, by rule, and the targets. */
export function printGate(judged: readonly JudgedCase[]): string {
  const languages = [...new Set(judged.map(({ gateCase }) => gateCase.language))];
  const header = ['language', 'good', 'never-fit', 'claim', 'style', 'precision', 'recall'];
  const rows = [...languages, 'all'].map((language) => {
    const own = language === 'all' ? judged : judged.filter(({ gateCase }) => gateCase.language === language);
    const good = own.filter(({ gateCase }) => gateCase.verdict === 'pass');
    const { precision, recall } = scoreOf(own);
    const ofClass = (name: string) => {
      const wanted = own.filter(({ gateCase }) => gateCase.verdict !== 'pass' && classOf(gateCase) === name);
      return `${wanted.filter(({ isRight }) => isRight).length}/${wanted.length}`;
    };
    return [
      language,
      `${good.filter(({ isRight }) => isRight).length}/${good.length}`,
      ofClass('never-fit'),
      ofClass('claim'),
      ofClass('style'),
      percent(precision),
      percent(recall),
    ];
  });
  return [
    table([header, ...rows]),
    '',
    table([['rule', 'class', 'wanted', 'found', 'recall', 'precision'], ...ruleRows(judged)]),
  ].join('\n');
}

/** If several rules may find a case, it counts for the first one. */
function ruleRows(judged: readonly JudgedCase[]): string[][] {
  const rules = Object.keys(ruleClasses) as RuleId[];
  return rules.flatMap((rule) => {
    const wanted = judged.filter(({ gateCase }) => gateCase.verdict !== 'pass' && gateCase.rules[0] === rule);
    const stopped = judged.filter(({ violations }) =>
      violations.some((one) => one.rule === rule && one.severity === 'error'),
    );
    if (wanted.length === 0 && stopped.length === 0) return [];
    const found = wanted.filter(({ isRight }) => isRight).length;
    const rightly = stopped.filter(({ gateCase }) => gateCase.verdict === 'stop').length;
    return [
      [
        rule,
        ruleClasses[rule],
        String(wanted.length),
        String(found),
        wanted.length === 0 ? '' : percent(found / wanted.length),
        stopped.length === 0 ? '' : percent(rightly / stopped.length),
      ],
    ];
  });
}

/** The messages that the gate judges wrongly, by id, with their violations. */
export function printMistakes(judged: readonly JudgedCase[]): string {
  return judged
    .filter(({ isRight }) => !isRight)
    .map(({ gateCase: { id, verdict, rules, why }, violations }) => {
      const found = violations.map(({ rule, severity }) => `${rule} (${severity})`).join(', ') || 'nothing';
      const wanted = verdict === 'pass' ? 'pass' : `${verdict} ${rules.join(' or ')}`;
      return `  ${id}: ${wanted}${why ? ` (${why})` : ''}; found ${found}`;
    })
    .join('\n');
}

/** What the gate must reach on each half of the set. */
export const targets = { neverFit: 1, claims: 0.98, precision: 0.99 };

export interface Reached {
  neverFit: number;
  /** In the languages with full support. */
  claims: number;
  precision: number;
}

export function reachedBy(judged: readonly JudgedCase[]): Reached {
  const recall = (cases: readonly JudgedCase[]): Score['recall'] => scoreOf(cases).recall;
  const isWanted = ({ gateCase }: JudgedCase) => gateCase.verdict === 'stop';
  return {
    neverFit: recall(judged.filter((one) => isWanted(one) && classOf(one.gateCase) === 'never-fit')),
    claims: recall(judged.filter((one) => isWanted(one) && classOf(one.gateCase) === 'claim')),
    precision: scoreOf(judged).precision,
  };
}

export function printReached(reached: Reached): string {
  const line = (name: string, value: number, least: number) =>
    `${name}: ${percent(value)} (target ${percent(least)})${value < least ? ', missed' : ''}`;
  return [
    line('recall on never-fit', reached.neverFit, targets.neverFit),
    line('recall on claims in full languages', reached.claims, targets.claims),
    line('precision', reached.precision, targets.precision),
  ].join('\n');
}

function percent(value: number): string {
  return `${(value * 100).toFixed(1)}%`;
}

function table(rows: readonly (readonly string[])[]): string {
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0))) ?? [];
  return rows
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
