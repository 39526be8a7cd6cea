import type { Rule } from '../rule.ts';
import { findPatterns, type Pattern, violationsIn } from '../text/pattern.ts';

const subject = 'subject(?: line)?|asunto|assunto|objet|betreff|betreffzeile|oggetto|onderwerp';
const title = 'title|título|titulo|titre|titel|headline|titular|manchete|überschrift';
const body =
  'message|mensaje|mensagem|nachricht|body|e-?mail body|message body|cuerpo(?: del (?:mensaje|correo))?|corpo(?: d[ao] (?:mensagem|e-?mail))?|corps(?: du (?:message|mail))?|textkörper';
const others =
  'pre-?header|preview text|call to action|cta|strategy|estrategia|estratégia|stratégie|strategie|channel|canal|kanal';

/** A channel's name heads a text alone on its line; with something behind it, it is a way to reach somebody. */
const heading =
  '(?:follow-up )?(?:e-?mail|whatsapp|notification|web banner|banner)(?: (?:message|text|copy|draft))?|(?:message|e-?mail|mensaje|correo|mensagem|nachricht) \\d';

const message =
  'the name of a field instead of its text alone: leave the label out, and the subject to the title';
const beginning = '^[ \\t>*_#"“]{0,6}';
const end = '[*_"]{0,2}[ ]?[:：]';

const labels: readonly Pattern[] = [
  { pattern: new RegExp(`${beginning}(?:${subject}|${title}|${body}|${others})${end}`, 'gimu'), message },
  { pattern: new RegExp(`${beginning}(?:${heading})${end}[*_ \\t]{0,4}$`, 'gimu'), message },
];

/** The name of a field, such as "Subject:", written into the text of the field. */
export const label: Rule = (subject) =>
  violationsIn(subject, 'label', 'error', (text) => findPatterns(text, labels));
