/**
 * What a rule protects against. The class decides the severity:
 *
 * - `never-fit`: no reader may see it. An error in every language.
 * - `claim`: a number, price, percentage, date or duration that does not follow from the facts, or a conversation,
 *   promise or customer that is not in them. An error if the language has full support and the form is certain, else a
 *   warning.
 * - `style`: a warning.
 */
export type RuleClass = 'never-fit' | 'claim' | 'style';

/** Every rule of the gate, by id. */
export const ruleClasses = {
  blank: 'never-fit',
  length: 'never-fit',
  'control-characters': 'never-fit',
  'broken-text': 'never-fit',
  placeholder: 'never-fit',
  'assistant-boilerplate': 'never-fit',
  label: 'never-fit',
  json: 'never-fit',
  markdown: 'never-fit',
  html: 'never-fit',
  script: 'never-fit',
  greeting: 'never-fit',
  'forbidden-words': 'never-fit',
  url: 'never-fit',
  email: 'never-fit',
  phone: 'never-fit',
  'instruction-echo': 'never-fit',
  attachment: 'never-fit',
  internal: 'never-fit',
  contact: 'never-fit',
  money: 'claim',
  percentage: 'claim',
  duration: 'claim',
  date: 'claim',
  number: 'claim',
  history: 'claim',
  offer: 'claim',
  reference: 'claim',
  budget: 'claim',
  repetition: 'claim',
  'vague-claim': 'style',
  'blurred-claim': 'style',
  name: 'style',
  language: 'style',
  'all-caps': 'style',
} as const satisfies Record<string, RuleClass>;

export type RuleId = keyof typeof ruleClasses;

/** @param isCertain false if the text may mean something else */
export function severityOf(rule: RuleId, isCertain: boolean): 'error' | 'warning' {
  return ruleClasses[rule] !== 'style' && isCertain ? 'error' : 'warning';
}
