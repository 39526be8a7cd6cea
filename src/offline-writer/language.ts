import type { Channel } from '../contract/channels.ts';
import type { Medium, Part, Scripts, Stage } from './script.ts';

/** How a note about an interaction is told to the lead: "Discussed pricing" → "we discussed pricing". */
export interface Retelling {
  /** Matches the note's first clause; its first group is a noun phrase. */
  readonly note: RegExp;
  /** With `$1` for the noun phrase. */
  readonly told: string;
}

/** All that is known about writing in one language: words, patterns and small rules of grammar. */
export interface Language {
  readonly scripts: Readonly<Record<Channel, Scripts>>;
  readonly strategy: readonly Part[];

  /** "find out what would help you most": completes "a call to …". */
  readonly agenda: Readonly<Record<Stage, string>>;
  readonly medium: Readonly<Partial<Record<Medium, string>>>;
  /** "on our last call" */
  readonly occasion: Readonly<Record<Medium, string>>;
  readonly retellings: readonly Retelling[];
  /** "we discussed this and asked for that": where the part that can be retold ends. */
  readonly clauseEnd: RegExp;
  /** Words that show that a note speaks about the lead in the third person. */
  readonly thirdPerson: RegExp;

  /** What a lead is called in the strategy when nothing is known about it. */
  readonly someone: string;
  readonly roles: Readonly<Record<Channel, string>>;
  /** The banner's role when it is known which page the visitor saw; with `{page}`. */
  readonly roleAfterVisit: string;
  /** One and many, by ISO 8601 designator; `min` is the minute, since M is the month. */
  readonly units: Readonly<Record<'min' | 'H' | 'D' | 'W' | 'M' | 'Y', readonly [string, string]>>;

  /** Words by which a text in another language is told. */
  readonly foreignWords: RegExp;
  withArticle(phrase: string): string;
  and(items: readonly string[]): string;
  or(items: readonly string[]): string;
  /** Repairs what filling a template broke, such as "de el" in Spanish. */
  polish(text: string): string;
}
