import { likelyLanguage } from '../text/likely-language.ts';

/** How a number word goes together with those before it: added to them, or multiplying them. */
export interface NumberWord {
  value: number;
  multiplies: boolean;
}

/** From zero, or from the number in front, in order; an alternative spelling stands behind a slash. */
const counted: readonly string[] = [
  '0 zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen',
  '0 cero uno/un/una dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciséis/dieciseis diecisiete dieciocho diecinueve veinte veintiuno/veintiún/veintiun/veintiuna veintidós/veintidos veintitrés/veintitres veinticuatro veinticinco veintiséis/veintiseis veintisiete veintiocho veintinueve',
  '1 um/uma dois/duas três quatro cinco seis sete oito nove dez onze doze treze quatorze/catorze quinze dezesseis/dezasseis dezessete/dezassete dezoito dezenove/dezanove',
  '1 un/une deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize',
  '1 eins/ein/eine/einen/einem/einer zwei drei vier fünf/fuenf sechs sieben acht neun zehn elf zwölf/zwoelf dreizehn vierzehn fünfzehn/fuenfzehn sechzehn siebzehn achtzehn neunzehn',
];
const tens: readonly string[] = [
  'twenty thirty forty fifty sixty seventy eighty ninety',
  'veinte treinta cuarenta cincuenta sesenta setenta ochenta noventa',
  'vinte trinta quarenta cinquenta sessenta setenta oitenta noventa',
  'vingt/vingts trente quarante cinquante soixante septante huitante nonante',
  'zwanzig dreißig/dreissig vierzig fünfzig/fuenfzig sechzig siebzig achtzig neunzig',
];
const hundreds: readonly string[] = [
  'cien/ciento doscientos/doscientas trescientos/trescientas cuatrocientos/cuatrocientas quinientos/quinientas seiscientos/seiscientas setecientos/setecientas ochocientos/ochocientas novecientos/novecientas',
  'cem/cento duzentos/duzentas trezentos/trezentas quatrocentos/quatrocentas quinhentos/quinhentas seiscentos/seiscentas setecentos/setecentas oitocentos/oitocentas novecentos/novecentas',
];
const multiples: Readonly<Record<string, number>> = {
  'dozen docena dúzia douzaine dutzend': 12,
  'hundred hundert cent cents': 100,
  'thousand mil mille tausend': 1000,
  'million millón millones milhão milhões millions millionen': 1_000_000,
  'billion milliard milliards milliarde milliarden bilhão bilhões': 1_000_000_000,
};

/** Words that are something else in another of the languages, and the only ones in which they count. */
const only: Readonly<Record<string, readonly string[]>> = {
  once: ['es'],
  ten: ['en', 'de', 'fr'],
  seize: ['fr'],
  neuf: ['fr'],
  sept: ['fr'],
  elf: ['de'],
  acht: ['de'],
  cent: ['fr'],
  cents: ['fr'],
  nove: ['pt'],
  sete: ['pt'],
};

const words = tableOf();

/**
 * The number that a word stands for.
 * @param word in lower case
 * @param language base tag of the language that the text is in; null: any, each word counts that is one somewhere
 */
export function numberWord(word: string, language: string | null): NumberWord | null {
  const known = words.get(word) ?? germanCompound(word);
  if (!known) return null;
  const languages = only[word];
  return !languages || language === null || languages.includes(language) ? known : null;
}

function tableOf(): Map<string, NumberWord> {
  const table = new Map<string, NumberWord>();
  const add = (row: string, valueAt: (index: number) => number) => {
    for (const [index, spellings] of row.split(' ').entries()) {
      for (const word of spellings.split('/')) table.set(word, { value: valueAt(index), multiplies: false });
    }
  };
  for (const row of counted) {
    const start = Number(row.slice(0, 1));
    add(row.slice(2), (index) => start + index);
  }
  for (const row of tens) add(row, (index) => 20 + 10 * index);
  for (const row of hundreds) add(row, (index) => 100 + 100 * index);
  for (const [row, value] of Object.entries(multiples)) {
    for (const word of row.split(' ')) table.set(word, { value, multiplies: true });
  }
  return table;
}

const german =
  /^(?:(?<thousands>\p{L}{3,12})tausend)?(?:und)?(?:(?<hundreds>\p{L}{3,6})hundert)?(?:und)?(?<rest>\p{L}{3,16})?$/u;

/** "einundzwanzig", "zweihundertfünfzig", "fünftausend": German writes a number as one word. */
function germanCompound(word: string): NumberWord | null {
  if (word.length < 8 || word.length > 40 || !/tausend|hundert|und.{5,6}g$/.test(word)) return null;
  const parts = german.exec(word)?.groups;
  if (!parts) return null;
  const values = [
    parts.thousands ? belowHundred(parts.thousands) : 0,
    parts.hundreds ? belowHundred(parts.hundreds) : 0,
    parts.rest ? belowHundred(parts.rest) : 0,
  ];
  const [thousands, hundred, rest] = values;
  if (thousands == null || hundred == null || rest == null) return null;
  return { value: thousands * 1000 + hundred * 100 + rest, multiplies: false };
}

function belowHundred(word: string): number | null {
  const plain = words.get(word);
  if (plain) return plain.value < 100 ? plain.value : null;
  const [, unit = '', ten = ''] = /^(\p{L}{3,6})und(\p{L}{5,7})$/u.exec(word) ?? [];
  const [units, tenfold] = [words.get(unit), words.get(ten)];
  return units && tenfold ? units.value + tenfold.value : null;
}

const ambiguous = new RegExp(`(?<!\\p{L})(?:${Object.keys(only).join('|')})(?!\\p{L})`, 'iu');

/**
 * The language in which the number words of a text are read; null where it makes no difference.
 * @param told BCP 47 tag of the language that the text should have
 */
export function languageOfNumbers(text: string, told: string | null): string | null {
  if (!ambiguous.test(text)) return null;
  return told?.split(/[-_]/)[0]?.toLowerCase() ?? likelyLanguage(text) ?? 'en';
}
