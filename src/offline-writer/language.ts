import type { Channel } from '../contract/channels.ts';
import type { Lines, Medium, Part, Scripts, Stage } from './script.ts';

/** How a note about an interaction is retold to the lead: "Discussed pricing" → "we discussed pricing". */
export interface Retelling {
  /** Matches the note's first clause. Its first group is a noun phrase. */
  readonly note: RegExp;
  /** `$1` is the noun phrase. */
  readonly told: string;
}

/** Everything for writing in one language: words, patterns and small rules of grammar. */
export interface Language {
  readonly scripts: Readonly<Record<Channel, Scripts>>;
  readonly strategy: readonly Part[];
  /** More openings and questions for later steps of a sequence, which must not repeat earlier ones. */
  readonly later: { readonly openings: Lines; readonly questions: Lines };

  /** "find out what would help you most": completes "a call to …". */
  readonly agenda: Readonly<Record<Stage, string>>;
  readonly medium: Readonly<Partial<Record<Medium, string>>>;
  /** "on our last call" */
  readonly occasion: Readonly<Record<Medium, string>>;
  readonly retellings: readonly Retelling[];
  /** "we discussed this and asked for that": where the part that can be retold ends. */
  readonly clauseEnd: RegExp;
  /** Words that show that a note describes the lead in the third person. */
  readonly thirdPerson: RegExp;

  /** What the strategy calls a lead whose name is unknown. */
  readonly someone: string;
  readonly roles: Readonly<Record<Channel, string>>;
  /** The role of the banner if the visited page is known, with `{page}`. */
  readonly roleAfterVisit: string;
  /** Singular and plural, by ISO 8601 designator. `min` stands for minutes, because M means months. */
  readonly units: Readonly<Record<'min' | 'H' | 'D' | 'W' | 'M' | 'Y', readonly [string, string]>>;

  /** Words that identify a text in another language. */
  readonly foreignWords: RegExp;
  withArticle(phrase: string): string;
  and(items: readonly string[]): string;
  or(items: readonly string[]): string;
  /** Fixes combinations that templates can produce, such as "de el" in Spanish. */
  polish(text: string): string;
}
