import { numberWord } from './number-words.ts';

/** The words of a unit in the five languages, and its length: in seconds, or in months where it has no fixed length. */
const units: readonly { words: string; seconds?: number; months?: number }[] = [
  { words: 'second seconds sec secs segundo segundos seconde secondes sekunde sekunden sek', seconds: 1 },
  {
    words: 'minute minutes min mins minuto minutos minuten minütige minütiges minütigen minütiger',
    seconds: 60,
  },
  {
    words:
      'hour hours hr hrs h hora horas heure heures stunde stunden std stündige stündiges stündigen stündiger',
    seconds: 3600,
  },
  {
    words:
      'day days día días dia dias jour jours journée tag tage tagen tägige tägiges tägigen tägiger werktage werktagen arbeitstage arbeitstagen',
    seconds: 86_400,
  },
  {
    words:
      'week weeks wk wks semana semanas semaine semaines woche wochen wöchige wöchiges wöchigen wöchiger',
    seconds: 604_800,
  },
  { words: 'fortnight fortnights', seconds: 1_209_600 },
  {
    words:
      'month months mo mos mes meses mês mois monat monate monaten monatige monatiges monatigen monatiger',
    months: 1,
  },
  { words: 'trimestre trimestres quartal quartale quartalen', months: 3 },
  {
    words:
      'year years yr yrs año años ano anos an ans année années jahr jahre jahren jährige jähriges jährigen jähriger',
    months: 12,
  },
];

const lengths = new Map(
  units.flatMap(({ words, ...length }) => words.split(' ').map((word) => [word, length])),
);
const wordBehind =
  /^[ \t-]{0,3}(?:(?:business|working|calendar|full|short|quick|whole)[ -])?(\p{L}{1,16})(?!\p{L})/iu;

/** A unit of time, as it is written right behind a number. */
export function durationBehind(text: string): { unit: string; length: number } | null {
  const match = wordBehind.exec(text);
  const unit = (match?.[1] ?? '').toLowerCase();
  return match && lengths.has(unit) ? { unit, length: match[0].length } : null;
}

/** The form in which durations are compared: "1 week" and "7 days" are the same, "1 month" and "30 days" are not. */
export function durationKey(value: number, unit: string): string | null {
  const length = lengths.get(unit);
  if (!length) return null;
  return length.months ? `${value * length.months} months` : `${value * (length.seconds ?? 0)} s`;
}

const iso = /(?<![\p{L}\d])P(?=\d|T\d)(?:\d+[YMWD]){0,4}(?:T(?:\d+[HMS]){1,3})?(?![\p{L}\d])/gu;

/** ISO 8601 durations, such as "P3D". */
export function findIsoDurations(text: string): { key: string; start: number; end: number }[] {
  return [...text.matchAll(iso)].map((match) => {
    const [date = '', time = ''] = match[0].slice(1).split('T');
    let months = 0;
    let seconds = 0;
    for (const [, count, letter = ''] of date.matchAll(/(\d+)([YMWD])/g)) {
      months += Number(count) * ({ Y: 12, M: 1 }[letter] ?? 0);
      seconds += Number(count) * ({ W: 604_800, D: 86_400 }[letter] ?? 0);
    }
    for (const [, count, letter = ''] of time.matchAll(/(\d+)([HMS])/g)) {
      seconds += Number(count) * ({ H: 3600, M: 60, S: 1 }[letter] ?? 0);
    }
    const key = months > 0 ? `${months} months${seconds > 0 ? ` ${seconds} s` : ''}` : `${seconds} s`;
    return { key, start: match.index, end: match.index + match[0].length };
  });
}

const half =
  /(?<!\p{L})(?:half an hour|half[- ]hour|media hora|meia hora|demi-heure|halbe(?:n|r)? stunde)(?!\p{L})/giu;
const quarter =
  /(?<!\p{L})(?:quarter of an hour|cuarto de hora|quarto de hora|quart d['’]heure|viertelstunde)(?!\p{L})/giu;

const adjective =
  /(?<!\p{L})(\p{L}{3,16})((?:tägig|wöchig|monatig|jährig|stündig|minütig)e[nmrs]?)(?!\p{L})/giu;

/** "Half an hour" and its like, and German adjectives such as "dreitägig": durations without a number beside a unit. */
export function findSpokenDurations(
  text: string,
  language: string | null,
): { key: string; start: number; end: number }[] {
  const found = (pattern: RegExp, keyOf: (match: RegExpMatchArray) => string | null) =>
    [...text.matchAll(pattern)].flatMap((match) => {
      const key = keyOf(match);
      return key ? [{ key, start: match.index, end: match.index + match[0].length }] : [];
    });
  return [
    ...found(half, () => '1800 s'),
    ...found(quarter, () => '900 s'),
    ...found(adjective, ([, count = '', unit = '']) => {
      const number = numberWord(count.toLowerCase(), language);
      return number && durationKey(number.value, unit.toLowerCase().replace(/e?[nmrs]?$/, 'e'));
    }),
  ];
}
