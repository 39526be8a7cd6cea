import type { Channel } from '../../src/contract/channels.ts';
import type { DraftMessage } from '../../src/contract/messages.ts';
import { findAddresses } from '../../src/quality/addresses/addresses.ts';

/** What makes a message easy to answer. Null if it does not apply to the channel. */
export interface Readiness {
  /** It has exactly one question, or a link and no question. A notification or banner is a link as a whole. */
  hasOneAsk: boolean | null;
  /** It names a day or a time of day, or has a link. */
  isConcrete: boolean | null;
  /** An e-mail ends with the name of its sender. */
  isSigned: boolean | null;
}

const question = /[?？؟]+/g;
const timeOfDay = /(?<!\d)(?:[01]?\d|2[0-3])(?:[:.h][0-5]\d(?!\d)|\s?(?:am|pm|uhr|h)(?!\p{L}))/iu;
/** A signature has a name, a title and some further lines. */
const linesOfSignature = 8;

/** @param sender null if no sender is known */
export function readinessOf(
  { message }: DraftMessage,
  channel: Channel,
  language: string,
  sender: string | null,
): Readiness {
  const { urls, rest } = findAddresses(message);
  const questions = rest.match(question)?.length ?? 0;
  const hasLink = urls.length > 0;
  const isWritten = channel === 'email' || channel === 'whatsapp';
  const end = message.trim().split('\n').slice(-linesOfSignature).join('\n');
  return {
    hasOneAsk: isWritten ? questions === 1 || (questions === 0 && hasLink) : null,
    isConcrete: isWritten ? hasLink || timeOfDay.test(rest) || namesWeekday(rest, language) : null,
    isSigned: channel === 'email' ? sender !== null && end.includes(sender) : null,
  };
}

function namesWeekday(text: string, language: string): boolean {
  const words = new Set(text.toLocaleLowerCase(language).match(/[\p{L}\p{M}-]+/gu));
  return weekdaysIn(language).some((day) => words.has(day) || words.has(day.split('-')[0] ?? day));
}

function weekdaysIn(language: string): string[] {
  const { format } = new Intl.DateTimeFormat(language, { weekday: 'long', timeZone: 'UTC' });
  // Monday, 2 November 2026, and the days after it.
  return Array.from({ length: 7 }, (_, day) =>
    format(Date.UTC(2026, 10, 2 + day)).toLocaleLowerCase(language),
  );
}
