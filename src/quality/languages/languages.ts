import { ar } from './ar.ts';
import { cs } from './cs.ts';
import { da } from './da.ts';
import { de } from './de.ts';
import { el } from './el.ts';
import { en } from './en.ts';
import { es } from './es.ts';
import { fi } from './fi.ts';
import { fr } from './fr.ts';
import { he } from './he.ts';
import { hi } from './hi.ts';
import { it } from './it.ts';
import { ja } from './ja.ts';
import { ko } from './ko.ts';
import type { Language } from './language.ts';
import { nb } from './nb.ts';
import { nl } from './nl.ts';
import { pl } from './pl.ts';
import { pt } from './pt.ts';
import { ru } from './ru.ts';
import { sv } from './sv.ts';
import { tr } from './tr.ts';
import { uk } from './uk.ts';
import { zh } from './zh.ts';

/** All languages of the quality gate. To add one, write its record and add a line here. */
export const languages: readonly Language[] = [
  en,
  es,
  pt,
  fr,
  de,
  it,
  nl,
  sv,
  da,
  nb,
  fi,
  pl,
  cs,
  tr,
  el,
  ru,
  uk,
  ar,
  he,
  hi,
  ja,
  ko,
  zh,
];

const aliases: Readonly<Record<string, string>> = { no: 'nb', nn: 'nb', iw: 'he', cmn: 'zh', yue: 'zh' };
const byTag = new Map(languages.map((language) => [language.tag, language]));

/** The primary subtag of a BCP 47 tag. Each language has one: `nb` for `no-NO`. */
export function primarySubtag(tag: string): string {
  const primary = tag.split(/[-_]/)[0]?.toLowerCase() ?? '';
  return aliases[primary] ?? primary;
}

/** @returns the record for the tag's language, or null if there is none */
export function languageOf(tag: string | null): Language | null {
  return tag === null ? null : (byTag.get(primarySubtag(tag)) ?? null);
}
