import { Info } from 'luxon';

const languages = ['en', 'es', 'pt', 'fr', 'de'];

/** Short forms that are no other word; they count beside a day or a year only. */
const short =
  'jan feb mar apr jun jul aug sep sept oct nov dec ene abr dic fev fév févr janv avr juil déc mär okt dez'.split(
    ' ',
  );
const shortNumbers = [1, 2, 3, 4, 6, 7, 8, 9, 9, 10, 11, 12, 1, 4, 12, 2, 2, 2, 1, 4, 7, 12, 3, 10, 12];

const full = new Map(
  languages.flatMap((locale) =>
    Info.months('long', { locale }).map((name, index) => [name.toLowerCase(), index + 1] as const),
  ),
);
const numbers = new Map([
  ...short.map((name, index) => [name, shortNumbers[index] ?? 0] as const),
  ...full,
  ['marco', 3],
  ['fevrier', 2],
  ['aout', 8],
  ['decembre', 12],
  ['maerz', 3],
  ['setiembre', 9],
]);
const pattern = new RegExp(
  `(?<![\\p{L}\\d@.])(${[...numbers.keys()].sort((a, b) => b.length - a.length).join('|')})(?![\\p{L}\\d@])`,
  'giu',
);

/** Names of months that are words or first names too: alone they count only where they can be nothing else. */
const capitalised = new Set(['march', 'august', 'may', 'april', 'june', 'juni', 'juli', 'märz']);
const lowerCase = new Set([
  'julio',
  'julho',
  'mars',
  'abril',
  'agosto',
  'junio',
  'mayo',
  'maio',
  'março',
  'marzo',
]);
const inTime =
  /(?:^|[^\p{L}])(?:in|of|since|until|till|by|this|next|last|early|late|mid|for|from|through|during|before|after|im|seit|ab|bis|anfang|ende|mitte|en|de|desde|hasta|em|até|du|fin|début|depuis)[ -]$/iu;

export interface MonthName {
  month: number;
  start: number;
  end: number;
  /** Whether it is a date by itself: "in May", and not "you may". */
  alone: boolean;
}

export function findMonths(text: string): MonthName[] {
  return [...text.matchAll(pattern)].map((match) => {
    const written = match[0];
    const name = written.toLowerCase();
    const start = match.index;
    const led = inTime.test(text.slice(Math.max(0, start - 12), start));
    const isLower = written === name;
    const suits =
      (!capitalised.has(name) || !isLower) &&
      (!lowerCase.has(name) || isLower) &&
      (led || (name !== 'mai' && !capitalised.has(name) && !lowerCase.has(name)));
    return {
      month: numbers.get(name) ?? 0,
      start,
      end: start + written.length,
      alone: full.has(name) && suits,
    };
  });
}
