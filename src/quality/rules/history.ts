import type { Background, Interaction } from '../ground-truth/background.ts';
import { languageOf } from '../languages/languages.ts';
import type { Lexicon } from '../languages/lexicon.ts';
import { dateOfKey } from '../numeric-claims/dates.ts';
import { findClaims } from '../numeric-claims/find-claims.ts';
import type { Rule, Subject } from '../rule.ts';
import type { Stated, StatementMatch } from '../statements/read-statements.ts';
import { statementViolations } from '../statements/statement-violations.ts';
import { isConversation, isExchange, isOfKind } from '../statements/two-way.ts';
import { foldCase, foldedWords } from '../text/case-folded.ts';
import { normalized } from '../text/normalized.ts';

const never = 'a conversation that is not among the interactions: leave it out';
const otherDay =
  'a conversation on a day on which the interactions have none: name the day that they have, or none';

const otherPlace = 'a meeting at a place that the interactions do not name: leave the place out';
const unrecorded = 'an event that is not in the facts: leave it out';
const hearsay = 'a statement of a third person that is not in the facts: leave it out';

const day = 86_400_000;
/** A date-time may be another date in the reader's time zone. */
const mostHoursApart = 14;

/** "As discussed yesterday" if nobody spoke with the lead, or not yesterday. */
export const history: Rule = (subject) => {
  const { background, today, lexicon } = subject;
  if (!background) return [];
  const support: Partial<Record<StatementMatch['list'], Interaction[]>> = {
    discussed: background.interactions.filter(isExchange),
    spoken: background.interactions.filter(isConversation),
  };
  support.conversation = support.spoken;
  return statementViolations(subject, 'history', function* (stated) {
    for (const match of stated.of('discussed', 'spoken', 'conversation')) {
      if (match.list === 'conversation' && stated.standsBy(match, 'future', 'sentence')) continue;
      const known = support[match.list] ?? [];
      const when = stated.near(match, 'ago', 'clause');
      if (known.length === 0) {
        if (!isNoted(background, match)) yield { match, message: never, isCertain: lexicon.isFull };
      } else if (match.list !== 'discussed' && !isOfDay(stated.around(match, 'clause'), known, subject)) {
        yield { match, message: otherDay, isCertain: lexicon.isFull };
      } else if (match.list !== 'discussed' && !isOfKind(stated.around(match, 'clause'), known)) {
        yield { match, message: never, isCertain: lexicon.isFull };
      } else if (today !== null && when.length > 0) {
        const fits = when.some(({ value }) => known.some(({ date }) => isAgo(date, today, String(value))));
        if (!fits) yield { match: joined(match, when), message: otherDay, isCertain: lexicon.isFull };
      }
      if (known.length === 0 || match.list !== 'spoken') continue;
      const places = stated.near(match, 'venue', 'clause').map((place) => foldCase(stated.wordsOf(place)));
      if (isElsewhere(stated, match, subject)) {
        yield { match, message: otherPlace, isCertain: lexicon.isFull };
        continue;
      }
      if (places.some((place) => !background.noted.some((text) => foldCase(text).includes(place))))
        yield { match, message: otherPlace, isCertain: lexicon.isFull };
    }
    for (const match of stated.of('done')) {
      const isDenied = stated.near(match, 'future', 'clause').some(({ first }) => first < match.first);
      if (isDenied || isRecorded(stated.wordsOf(match), background)) continue;
      yield { match, message: unrecorded, isCertain: lexicon.isFull };
    }
    for (const match of stated.of('hearsay')) {
      const isToCome = stated.near(match, 'future', 'clause').some(({ first }) => first < match.first);
      if (isToCome || isTold(stated.around(match, 'clause'), background)) continue;
      yield { match, message: hearsay, isCertain: lexicon.isFull };
    }
  });
};

const online = /^(?:zoom|teams|meet|skype|whatsapp|google|linkedin)$/;
const inPlace = new Set('in a en em no na te'.split(' '));

/** "When we met in London" if London is not in the facts. */
function isElsewhere(
  stated: Readonly<Stated>,
  match: StatementMatch,
  { groundTruth, language, lexicon }: Subject,
): boolean {
  if (languageOf(language)?.capitalizesNouns === true) return false;
  const { tokens, text } = stated;
  return [0, 1, 2, 3].some((offset) => {
    const [preposition, place] = [tokens[match.last + offset], tokens[match.last + offset + 1]];
    if (!preposition || !place || place.clause !== tokens[match.last]?.clause) return false;
    const isCapital = /^\p{Lu}\p{Ll}/u.test(text.slice(place.start, place.end));
    return (
      inPlace.has(preposition.text) &&
      isCapital &&
      !groundTruth?.words.has(place.text) &&
      !online.test(place.text) &&
      !lexicon.phrases.find([place]).some(({ list }) => list === 'month' || list === 'weekday')
    );
  });
}

