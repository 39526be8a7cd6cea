import { tracesIn } from '../languages/traces.ts';
import type { Rule } from '../rule.ts';
import { type Finding, findPatterns, type Pattern, violationsIn } from '../text/pattern.ts';

const message =
  'the name of a field instead of its text alone: leave the label out, the subject belongs to the title';

/** The name of a channel on a line of its own at the start. With text after it, it may be contact data. */
const headings: readonly Pattern[] = [
  {
    pattern:
      /^[ \t>*_#"“]{0,6}(?:(?:follow-up )?(?:e-?mail|whatsapp|notification|web banner|banner)(?: (?:message|text|copy|draft))?|(?:message|e-?mail|mensaje|correo|mensagem|nachricht) \d)[*_"]{0,2}[ ]?[:：][*_ \t]{0,4}$/gimu,
    message,
  },
];

/** A field name, such as "Subject:", inside the text of the field. */
export const label: Rule = (subject) =>
  violationsIn(subject, 'label', function* (written): Generator<Finding> {
    if (!/[:：]/.test(written)) return;
    yield* findPatterns(written, headings);
    const { text, original, tokens, matches } = tracesIn(written);
    for (const { list, first, last } of matches) {
      if (list !== 'label') continue;
      const end = tokens[last]?.end ?? 0;
      const colon = text.slice(end, end + 5).search(/[:：]/);
      yield { words: original(tokens[first]?.start ?? 0, end + colon + 1), message };
    }
  });
