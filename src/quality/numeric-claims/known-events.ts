import type { Token } from '../text/tokens.ts';
import type { NumericClaim } from './claim.ts';
import type { ReadText } from './find-claims.ts';
import type { Sentence } from './sentence.ts';

/**
 * Events with one date, by the first letters of their words in the languages with full support, folded. If the facts
 * have the date of an event, naming that event is not a proposal: "the board decides on 9 December".
 */
const families = {
  decision:
    'decis decid dezis entscheid beslis besluit deliber board vorstand conseil junta directiv comite consiglio',
  start:
    'start launch kickoff begin beginn arranc comenz empez inici comec arran demarr commenc lancement lanz avvi inizi parten partir parte parti live reopen reapertur reouvertur riapert eroffn apertur abertur ouvertur opening pilot essai proef',
  delivery: 'deliver liefer entreg livr consegn lever',
  end: 'expir ends ablauf vence vencim scad echeance verloop eindig',
} as const;

/** Words for a meeting. "The demo" is an arranged meeting, "a demo" is not. */
const meetings =
  'demo dimostra meeting call$ visit walkthrough presentation reuni rendez entretien$ echange$ accueil$ appel$ termin$ treffen$ besuch gesprach telefonat vorfuhrung prasentation llamada cita$ ligacao chamada conversa$ riunion incontro$ chiamata sopralluogo colloqui telefonata afspraak gesprek$ bezoek$ overleg$ rencontre$';
const definite = new Set(
  'the our your that die der das dem den unser unsere unserem unseren unserer zur zum vom beim im ihr ihre eure nach el la del al nuestra nuestro su vuestra a o da do na no nossa nosso sua le l d du notre votre cette ce il lo dell della alla nostra nostro sua de het onze jullie uw je'.split(
    ' ',
  ),
);
/** Thanks refer to the past. */
const thanks = 'thank dank bedankt gracias agradec agradezc agradeco obrigad merci remerci grazie ringrazi';
/** Dates by which somebody asks for something: "Merci de me répondre avant le 4 décembre". */
const deadlines = new Set(
  'by before until till bis vor antes hasta para ate avant jusqu entro prima voor tegen uiterlijk'.split(' '),
);

type Family = keyof typeof families | 'meeting';

const stems: readonly (readonly [stem: string, family: Family])[] = [
  ...Object.entries(families).flatMap(([family, words]) =>
    words.split(' ').map((word) => [word, family as Family] as const),
  ),
  ...meetings.split(' ').map((word) => [word, 'meeting'] as const),
];
const stemsByLetter = new Map<string, (readonly [string, Family])[]>();
for (const stem of stems) {
  const letter = stem[0].slice(0, 2);
  stemsByLetter.set(letter, [...(stemsByLetter.get(letter) ?? []), stem]);
}
const thanksStems = thanks.split(' ');

/** The largest distance between a date and the word for its event, in tokens. */
const farthest = 7;

/** "The demo on Wednesday, 9 December" */
const mostBetween = 24;

/** The events for which a text has a date. */
export function eventsIn({ claims, tokens }: Pick<ReadText, 'claims' | 'tokens'>): Family[] {
  return claims
    .filter(isDay)
    .flatMap((claim) => near(claim, tokens).flatMap(({ text }) => familyOf(text) ?? []));
}

/**
 * Whether a date belongs to an event that has taken place or that has a date in the facts, so that it is not a
 * proposal.
 * @param known the events that have a date in the facts
 */
export function isOfKnownEvent(
  claim: NumericClaim,
  { tokens, matches, isQuestion }: Sentence,
  known: ReadonlySet<string>,
): boolean {
  if (!isDay(claim)) return false;
  const clause = tokens[claim.first]?.clause;
  const isDeadline = [1, 2].some((back) => deadlines.has(tokens[claim.first - back]?.text ?? ''));
  const isAsked = matches.some(({ list, first }) => list === 'ask' && tokens[first]?.clause === clause);
  const words = near(claim, tokens).filter((token) => token.clause === clause);
  const isThanked =
    !isDeadline &&
    words.some(({ text, end }) => end <= claim.start && thanksStems.some((stem) => text.startsWith(stem)));
  if (isThanked) return true;
  if (isQuestion) return false;
  return words.some((token) => {
    const family = familyOf(token.text);
    if (family === null) return false;
    // "See you at the demo on 11 December" is not a proposal if the facts have a date for the demo.
    const isArranged =
      family === 'meeting' &&
      known.has(family) &&
      claim.start - token.end <= mostBetween &&
      token.end <= claim.start;
    if (isAsked && !isArranged) return false;
    if (family !== 'meeting') return known.has(family);
    const at = tokens.indexOf(token, Math.max(0, claim.first - farthest));
    return (
      token.end <= claim.start &&
      [1, 2].some(
        (back) => definite.has(tokens[at - back]?.text ?? '') && tokens[at - back]?.clause === clause,
      )
    );
  });
}

function near({ first, last }: NumericClaim, tokens: readonly Token[]): Token[] {
  const sentence = tokens[first]?.sentence;
  return [
    ...tokens.slice(Math.max(0, first - farthest), Math.max(0, first)),
    ...tokens.slice(last + 1, last + 1 + farthest),
  ].filter((token) => token.sentence === sentence);
}

/** @param stem the beginning of a word; with "$", the whole word or its plural */
function isForm(word: string, stem: string): boolean {
  if (!stem.endsWith('$')) return word.startsWith(stem);
  const whole = stem.slice(0, -1);
  return word === whole || word === `${whole}s`;
}

function familyOf(word: string): Family | null {
  return stemsByLetter.get(word.slice(0, 2))?.find(([stem]) => isForm(word, stem))?.[1] ?? null;
}

/** Whether a claim names a day: not a time of day, and not just a month or a year. */
function isDay({ readings }: NumericClaim): boolean {
  return readings.some((reading) => reading.kind === 'date' && /-\d{1,2}$/.test(reading.key));
}
