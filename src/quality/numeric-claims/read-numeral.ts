import type { TimeUnit } from '../languages/language.ts';
import type { PhraseList } from '../languages/lexicon.ts';
import type { PhraseMatch } from '../text/phrases.ts';
import type { Token } from '../text/tokens.ts';
import { anyCurrency, currencyOf, signAtEnd, signAtStart } from './currencies.ts';
import { dateSigns, eastAsian, halves } from './east-asian-dates.ts';
import type { Numeral } from './numerals.ts';
import type { Sense } from './sense.ts';
import type { Sensed, Surroundings } from './surroundings.ts';

const dayArticles = new Set('du le am vom zum del el dal il op den dem the dia de'.split(' '));
const percentAfter = /^[ -]?[%٪]/;
const percentBefore = /[%٪]$/;
/** Interprets the text on both sides of a number. */
export function senseOf(numeral: Numeral, around: Surroundings): Sensed {
  const { text, tokens, startingAt, endingAt, lexicon } = around;
  const { first, last, start, end } = numeral;
  const [value = 0] = numeral.values;
  const before = text.slice(Math.max(0, start - 6), start);
  const after = text.slice(end, end + 6);
  const next = tokens[last + 1];
  const isBeside = next !== undefined && !next.startsLine && /^[ -]{0,2}$/.test(text.slice(end, next.start));
  const sensed = (senses: readonly Sense[], extra: Partial<Sensed> = {}): Sensed => ({
    numeral,
    senses,
    first,
    last,
    start,
    end,
    ...extra,
  });
  const upTo = (match: PhraseMatch<PhraseList>) => ({
    last: match.last,
    end: tokens[match.last]?.end ?? end,
  });

  if (percentAfter.test(after))
    return sensed([{ kind: 'percentage' }], { end: end + (percentAfter.exec(after)?.[0].length ?? 0) });
  if (percentBefore.test(before)) return sensed([{ kind: 'percentage' }], { start: start - 1 });
  const percent = isBeside ? startingAt(last + 1, 'percent') : null;
  if (percent) return sensed([{ kind: 'percentage' }], upTo(percent));

  const money = moneyOf(numeral, around, isBeside);
  if (money) return sensed([money.sense], money.extra);

  const isWhole = Number.isInteger(value) && numeral.scale === 1;
  const sign = next?.touches && !numeral.isSpelled ? dateSigns[next.text] : undefined;
  if (sign && next && isWhole) return eastAsian(numeral, sign, around, sensed);

  const isHour = isWhole && value <= 24;
  const half = isHour && isBeside ? halfOfDay(tokens, last) : null;
  if (half)
    return sensed([{ kind: 'time', half: half.half, minute: 0 }], {
      last: half.last,
      end: tokens[half.last]?.end ?? end,
    });
  // "Om half tien" means half past nine.
  const isHalfPast =
    isHour &&
    value <= 12 &&
    (/^hal[bv]$/.test(tokens[first - 1]?.text ?? '') ||
      (tokens[first - 1]?.text === 'half' &&
        (endingAt(first - 2, 'clockBefore') ?? endingAt(first - 2, 'weekday')))) &&
    !(isBeside && startingAt(last + 1, 'unit'));
  if (isHalfPast) return sensed([{ kind: 'time', minute: -30 }]);
  const halfBefore = isHour
    ? halves[`${tokens[first - 2]?.text ?? ''}${tokens[first - 1]?.text ?? ''}`]
    : undefined;
  const clock = numeral.isSpelled ? null : /^(?:[01]?\d|2[0-3])[.,]([0-5]\d)$/.exec(text.slice(start, end));
  const afterClock = clock && isBeside ? startingAt(last + 1, 'clockAfter') : null;
  // "8.15 uur"
  if (clock && afterClock) return sensed([{ kind: 'time', minute: Number(clock[1]) }], upTo(afterClock));
  const clockAfter = isHour && isBeside ? startingAt(last + 1, 'clockAfter') : null;
  const unit = isBeside ? startingAt(last + 1, 'unit') : null;
  const duration: Sense | null = unit ? { kind: 'duration', unit: unit.value as TimeUnit } : null;
  const clockBefore = isHour && first > 0 ? endingAt(first - 1, 'clockBefore') : null;
  if (clockAfter && (!unit || clockBefore || halfBefore)) {
    const time: Sense = { kind: 'time', ...(halfBefore ? { half: halfBefore } : {}), minute: 0 };
    return sensed(duration ? [time, duration] : [time], upTo(clockAfter));
  }
  if (clockAfter && duration && unit) return sensed([duration, { kind: 'time', minute: 0 }], upTo(unit));
  if (unit && duration) return sensed([duration], upTo(unit));

  const ordinal = next?.touches && !numeral.isSpelled && lexicon.ordinalEndings.has(next.text);
  if (ordinal && next) return sensed([{ kind: 'ordinal' }], { last: last + 1, end: next.end });
  // After normalization, "1.º" is "1.o".
  const mark = /^\.[oa](?!\p{L})|^[ºª°]/u.exec(after);
  if (mark) return sensed([{ kind: 'ordinal' }], { end: end + mark[0].length });
  // "notre appel du 24": a day, unless it counts something.
  // "le rendez-vous du 16 à 14h30", "le 8 à la même heure"
  const isTimed = next?.text === 'a' || (next !== undefined && startingAt(last + 1, 'clockBefore') !== null);
  const isAlone = !next || next.startsLine || next.clause !== tokens[last]?.clause || isTimed;
  const isLed = isAlone && isWhole && value <= 31 && dayArticles.has(tokens[first - 1]?.text ?? '');
  if (isLed) return sensed([{ kind: 'day' }, { kind: 'plain' }]);
  // "notre démonstration du 16 approche"
  const mayBeDay =
    isWhole && value <= 31 && /^(?:du|del|am|vom|zum|dia)$/.test(tokens[first - 1]?.text ?? '');
  if (mayBeDay && !numeral.isSpelled) return sensed([{ kind: 'plain' }, { kind: 'day' }]);
  // "el martes 8"
  const isDay = isWhole && value >= 1 && value <= 31 && !numeral.isSpelled;
  if (isDay && first > 0 && endingAt(first - 1, 'weekday'))
    return sensed([{ kind: 'day' }, { kind: 'plain' }]);
  // "el día 20"
  const dayBefore = isWhole && value <= 31 && first > 0 ? endingAt(first - 1, 'unit') : null;
  if (dayBefore?.value === 'day') return sensed([{ kind: 'day' }, { kind: 'plain' }]);
  const isYear = /^(?:19|20)\d\d$/.test(text.slice(start, end));
  if (isYear) {
    // "2030 seats" is not a year.
    const counts =
      isBeside && next.clause === tokens[last]?.clause && /^\p{Ll}{4}/u.test(text.slice(next.start));
    return sensed(counts ? [{ kind: 'plain' }, { kind: 'year' }] : [{ kind: 'year' }, { kind: 'plain' }]);
  }
  // "Las siete obras" is not a time: the article comes without "a".
  const isArticle =
    clockBefore?.first === clockBefore?.last && /^l[ae]s?$/.test(tokens[first - 1]?.text ?? '');
  const isNoun =
    isBeside && next.type === 'word' && next.text.length >= 4 && next.clause === tokens[last]?.clause;
  if (clockBefore && !(isArticle && isNoun)) {
    // "At 10" is a time, "at 12 sites" is not.
    const isFollowed =
      isBeside &&
      next.clause === tokens[last]?.clause &&
      next.type === 'word' &&
      !startingAt(last + 1, 'clockBefore') &&
      !startingAt(last + 1, 'range') &&
      !startingAt(last + 1, 'weekday');
    const time: Sense = { kind: 'time', minute: 0 };
    return sensed(isFollowed ? [{ kind: 'plain' }, time] : [time, { kind: 'plain' }]);
  }
  const isClock = !numeral.isSpelled && /^(?:[01]?\d|2[0-3])[.,][0-5]\d$/.test(text.slice(start, end));
  if (isClock) return sensed([{ kind: 'plain' }, { kind: 'time', minute: Number(text.slice(end - 2, end)) }]);
  // "3.12" may be a day in December.
  const dayAndMonth = numeral.isSpelled ? null : /^(\d{1,2})\.(0?[1-9]|1[0-2])$/.exec(text.slice(start, end));
  if (dayAndMonth)
    return sensed([
      { kind: 'plain' },
      { kind: 'date', day: Number(dayAndMonth[1]), month: Number(dayAndMonth[2]) },
    ]);
  // "am 20. über", "3. etasje"
  if (!numeral.isSpelled && isWhole && value <= 31 && /^\.(?: \p{Ll}|$)/u.test(after)) {
    return sensed([{ kind: 'plain' }, { kind: 'day' }]);
  }
  return sensed([{ kind: 'plain' }]);
}

