import { mask } from '../text/mask.ts';
import { memoizeRecent } from '../text/memoize-recent.ts';
import type { Address } from './address.ts';
import { findEmails } from './emails.ts';
import { findUrls } from './urls.ts';

export interface Addresses {
  emails: Address[];
  urls: Address[];
  /** The text with each address replaced by as many spaces. */
  rest: string;
}

/** Finds the e-mail and web addresses in a normalized text. */
export const findAddresses = memoizeRecent((text): Addresses => {
  // Every address contains one of these characters or a word for one.
  if (!/[.@:。．｡]|[([{]|\b(?:dot|punto|ponto|punkt|point|at|arroba)\b/i.test(text)) {
    return { emails: [], urls: [], rest: text };
  }
  const emails = findEmails(text);
  const withoutEmails = mask(text, emails);
  const urls = findUrls(withoutEmails);
  return { emails, urls, rest: mask(withoutEmails, urls) };
});
