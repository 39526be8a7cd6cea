import type { Facts } from '../contract/facts.ts';
import type { Language } from './language.ts';
import { oneLine, organisationName, personName } from './plain-text.ts';

/** What the offer and the sender contribute to a message, ready to be inserted. Undefined if unknown. */
export interface Offered {
  /** A sentence, followed by the booking link if there is one. */
  callToAction: string | undefined;
  bookingUrl: string | undefined;
  minutes: string | undefined;
  /** A person's full name. */
  sender: string | undefined;
  /** The lines at the end of an e-mail. */
  signOff: string | undefined;
}

export function offeredBy({ offer, sender, site }: Facts, language: Language): Offered {
  const bookingUrl = offer?.booking_url ?? undefined;
  return {
    callToAction: callToAction(offer?.call_to_action ?? null, bookingUrl, language),
    bookingUrl,
    minutes: offer?.meeting_minutes?.toString(),
    sender: personName(sender?.name ?? null) ?? undefined,
    signOff: (sender && signOff(sender, site.name)) ?? undefined,
  };
}

function callToAction(
  given: string | null,
  bookingUrl: string | undefined,
  language: Language,
): string | undefined {
  const text = oneLine(given ?? '');
  if (text === '' || /[{}[\]<>|*`\\^~]|__/.test(text) || language.foreignWords.test(text)) return undefined;
  const hasLink = bookingUrl !== undefined && text.includes(bookingUrl);
  if (bookingUrl === undefined || hasLink) return /[.!?]$/.test(text) || hasLink ? text : `${text}.`;
  return /[!?]$/.test(text) ? `${text} ${bookingUrl}` : `${text.replace(/[.:]+$/, '')}: ${bookingUrl}`;
}

/** Name and title, unless the signature contains them, then the signature. Without a signature, the site is named. */
function signOff({ name, title, signature }: NonNullable<Facts['sender']>, siteName: string): string | null {
  const person = personName(name);
  const site = organisationName(siteName);
  if (signature === null) {
    return person && [person, [title, site].filter(Boolean).join(', ')].filter(Boolean).join('\n');
  }
  const lower = signature.toLowerCase();
  const missing = [person, title].filter((line) => line !== null && !lower.includes(line.toLowerCase()));
  return [...missing, signature].join('\n');
}
