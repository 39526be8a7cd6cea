import type { Background } from '../ground-truth/background.ts';
import type { GroundTruth } from '../ground-truth/ground-truth.ts';
import { everyLanguage } from '../languages/lexicon.ts';
import type { StatementList } from '../languages/statements/statements.ts';
import { type ClaimKind, keysOf } from '../numeric-claims/claim.ts';
import { findClaims } from '../numeric-claims/find-claims.ts';
import type { Rule, Subject } from '../rule.ts';
import { type Stated, type StatementMatch, statementsIn } from '../statements/read-statements.ts';
import { statementViolations } from '../statements/statement-violations.ts';
import { foldCase } from '../text/case-folded.ts';
import { tokensOf } from '../text/tokens.ts';

const messages = {
  guarantee: 'a guarantee that the site does not give: leave it out',
  discount: 'a discount that the site does not give: leave it out, do not put it in vaguer words',
  free: 'something free that the site does not offer: leave it out',
  urgent: 'a deadline or a shortage that the site does not name: leave it out',
} as const;
type Promised = keyof typeof messages;
const promises = Object.keys(messages) as Promised[];

/** A trial may be free even if the site does not say so. */
const trial =
  /(?<!\p{L})(?:trial|essai|prueba|testphase|testen|probemonat|periodo di prova|prova|periodo de teste|teste|proefperiode|proef)(?!\p{L})/u;

/** "Matériel garanti 3 ans" */
const warranty = /(?<!\p{L})(?:garant|guarant|warrant)/u;

/** Notes by the team about what was offered, folded. */
const offered =
  /(?<!\p{L})(?:offered|promised|granted|gave|given|quoted|ofrec(?:i|im)|promet(?:i|im)|prometid|ofrecid|angeboten|zugesagt|versproch|gewahrt|propose|promis|accorde|offert[oa]|promess|concess|ofereci|prometi|aangebod|beloof|toegezegd)/u;

/** A guarantee, a discount, something free or a deadline that is neither the site's nor noted by the team. */
export const offer: Rule = (subject) => {
  const { background, lexicon } = subject;
  if (!background) return [];
  const isFounded = remembered((words, list) => hasKnownFigure(words, list, subject));
  const isOfSlot = remembered((words) => isSlot(words, subject));
  return statementViolations(subject, 'offer', function* (stated) {
    for (const match of stated.of(...promises)) {
      const list = match.list as Promised;
      if (isDenied(stated, match)) continue;
      if (promisedIn(background).has(list) || isFounded(stated.around(match, 'sentence'), list)) continue;
      if (list === 'urgent' && isOfSlot(stated.around(match, 'clause'), list)) continue;
      yield { match, message: messages[list], isCertain: lexicon.isFull };
    }
  });
};

const negations = new Set('not nicht niet pas never nie nunca nada'.split(' '));

/**
 * Whether a promise is negated. "We promise that you will not miss a call" is a promise, "das garantieren wir nicht"
 * is not.
 */
function isDenied(stated: Readonly<Stated>, match: StatementMatch): boolean {
  if (match.list !== 'guarantee') return stated.standsBy(match, 'denied', 'clause');
  const isNegated = [1, 2].some((next) => negations.has(stated.tokens[match.last + next]?.text ?? ''));
  return isNegated || stated.near(match, 'denied', 'clause').some(({ first }) => first < match.first);
}

const known = new WeakMap<Background, ReadonlySet<StatementList>>();

/** The kinds of promise that the site makes, and those that the team has noted. */
function promisedIn(background: Background): ReadonlySet<StatementList> {
  const remembered = known.get(background);
  if (remembered) return remembered;
  const lists = new Set<StatementList>();
  for (const text of background.trusted) {
    if (trial.test(foldCase(text))) lists.add('free');
    if (warranty.test(foldCase(text))) lists.add('guarantee');
    for (const { list } of statementsIn(text, everyLanguage()).matches) lists.add(list);
  }
  for (const text of background.team) {
    const stated = statementsIn(text, everyLanguage());
    for (const match of stated.of(...promises)) {
      const sentence = stated.around(match, 'sentence');
      if (offered.test(foldCase(sentence)) || /\d/.test(sentence)) lists.add(match.list);
    }
  }
  known.set(background, lists);
  return lists;
}

/** Caches the result for each sentence and kind, because a sentence may contain hundreds of promises. */
function remembered(read: (words: string, list: Promised) => boolean): typeof read {
  const answers = new Map<string, boolean>();
  return (words, list) => {
    const key = `${list} ${words}`;
    const answer = answers.get(key) ?? read(words, list);
    answers.set(key, answer);
    return answer;
  };
}

const figures: Record<Promised, readonly ClaimKind[]> = {
  urgent: ['date'],
  discount: ['percentage', 'money'],
  free: ['duration'],
  guarantee: [],
};

/** "Our quote is valid until 15 December", "the 10% discount": the number is known together with its promise. */
function hasKnownFigure(sentence: string, list: Promised, { lexicon, groundTruth }: Subject): boolean {
  const kinds = figures[list];
  if (kinds.length === 0 || !groundTruth) return false;
  const { claims } = findClaims(sentence, lexicon);
  return claims.some(
    ({ kind, readings, values }) =>
      kinds.includes(kind) &&
      readings.flatMap(keysOf).some((key) => groundTruth.keys.has(key)) &&
      (list !== 'discount' || values.some((value) => isOfDiscount(value, groundTruth))),
  );
}

const discountWord =
  /discount|% off|percent off|descuento|rebaja|desconto|remise|réduction|rabais|rabatt|nachlass|skonto|sconto|ribasso|korting/iu;

/**
 * "10% of the orders are late" is not a discount. A number without words, such as `discount_percent: 15`, may be one.
 */
function isOfDiscount(value: number, { texts }: GroundTruth): boolean {
  const figure = new RegExp(`(?<![\\d.,])${String(value).replace('.', '[.,]')}(?![\\d]|[.,]\\d)`);
  const speaking = texts.filter((text) => figure.test(text) && /\p{L}/u.test(text));
  return speaking.length === 0 || speaking.some((text) => discountWord.test(text));
}

/** "I have reserved a slot for you until Friday": the sender's own time. */
function isSlot(clause: string, { lexicon }: Subject): boolean {
  return lexicon.phrases.find(tokensOf(clause)).some(({ list }) => list === 'meeting');
}
