import { PhraseBook } from '../../text/phrases.ts';
import type { Language } from '../language.ts';
import type { StatementList } from './statements.ts';

/** The statements of several languages in one book. The value of `ago` is its range of days: "1 13". */
export function statementBook(
  records: readonly Language[],
  isNumberWord: (word: string) => boolean,
): PhraseBook<StatementList> {
  const book = new PhraseBook<StatementList>(isNumberWord);
  for (const { statements } of records) {
    for (const [list, phrases] of Object.entries(statements ?? {})) {
      if (Array.isArray(phrases)) book.add(list as StatementList, phrases);
      else for (const [phrase, days] of Object.entries(phrases)) book.add('ago', [phrase], String(days));
    }
  }
  return book;
}
