import { parse } from 'tldts';
import { parseUrl } from '../../contract/parse-url.ts';
import { mask } from '../text/mask.ts';
import type { Address } from './address.ts';

const dot = String.raw`(?:[.。．｡]| ?[[({] ?(?:\.|dot|punto|ponto|punkt|point) ?[\])}] ?)`;
const label = String.raw`[\p{L}\p{N}_](?:[\p{L}\p{N}_-]{0,61}[\p{L}\p{N}_])?`;
const tail = String.raw`(?::\d{1,5})?(?:[/?#][^\s<>"“”«»]{0,2000})?`;
const withScheme =
  /(?<![\p{L}\p{N}])(?:[a-z][a-z0-9+-]{1,14}(?::|\[:\]|：)(?:\/\/|\\\\|／／)|\/\/(?=[\p{L}\p{N}-]+\.))[^\s<>"“”«»]{1,2000}|(?<![\p{L}\p{N}])(?:javascript|data|tel|sms|whatsapp):[^\s<>"“”«»]{2,2000}/giu;
const bare = new RegExp(`(?<![\\p{L}\\p{N}@_./\\\\-])${label}(?:${dot}${label}){1,6}${tail}`, 'giu');
const spoken =
  /(?<![\p{L}\p{N}-])(?!(?:the|a|our|el|la|un|una|los|o|os|der|die|das|le|les)\b)([\p{L}\p{N}][\p{L}\p{N}-]{1,61}) (?:dot|punto|ponto(?! com \p{Ll})|punkt|point) (com|net|org|io|ai|app|dev|info|biz)(?![\p{L}\p{N}])/giu;
const parted =
  /(?<![\p{L}\p{N}-])([\p{L}\p{N}][\p{L}\p{N}-]{1,61}) \.(com|net|org|io|app|dev|info|biz)(?![\p{L}\p{N}])/giu;

/** Names of techniques and companies that look like a host name. */
const names = /^(?:(?:asp|vb|ado|ml)\.net|readme\.md|(?:socket|draw)\.io)$/i;
/** Top-level domains for examples and internal networks. Nobody can register them, but they still form addresses. */
const reserved = /\.(?:example|test|invalid|localhost|local|internal|onion)$/i;

/** Finds web addresses with or without a scheme, including disguised ones: "evil[.]com", "hxxp://evil.com". */
export function findUrls(text: string): Address[] {
  const address = (start: number, written: string, meant = written): Address => ({
    key: urlKey(meant),
    start,
    end: start + written.length,
  });
  const schemed = [...text.matchAll(withScheme)].map((match) => address(match.index, trimmed(match[0])));
  const withoutSchemed = mask(text, schemed);
  const hosts = [...withoutSchemed.matchAll(bare)].flatMap((match) => {
    const written = trimmed(match[0]);
    return isAddress(written) ? [address(match.index, written)] : [];
  });
  const rest = mask(withoutSchemed, hosts);
  const said = [spoken, parted].flatMap((pattern) =>
    [...rest.matchAll(pattern)].map(({ 0: written, 1: name, 2: ending, index }) =>
      address(index, written, `${name}.${ending}`),
    ),
  );
  return [...schemed, ...hosts, ...said];
}

const openings: Readonly<Record<string, string>> = { ')': '(', ']': '[', '}': '{' };

/** Removes the punctuation of the surrounding sentence. */
function trimmed(written: string): string {
  const count = (character: string, end: number) => written.slice(0, end).split(character).length;
  let end = written.length;
  // No sentence ends with more punctuation than this.
  const shortest = end - 20;
  while (end > shortest) {
    const last = written[end - 1] ?? '';
    const opening = openings[last];
    const isUnopened = opening !== undefined && count(last, end) > count(opening, end);
    if (!isUnopened && !/[.,;:!?'’*_~…]/.test(last)) break;
    end -= 1;
  }
  return written.slice(0, end);
}

function isAddress(written: string): boolean {
  const host = hostOf(written);
  if (names.test(host)) return false;
  if (/^\d{1,3}(?:\.\d{1,3}){3}$/.test(host)) return host.split('.').every((part) => Number(part) <= 255);
  if (reserved.test(host)) return true;
  const { isIcann, isPrivate, domain } = parse(host, { allowPrivateDomains: true });
  if (domain === null || !(isIcann || isPrivate)) return false;
  return /[/?#:]|^www\./i.test(written) || !isMissingSpace(written);
}

/** "Thanks for the call.It was" does not name a host in Italy. */
function isMissingSpace(written: string): boolean {
  const [, before = '', ending = ''] = /^(.*)\.([^.]+)$/.exec(written) ?? [];
  if (/^(?:com|net|org)$/i.test(ending) && !/^Com$/.test(ending)) return false;
  return /^\p{Lu}\p{Ll}+$/u.test(ending) && /\p{Ll}$/u.test(before) && !/^\p{Lu}/u.test(before);
}

function refanged(written: string): string {
  return written
    .replace(/ ?[[({] ?(?:\.|dot|punto|ponto|punkt|point) ?[\])}] ?/gi, '.')
    .replace(/[。．｡]/g, '.')
    .replace(/\[:\]|：/g, ':')
    .replace(/\\\\|／／/g, '//');
}

function hostOf(written: string): string {
  return refanged(written).split(/[/?#:]/)[0] ?? '';
}

/**
 * The form in which addresses are compared: without scheme, `www.`, the case of the host and the last slash. Null for
 * anything that a browser could not open as a page.
 */
export function urlKey(written: string): string | null {
  const address = refanged(written).replace(/^\/\//, 'http://');
  const scheme = /^([a-z][a-z0-9+-]*):/i.exec(address)?.[1]?.toLowerCase();
  const isHost = /^[a-z][a-z0-9+-]*:\d{1,5}(?:\/|$)/i.test(address);
  if (scheme && !isHost && !/^h(?:tt|xx)ps?$/.test(scheme)) return null;
  const page = address.replace(/^h(?:tt|xx)ps?:\/*/i, '');
  const url = parseUrl(`http://${page}`);
  if (!url) return null;
  const { username, password, hostname, port, pathname, search, hash } = url;
  if (username || password) return null;
  const host = hostname.replace(/^www\./, '').replace(/\.$/, '');
  const path = pathname.replace(/\/+$/, '');
  return `${host}${port && port !== '443' ? `:${port}` : ''}${path}${search}${hash}`;
}

/** An address and what it implies: the address of its site. */
export function impliedUrls(key: string): string[] {
  const host = key.split(/[/?#]/)[0] ?? key;
  return [key, host];
}