/** Whether a conversation that is mentioned with its day and month took place on one of the known days. */
function isOfDay(clause: string, known: readonly Interaction[], { lexicon }: Subject): boolean {
  const days = findClaims(clause, lexicon).claims.flatMap(({ kind, readings }) =>
    kind === 'date'
      ? readings.flatMap((reading) => (reading.kind === 'date' ? [dateOfKey(reading.key)] : []))
      : [],
  );
  const whole = days.flatMap((day) => (day?.month && day.day ? [{ month: day.month, day: day.day }] : []));
  if (whole.length === 0) return true;
  return known.some(({ date, summary }) => {
    const at = new Date(date);
    if (Number.isNaN(at.getTime())) return true;
    const [, month, day] = date.split(/[-T]/).map(Number);
    return whole.some(
      (one) =>
        (one.month === month && one.day === day) || (/\d/.test(summary) && mentions(summary, one, lexicon)),
    );
  });
}

/** Whether a summary names the day, for example of a future demo. */
function mentions(
  summary: string,
  { month, day }: { month: number; day: number },
  lexicon: Lexicon,
): boolean {
  return findClaims(normalized(summary).text, lexicon).claims.some(({ readings }) =>
    readings.some((reading) => {
      const date = reading.kind === 'date' ? dateOfKey(reading.key) : null;
      return date?.month === month && date.day === day;
    }),
  );
}

/** Stems of words for the same thing in the languages with full support, folded. */
const things = [
  /order|pedido|encomenda|commande|bestell|auftrag|ordin/u,
  /deliver|entreg|livrais|colis|liefer|paket|consegn|pacco|lever|pakket|parcel|package|paquete|pacote/u,
  /contract|contrat|vertrag|contratt/u,
  /quote|offer|propos|presupuesto|oferta|orcamento|devis|offre|angebot|preventivo|offert|voorstel/u,
  /invoice|factur|fatura|rechnung|fattura/u,
  /pay|paid|pago|pagament|paiement|zahl|betaal|betal/u,
  /account|cuenta|conta|compte|konto|zugang/u,
  /subscri|suscrip|assinatura|abonn|abo(?!\p{L})|abbonament/u,
  /licen/u,
  /install/u,
] as const;

/** Whether the facts mention the same thing, in any language. */
function isRecorded(words: string, { noted, trusted }: Background): boolean {
  const said = foldCase(words);
  const named = things.filter((thing) => thing.test(said));
  return named.some((thing) => [...noted, ...trusted].some((text) => thing.test(foldCase(text))));
}

/** Whether the notes name the person, or the kind of person, who is quoted. */
function isTold(clause: string, { noted, contact: { name } }: Background): boolean {
  const own = new Set(foldedWords(name ?? ''));
  const people = (clause.match(/\p{L}+/gu) ?? []).filter((word) => word.length > 3);
  return noted.some((text) => {
    const known = new Set(foldedWords(text));
    return people.some(
      (word) =>
        (/^\p{Lu}/u.test(word) ||
          /^(?:coll|kolle|chef|boss|partn|soci|direct|team|equip|capo|baas|secr|recep)/iu.test(word)) &&
        foldedWords(word).some((one) => known.has(one) && !own.has(one)),
    );
  });
}

/** In facts of another shape, a conversation may be mentioned anywhere. */
function isNoted({ interactions, noted }: Background, { list }: StatementMatch): boolean {
  if (interactions.length > 0) return false;
  const isKind = list === 'discussed' ? isExchange : isConversation;
  return noted.some((text) => isKind({ date: '', type: '', summary: text }));
}

/** @param span of days, such as "1,13" */
function isAgo(date: string, today: string, span: string): boolean {
  const at = Date.parse(date);
  // "Last Tuesday" is not a date that can be compared.
  if (Number.isNaN(at)) return true;
  const [fewest = 0, most = 0] = span.split(',').map(Number);
  const slack = date.length > 10 ? mostHoursApart * 3_600_000 : 0;
  const from = Date.parse(today) - most * day - slack;
  const to = Date.parse(today) - fewest * day + day + slack;
  return at >= from && at < to;
}

function joined(match: StatementMatch, when: readonly StatementMatch[]): { first: number; last: number } {
  return {
    first: Math.min(match.first, ...when.map(({ first }) => first)),
    last: Math.max(match.last, ...when.map(({ last }) => last)),
  };
}
