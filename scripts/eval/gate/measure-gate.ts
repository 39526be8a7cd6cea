import type { Violation } from '../../../src/contract/violation.ts';
import { checkMessage, passes } from '../../../src/quality/check-message.ts';
import { contextOf } from '../../../src/quality/context-of.ts';
import { type RuleId, ruleClasses } from '../../../src/quality/rule-classes.ts';
import { type GateCase, writtenOn } from './gate-set.ts';

export interface JudgedCase {
  gateCase: GateCase;
  violations: Violation[];
  isRight: boolean;
}

/** Checks every case. A message that must be stopped only counts as found if one of the rules of its case finds it. */
export function judgeCases(cases: readonly GateCase[]): JudgedCase[] {
  return cases.map((gateCase) => {
    const { channel, title, message, facts } = gateCase;
    const violations = checkMessage({ title, message }, channel, contextOf(facts, writtenOn));
    return { gateCase, violations, isRight: isRight(gateCase, violations) };
  });
}

function isRight({ verdict, rules }: GateCase, violations: readonly Violation[]): boolean {
  const isNamed = violations.some(
    ({ rule, severity }) => rules.includes(rule) && (verdict === 'warn' || severity === 'error'),
  );
  if (verdict === 'pass') return passes(violations);
  return verdict === 'stop' ? isNamed : passes(violations) && isNamed;
}

export interface Score {
  /** The share of stopped messages that had to be stopped. 1 if none was stopped. */
  precision: number;
  /** The share of messages that had to be found and were found. 1 if there are none. */
  recall: number;
  found: number;
  wanted: number;
  /** Messages that were stopped by mistake. */
  wronglyStopped: number;
}

/** The scores of a part of the set. */
export function scoreOf(judged: readonly JudgedCase[]): Score {
  const wanted = judged.filter(({ gateCase }) => gateCase.verdict !== 'pass');
  const found = wanted.filter(({ isRight }) => isRight).length;
  const stopped = judged.filter(({ violations }) => !passes(violations));
  const wronglyStopped = stopped.filter(({ gateCase }) => gateCase.verdict !== 'stop').length;
  return {
    precision: stopped.length === 0 ? 1 : 1 - wronglyStopped / stopped.length,
    recall: wanted.length === 0 ? 1 : found / wanted.length,
    found,
    wanted: wanted.length,
    wronglyStopped,
  };
}

/** The rule class of a case, as stated in the set or derived from its rules. */
export function classOf({ class: given, rules }: GateCase): 'never-fit' | 'claim' | 'style' {
  const [rule] = rules;
  const ruleClass = rule !== undefined && rule in ruleClasses ? ruleClasses[rule as RuleId] : undefined;
  return ruleClass === 'style' ? 'style' : (given ?? ruleClass ?? 'style');
}
