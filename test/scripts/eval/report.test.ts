import { expect, test } from '@jest/globals';
import { html } from '../../../scripts/eval/report/html.ts';
import { markViolations } from '../../../scripts/eval/report/mark-violations.ts';
import type { Violation } from '../../../src/contract/violation.ts';

const violation = (excerpt: string, severity: Violation['severity'] = 'error'): Violation => ({
  rule: 'money',
  severity,
  field: 'message',
  excerpt,
  message: 'not in the facts',
});
const marked = (text: string, ...excerpts: string[]) =>
  html`${markViolations(
    text,
    excerpts.map((excerpt) => violation(excerpt)),
  )}`.text.replace(/<mark class="error" title="money: not in the facts">(.*?)<\/mark>/gs, '[$1]');

test('every value of a template is escaped but what a template made', () => {
  const lead = `<script>alert("O'Connor & Co")</script>`;
  expect(html`<p title="${lead}">${lead}</p>`.text).toBe(
    '<p title="&lt;script&gt;alert(&quot;O&#39;Connor &amp; Co&quot;)&lt;/script&gt;">' +
      '&lt;script&gt;alert(&quot;O&#39;Connor &amp; Co&quot;)&lt;/script&gt;</p>',
  );
  expect(html`<ul>${['<a>', 'b'].map((item) => html`<li>${item}</li>`)}</ul>`.text).toBe(
    '<ul><li>&lt;a&gt;</li><li>b</li></ul>',
  );
});

test('what is missing leaves no trace, and zero is a value', () => {
  expect(html`${null}${undefined}${false}${''}${[]}${0}`.text).toBe('0');
});

test('quoted words are marked wherever they stand', () => {
  expect(marked('It costs $5, yes, $5.', '$5')).toBe('It costs [$5], yes, [$5].');
  expect(marked('Ends in 3 days (or 3.5).', '3 days', '3.5', '')).toBe('Ends in [3 days] (or [3.5]).');
});

test('a quotation may have been cut and set on one line', () => {
  expect(marked('as\n\nof  Monday next week', 'as of Monday…')).toBe('[as\n\nof  Monday] next week');
});

test('of two quotations that overlap, the longer one at the same place wins', () => {
  expect(marked('within 10 days', '10', '10 days')).toBe('within [10 days]');
});

test('a text around marks stays escaped, and so do marks', () => {
  expect(marked('<b>50% & <i>', '<b>50%')).toBe('[&lt;b&gt;50%] &amp; &lt;i&gt;');
});

test('a quotation that does not stand in the text changes nothing', () => {
  expect(marked('Hello there', 'elsewhere')).toBe('Hello there');
});
