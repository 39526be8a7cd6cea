import { tracesIn } from '../languages/traces.ts';
import { foldCase } from '../text/case-folded.ts';
import { type Finding, findPatterns, type Pattern } from '../text/pattern.ts';

const start = '(?:^|(?<=[.!?¡¿]\\s))[ \\t¡*_]{0,4}';
const titles = 'mr|mrs|ms|dr|mr\\.|mrs\\.|ms\\.|dr\\.';
const greetings =
  'hi|hello|hey|hiya|dear|good (?:morning|afternoon|evening)|greetings|hola|buenos d[ií]as|buenas tardes|estimad[oa]s?|querid[oa]s?|apreciad[oa]|ol[aá]|oi|bom dia|boa tarde|prezad[oa]s?|car[oa]s?|bonjour|bonsoir|salut|ch(?:er|ère)s?|hallo|hi|guten (?:tag|morgen)|liebe[rs]?|sehr geehrte[r]?|moin|servus|ciao|buongiorno|gentile|beste|hej|cześć';

const nameless = 'a greeting without its name: write the name, or greet without one';
const spilled =
  'a greeting of somebody whose name a program did not know: write the name, or greet without one';

/** Where a name should stand and nothing does. */
const missing: readonly Pattern[] = [
  {
    pattern: new RegExp(`${start}(?:hi|hey|hello|dear|hola|olá|oi|hallo) {1,3}[!:.](?![.)(D-])`, 'gimu'),
    message: nameless,
  },
  { pattern: new RegExp(`${start}dear(?: (?:${titles}))?[ \\t]{0,3}[,:]`, 'gimu'), message: nameless },
  {
    pattern: new RegExp(
      `${start}(?:sehr geehrter herr|sehr geehrte frau|lieber herr|liebe frau|hallo (?:herr|frau))[ \\t]{0,3}[,!]`,
      'gimu',
    ),
    message: nameless,
  },
  { pattern: new RegExp(`${start}(?:${greetings})[ \\t]?,[ \\t]?,`, 'gimu'), message: nameless },
  {
    pattern: /(?<!\p{L})(?:sehr )?geehrte(?:\/r|\(r\)|[*:_]r)(?!\p{L})/giu,
    message: 'a greeting that leaves open who is greeted: choose one',
  },
  {
    pattern: /^\s{0,8},\s{0,3}\p{L}{1,20}/gu,
    message: 'begins with a comma: write the name before it, or leave the comma out',
  },
  {
    pattern:
      /(?<=^|\s)(?:at|for|with|from|of|and|your|para|con|de|em|com|da|do|chez|pour|avec|bei|für|mit|von) {1,3}[,.](?![.\p{L}\p{N}]| \.)/gimu,
    message: 'a name or a value is missing before the punctuation mark',
  },
];

/** What stands behind a greeting when a program did not know the name. */
const empties = new Set(
  'null undefined none nil nan unknown anonymous lead prospect recipient contact false true test name nombre nome nom naam imie namn navn isim имя 이름 名前 姓名 no value not available'.split(
    ' ',
  ),
);

/** Greetings in which a name is missing or is what a program prints for lack of one. A lead may be called so. */
export function* missingNames(written: string, leadName: string | null): Generator<Finding> {
  yield* findPatterns(written, missing);
  const { text, original, tokens, matches } = tracesIn(written);
  const nameParts = leadName?.split(/\s+/) ?? [];
  for (const { list, first, last } of matches) {
    const [start, end] = [tokens[first], tokens[last]];
    const isAtStart = start?.startsLine || start?.sentence !== tokens[first - 1]?.sentence;
    if (list !== 'greeting' || !start || !end || !isAtStart) continue;
    const title = matches.find((match) => match.list === 'title' && match.first === last + 1);
    const until = (title ? tokens[title.last]?.end : end.end) ?? end.end;
    const behind = text.slice(until, until + 40);
    if (/^\.?[ \t]{1,3}[,，]/.test(behind))
      yield { words: original(start.start, until + 2), message: nameless };
    const [, name = ''] = spilledName.exec(behind) ?? spilledValue.exec(behind) ?? [];
    const isEmpty = empties.has(foldCase(name)) || /^n\/a$/i.test(name);
    if (isEmpty && (!nameParts.includes(name) || name === name.toLowerCase())) {
      yield {
        words: original(start.start, Math.min(text.length, until + name.length + 1)),
        message: spilled,
      };
    }
  }
}

/** "Merhaba null Hanım": whatever follows, these are no words. */
const spilledValue = /^[ ,]{0,2}(null|undefined|nan)(?![\p{L}\p{N}-])/u;
const spilledName = /^[ ,]{0,2}["'(<]?(\p{L}{3,12}|n\/a)["')>]?[ \t]?(?:[,，!！.:：\n]|$)/iu;