function moneyOf(
  { first, last, start, end, isSpelled }: Numeral,
  { text, tokens, startingAt, endingAt }: Surroundings,
  isBeside: boolean,
): { sense: Sense; extra: Partial<Sensed> } | null {
  const money = (currency: string, parts = 1): Sense => ({
    kind: 'money',
    currency: currencyOf(currency),
    parts,
  });
  const signBefore = signAtEnd(text.slice(Math.max(0, start - 5), start));
  // In "210 € una tantum", the sign belongs to the number before it.
  if (signBefore && !isSpelled) {
    return { sense: money(signBefore.currency), extra: { start: start - signBefore.length } };
  }
  // "5 Mio. €"
  const signAfter = signAtStart(text.slice(end, end + 6).replace(/^\./, ''));
  if (signAfter) return { sense: money(signAfter.currency), extra: { end: end + signAfter.length } };
  if (isBeside) {
    const cents = startingAt(last + 1, 'cent');
    if (cents)
      return {
        sense: money(anyCurrency, 100),
        extra: { last: cents.last, end: tokens[cents.last]?.end ?? end },
      };
    // "5 millones de euros", "un million d'euros"
    const skip = /^(?:de|d|di|da)$/.test(tokens[last + 1]?.text ?? '') ? 2 : 1;
    const behind = startingAt(last + skip, 'currency');
    if (behind && tokens[behind.first]?.clause === tokens[last]?.clause) {
      return {
        sense: money(String(behind.value)),
        extra: { last: behind.last, end: tokens[behind.last]?.end ?? end },
      };
    }
  }
  const front = first > 0 ? endingAt(first - 1, 'currency') : null;
  const frontToken = front ? tokens[front.first] : undefined;
  const gap = text.slice(tokens[first - 1]?.end ?? start, start);
  // "EUR 500" and "kr 500" are amounts, but "el sol un día" is not.
  if (front && frontToken && !isSpelled && /^[.: ]{0,2}$/.test(gap)) {
    return { sense: money(String(front.value)), extra: { first: front.first, start: frontToken.start } };
  }
  return null;
}

function halfOfDay(tokens: readonly Token[], last: number): { half: 'a' | 'p'; last: number } | null {
  const [one, two] = [tokens[last + 1]?.text ?? '', tokens[last + 2]?.text ?? ''];
  if (one === 'am' || one === 'pm') return { half: one === 'am' ? 'a' : 'p', last: last + 1 };
  const isSpelledOut = (one === 'a' || one === 'p') && two === 'm';
  return isSpelledOut ? { half: one, last: last + 2 } : null;
}
