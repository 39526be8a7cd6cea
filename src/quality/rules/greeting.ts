import { excerpt } from '../excerpt.ts';
import type { Rule } from '../rule.ts';
import { folded, foldedWords } from '../text/folded.ts';
import { legible } from '../text/legible.ts';

const greetings = [
  'hi|hello|hey|hiya|howdy|dear|greetings|welcome(?: back)?|good (?:morning|afternoon|evening|day)|thanks|thank you|(?:great|good|nice|lovely) to (?:meet|see|hear from) you',
  'hola|buen(?:os|as)? (?:d[ií]as?|tardes|noches)|estimad[oa]s?|querid[oa]s?|apreciad[oa]s?|muy buenas|gracias|bienvenid[oa]s?',
  'ol[áa]|oi|bom dia|boa (?:tarde|noite)|prezad[oa]s?|car[oa]s?|obrigad[oa]|bem-vind[oa]',
  'bonjour|bonsoir|salut|coucou|ch[eè]re?s?|merci|bienvenue',
  'hallo|hi|hey|guten (?:morgen|tag|abend)|moin|servus|gr(?:ü|ue)(?:ß|ss) (?:gott|dich|sie)|liebe[rs]?|sehr geehrte[rs]?|verehrte[rs]?|danke|willkommen',
].join('|');
const opening = new RegExp(`^[\\s\\p{P}\\p{S}]{0,12}(?:${greetings})(?![\\p{L}\\p{N}])`, 'iu');
/** Called without a greeting: by a title and a name, or by nothing but a name on the first line, as in a letter. */
const called =
  /^\s{0,4}(?=(?:Mr|Mrs|Ms|Dr|Sr|Sra|Señora?|Senhora?|Madame|Monsieur|Mme|Herr|Frau)\.? \p{Lu}[^,\n]{0,30},|(?:\p{Lu}[\p{L}\p{M}.’'-]{1,24} ?){1,3},[ \t]*\n)/u;
const titles = new Set(
  'mr mrs ms miss mx dr prof professor sir madam sr sra srta don dona senor senora senhor senhora doutor doutora doctor doctora dra m mme mlle monsieur madame mademoiselle docteur herr herrn frau fr hr doktor ing lic'.split(
    ' ',
  ),
);
/** Whoever they are: nobody's name. */
const anyone = new Set(
  `there again all everyone everybody folks friend friends both you team colleague colleagues guys people world sir madam customer client
   partner neighbor neighbour buddy mate dear and or at of the our my i im ive we it its this just hope
   equipo todos todas amigo amiga amigos cliente a de del y o e el la los las nuevo tal que muy buenas buenos dias
   pessoal equipe equipa time gente colega colegas tudo bem ao do da
   tous toutes l chers cher chere equipe client cliente le les et encore vous
   zusammen alle allerseits kunde kundin kunden liebe lieber damen herren und an das die der team wir ich
   morning afternoon evening thanks gracias obrigado obrigada merci danke welcome bienvenido congratulations felicidades glueckwunsch`.split(
    /\s+/,
  ),
);
const group =
  /^(?:team|equipo|equipe|equipa|time|everyone|everybody|folks|all|todos|todas|pessoal|tous|toutes|zusammen|alle|crew)$/;

/** A greeting that calls the reader by a name that is not theirs. */
export const greeting: Rule = ({ draft, known, leadName }) => {
  if (!known) return [];
  const own = leadName === null ? known.words : new Set(spellings(leadName));
  return (['title', 'message'] as const).flatMap((field) => {
    const { text, original } = legible(draft[field]);
    const found = opening.exec(text) ?? called.exec(text);
    if (!found) return [];
    const call = calledIn(text, found[0].length);
    const isGroup = call.words.some((word) => group.test(word));
    const names = call.words.filter((word) => !titles.has(word) && !anyone.has(word));
    const meant = isGroup ? known.words : own;
    if (names.every((name) => isNamed(name, meant))) return [];
    const excerptOf = excerpt(original(0, call.end));
    const message = 'the greeting names somebody other than the lead; use the name in the facts, or none';
    return [{ rule: 'greeting', severity: 'error' as const, field, excerpt: excerptOf, message }];
  });
};

/** A name's words, also as they are written without umlauts and with them: "Jürgen" and "Juergen". */
function spellings(name: string): string[] {
  const plain = foldedWords(name);
  const spelledOut = foldedWords(name.replace(/[äöüÄÖÜ]/g, (letter) => `${letter}e`));
  return [...plain, ...spelledOut, ...plain.map((word) => word.replace(/([aou])e/g, '$1'))];
}

/** A name, or its first letter: "J." for Jane. */
function isNamed(name: string, own: ReadonlySet<string>): boolean {
  return own.has(name) || (name.length === 1 && [...own].some((word) => word.startsWith(name)));
}

const nextWord = /[ \t]*(?:[,،]?[ \t]*)((?:\p{Lu}\.)+|\p{L}[\p{L}\p{M}’'-]*)(\.?)/uy;
const ends = /^[ \t]*(?:[,!:;.…?\n—–-]|\p{Extended_Pictographic}|$)/u;

/** The words behind a greeting by which somebody is called, folded: capitalised ones, or one alone up to a comma. */
function calledIn(text: string, from: number): { words: string[]; end: number } {
  const words: string[] = [];
  const symbols = /^[ \t]*\p{Extended_Pictographic}*/u.exec(text.slice(from, from + 20))?.[0].length ?? 0;
  let end = from + symbols;
  // "Hi! We …" greets and goes on; "Hi, Bob!" does not.
  const commaFirst = /^[ \t]*,/.test(text.slice(end, end + 4));
  for (let count = 0; count < 6; count += 1) {
    nextWord.lastIndex = end;
    const match = nextWord.exec(text);
    const word = match?.[1];
    if (!match || word === undefined) break;
    const isSeparated = /,/.test(match[0]);
    if (isSeparated && !(count === 0 && commaFirst)) break;
    const parts = foldedWords(word);
    const isTitle = parts.every((part) => titles.has(part));
    const isPlain = parts.every((part) => anyone.has(part));
    const next = nextWord.lastIndex - (isTitle ? 0 : (match[2]?.length ?? 0));
    const isCapital = /^\p{Lu}/u.test(word) || !/^\p{Ll}/u.test(word);
    const isAlone = count === 0 && ends.test(text.slice(next, next + 6)) && !commaFirst;
    if (!isCapital && !isAlone && !isTitle && !isPlain) break;
    words.push(...parts);
    end = next;
    if (match[2] === '.' && !isTitle && word.length > 2) break;
  }
  // Behind a comma a capital may begin a sentence: only a name that is closed again is one.
  const isClosed = ends.test(text.slice(end, end + 6)) && words.length <= 3;
  return commaFirst && !isClosed ? { words: [], end } : { words, end };
}

/** For names that stand in other rules: the title words are nobody's name. */
export function isTitle(word: string): boolean {
  return titles.has(folded(word).replace('.', ''));
}
