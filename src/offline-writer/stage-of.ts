import type { Stage } from './script.ts';

/** The order matters: "unqualified" is not qualified, and "closed lost" is not won. */
const signs: readonly (readonly [RegExp, Stage])[] = [
  [
    /lost|reactiv|cold|dormant|inactive|churn|un-?qualif|disqualif|nurtur|stale|dead|perdid|fr[ií]o|inactiv|descart/i,
    'cold',
  ],
  [/won|customer|client|onboard|renew|upsell|ganad|activ|renov/i, 'customer'],
  [/propos|negotiat|quot|contract|decision|closing|propuest|negocia|cotiz|presupuest|cierre/i, 'proposal'],
  [
    /qualif|\b[sm]ql\b|opportunit|demo|evaluat|discovery|consider|calific|cualific|oportunidad|evalua/i,
    'qualified',
  ],
  [/new|contact|lead|prospect|inbound|subscri|aware|interest|nuev/i, 'new'],
];

/** The stage, as far as the wording depends on it. 'unknown' if it is missing or not recognized. */
export function stageOf(leadStage: string | null): Stage {
  if (leadStage === null) return 'unknown';
  return signs.find(([sign]) => sign.test(leadStage))?.[1] ?? 'unknown';
}
