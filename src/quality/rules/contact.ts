import type { Address } from '../addresses/address.ts';
import { findAddresses } from '../addresses/addresses.ts';
import { findPhones, samePhones } from '../addresses/phones.ts';
import { fields, type Rule, violation } from '../rule.ts';
import { statementsIn } from '../statements/read-statements.ts';
import { normalized } from '../text/normalized.ts';

const message = "the lead's own number or address, given as the sender's: leave it out, or give the sender's";

/** Among this many last lines, a line with little more than a number is part of the signature. */
const signatureLines = 5;
const mostWordsBeside = 3;

/** The lead's own phone number or e-mail address after the signature or after "call me on". */
export const contact: Rule = ({ draft, background, lexicon }) => {
  if (!background) return [];
  const { email, phone } = background.contact;
  const trusted = background.trusted.filter((text) => text !== email && text !== phone).join('\n');
  const ending = phone?.replace(/\D/g, '').slice(-2) ?? '';
  return fields.flatMap((field) => {
    const { text, original } = normalized(draft[field]);
    const { emails, rest } = findAddresses(text);
    // Looking up a number in the numbering plans is slow.
    const hasPhone = phone !== null && ending !== '' && text.includes(ending);
    const phones = new Set(hasPhone ? samePhones(phone) : []);
    const own = [
      ...emails.filter(({ key }) => email !== null && key === email.toLowerCase()),
      ...(phones.size > 0 ? findPhones(rest, (key) => phones.has(key)) : []).filter(
        ({ key }) => key !== null && phones.has(key),
      ),
    ];
    return own
      .filter((one) => !trusted.includes(text.slice(one.start, one.end)) && isOurs(one, text, lexicon))
      .map(({ start, end }) => violation('contact', field, original(start, end), message));
  });
};

/** Whether the message gives the address as a way to reach the sender. */
function isOurs({ start, end }: Address, text: string, lexicon: Parameters<typeof statementsIn>[1]): boolean {
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  const lineEnd = text.indexOf('\n', end) < 0 ? text.length : text.indexOf('\n', end);
  const linesBelow = text
    .slice(lineEnd)
    .split('\n')
    .filter((line) => line.trim() !== '').length;
  const beside = `${text.slice(lineStart, start)} ${text.slice(end, lineEnd)}`.match(/\p{L}+/gu) ?? [];
  const isAlone = lineStart > 0 && linesBelow < signatureLines && beside.length <= mostWordsBeside;
  const before =
    text
      .slice(Math.max(lineStart, start - 120), start)
      .split(/[.!?。！？] /)
      .at(-1) ?? '';
  return (
    (isAlone && !/[?？]/.test(text.slice(lineStart, lineEnd))) ||
    statementsIn(before, lexicon).of('reachMe').length > 0
  );
}
