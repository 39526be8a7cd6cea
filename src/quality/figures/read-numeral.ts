import { currencyBefore, currencyBehind, moneyKeys } from './currencies.ts';
import { timeKeys } from './dates.ts';
import { durationBehind, durationKey } from './durations.ts';
import type { Figure, FigureKind } from './figure.ts';
import type { Numeral } from './numeral.ts';

/** What the words beside a number say about it; `plain`: nothing. */
export type Sense =
  | { kind: 'money'; currency: string; parts: number; signBefore: boolean }
  | { kind: 'percentage' }
  | { kind: 'duration'; unit: string }
  | { kind: 'time'; half?: string }
  | { kind: 'year' }
  | { kind: 'ordinal' }
  | { kind: 'plain' };

export interface Sensed {
  numeral: Numeral;
  sense: Sense;
  /** The number and the words that belong to it. */
  start: number;
  end: number;
}

const percent =
  /^[ -]?(?:[%٪]|percent|per cent|pct|percentage points?|por ?ciento|por cento|pour ?cents?|prozent\p{L}*|puntos porcentuales|pontos percentuais|points de pourcentage)(?!\p{L})/iu;
const halfOfDay = /^ ?([ap])(?:\.? ?m\b\.?)/i;
const oClock = /^ ?(?:uhr|o['’]clock|horas?|heures?)(?!\p{L})/iu;
const hourLetter = /^ ?h(?!\p{L})/iu;
const atHour = /(?:^|[^\p{L}])(?:a las?|às|as|à|vers|um|gegen|à partir de|desde las|hasta las) $/iu;
/** In "am 20." and "el día 20" the number is a day of some month. */
const dayBefore = /(?:^|[^\p{L}])(?:d[ií]a|(am|zum|vom|dem|den)) $/iu;
const ordinalEnd = /^(?:\.?[ºª]|st|nd|rd|th|er|ère|e|ème|eme)(?![\p{L}\d])/iu;
const yearBefore =
  /(?:^|[^\p{L}])(?:in|en|em|im|since|seit|desde|depuis|until|till|bis|hasta|até|by|of|de|del|year|año|ano|année|jahr|from|von|ab|during|before|after|mid|early|late|q[1-4]|fy)[ -]?$/iu;
const yearBehind =
  /^(?:['’]s)? ?(?:$|[.,;:!?)\n–—-]|(?:plan|plans|planning|budget|goals?|roadmap|strategy|season|edition|report|targets?|calendar|kick-?off|campaigns?|priorities)(?!\p{L}))/iu;

/** Reads the words on both sides of a number. */
export function senseOf(numeral: Numeral, text: string): Sensed {
  const { start, end } = numeral;
  const front = text.slice(Math.max(0, start - 20), start);
  const back = text.slice(end, end + 40);
  const sensed = (sense: Sense, before: number, behind: number): Sensed => ({
    numeral,
    sense,
    start: start - before,
    end: end + behind,
  });

  const signed = currencyBefore(front);
  if (signed) return sensed({ kind: 'money', ...signed, signBefore: true }, signed.length, 0);
  const share = percent.exec(back);
  if (share) return sensed({ kind: 'percentage' }, 0, share[0].length);
  const paid = currencyBehind(back);
  if (paid) return sensed({ kind: 'money', ...paid, signBefore: false }, 0, paid.length);

  const isHour = Number.isInteger(numeral.value) && numeral.value <= 24 && numeral.scale === 1;
  const half = halfOfDay.exec(back);
  if (isHour && half) return sensed({ kind: 'time', half: half[1] ?? 'a' }, 0, half[0].length);
  const hour = oClock.exec(back);
  if (isHour && hour && (atHour.test(front) || /^ ?(?:uhr|o)/i.test(hour[0]))) {
    return sensed({ kind: 'time' }, 0, hour[0].length);
  }
  const letter = hourLetter.exec(back);
  if (isHour && atHour.test(front)) return sensed({ kind: 'time' }, 0, letter?.[0].length ?? 0);

  const lasting = durationBehind(back);
  if (lasting) return sensed({ kind: 'duration', unit: lasting.unit }, 0, lasting.length);
  const ordinal = numeral.spelled ? null : ordinalEnd.exec(back);
  if (ordinal) return sensed({ kind: 'ordinal' }, 0, ordinal[0].length);
  const day = numeral.spelled ? null : dayBefore.exec(front);
  if (day && (day[1] ? /^\. ?(?!\d)/.test(back) : isDayOfMonth(numeral)))
    return sensed({ kind: 'ordinal' }, 0, 0);
  const isYear = /^(?:19|20)\d\d$/.test(text.slice(start, end));
  if (isYear && (yearBefore.test(front) || yearBehind.test(back))) return sensed({ kind: 'year' }, 0, 0);
  return sensed({ kind: 'plain' }, 0, 0);
}

/** Whether it may be the day in a date. */
export function isDayOfMonth({ value }: Numeral): boolean {
  return Number.isInteger(value) && value >= 1 && value <= 31;
}

/** The articles that are number words too. */
const article = /^(?:un|una|uno|um|uma|une|ein|eine[nmrs]?)$/i;
/** What a message says of its own parts: "three questions" promises nothing. */
const ownParts =
  /^ (?:(?:quick|short|simple|brief) )?(?:questions?|ideas?|points?|options?|ways|reasons|steps|things|thoughts|preguntas|ideas|puntos|opciones|motivos|razones|pasos|cosas|perguntas|ideias|pontos|opções|razões|passos|coisas|idées|raisons|étapes|choses|fragen|ideen|punkte|optionen|gründe|schritte|dinge)(?!\p{L})/iu;

/** Whether a number is only a way to speak: "one", "two", an article, "three questions". */
export function isMannerOfSpeech({ numeral, sense }: Sensed, text: string): boolean {
  const { value, spelled, start, end } = numeral;
  if (sense.kind === 'ordinal') return value <= 3;
  if (!spelled) return false;
  if (article.test(text.slice(start, end))) return true;
  return sense.kind === 'plain' && (value <= 2 || (value <= 5 && ownParts.test(text.slice(end, end + 30))));
}

/** A number as it is compared. */
export function figureOf({ numeral, sense, start, end }: Sensed): Figure {
  const { value } = numeral;
  const of = (kind: FigureKind, keys: readonly string[]): Figure => ({
    kind,
    readings: keys.map((key) => ({ kind, key })),
    start,
    end,
  });
  switch (sense.kind) {
    case 'money':
      return of('money', moneyKeys(value / sense.parts, sense.currency));
    case 'percentage':
      return of('percentage', [String(value)]);
    case 'duration':
      return of('duration', [durationKey(value, sense.unit) ?? String(value)]);
    case 'time':
      return of('date', timeKeys(value, 0, sense.half));
    case 'year':
      return of('date', [`${value}--`]);
    case 'ordinal':
      return {
        kind: 'date',
        readings: [
          { kind: 'date', key: `--${value}` },
          { kind: 'number', key: String(value) },
        ],
        start,
        end,
      };
    case 'plain':
      return of('number', [String(value)]);
  }
}
