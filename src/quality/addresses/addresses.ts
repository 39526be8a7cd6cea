import { mask } from '../text/mask.ts';
import { memoizeRecent } from '../text/memoize-recent.ts';
import type { Address } from './address.ts';
import { findEmails } from './emails.ts';
import { findUrls } from './urls.ts';

export interface Addresses {
  emails: Address[];
  urls: Address[];
  /** The text without them, each overwritten by as many spaces. */
  rest: string;
}

/** The e-mail and web addresses of a text that is legible. */
export const findAddresses = memoizeRecent((text): Addresses => {
  // Each of them has one of these, or is spelled out.
  if (!/[.@:。．｡]|[([{]|\b(?:dot|punto|ponto|punkt|point|at|arroba)\b/i.test(text)) {
    return { emails: [], urls: [], rest: text };
  }
  const emails = findEmails(text);
  const withoutEmails = mask(text, emails);
  const urls = findUrls(withoutEmails);
  return { emails, urls, rest: mask(withoutEmails, urls) };
});
