import type { DraftMessage } from '../../contract/messages.ts';
import { type Rule, violation } from '../rule.ts';
import { foldCase } from '../text/case-folded.ts';

/** Share of equal character trigrams from which a message is the same one again. Steps about one offer reach 0.5. */
const tooSimilar = 0.8;
/** In characters. Shorter sentences, such as "Thanks, Jane.", may be the same. */
const shortestSentence = 25;

/** Announces a message that has nothing to say, by language. */
const emptyFollowUps: Readonly<Record<string, RegExp>> = {
  en: /\b(?:just|only|simply) (?:checking in|check(?:ing)? back|following up|touching base|circling back|bumping this|wanted to (?:check in|follow up|touch base))\b/iu,
  es: /\b(?:solo|sólo|simplemente) (?:quería|queria|quiero|para) (?:saber si|dar seguimiento|hacer seguimiento|retomar)\b/iu,
  pt: /\b(?:só|apenas) (?:passando para|queria) (?:saber se|dar seguimento|retomar|verificar)\b/iu,
  fr: /\b(?:je me permets (?:juste )?de (?:vous )?relancer|juste un petit (?:rappel|message))\b/iu,
  de: /\b(?:wollte (?:nur|mich nur) (?:kurz )?(?:nachfragen|nachhaken|erkundigen)|nur kurz nachgefragt)\b/iu,
  it: /\b(?:volevo solo (?:sapere se|ricordare|dare seguito)|solo per sapere se)\b/iu,
  nl: /\b(?:wilde alleen (?:even )?(?:navragen|opvolgen|checken)|even navragen of)\b/iu,
};

/**
 * A step of a sequence that says again what the lead has read: a text that is too similar to an earlier one of the same
 * channel, its opening or its question again, or a message that only checks in.
 */
export const repetition: Rule = ({ draft, channel, earlier, language }) => {
  const before = earlier.flatMap((messages) => messages[channel] ?? []);
  if (before.length === 0) return [];
  const violations = [];
  const copy = before.find((one) => similarity(one.message, draft.message) >= tooSimilar);
  if (copy) {
    violations.push(
      violation(
        'repetition',
        'message',
        '',
        'this message is nearly the same as an earlier one of the sequence: give the lead another reason to answer',
      ),
    );
  } else {
    violations.push(...repeatedSentences(draft, before));
  }
  const empty = emptyFollowUps[(language ?? '').slice(0, 2).toLowerCase()]?.exec(draft.message);
  if (empty) {
    violations.push(
      violation('repetition', 'message', empty[0], 'this says nothing new: name a fact or ask a question'),
    );
  }
  return violations;
};

function repeatedSentences(draft: DraftMessage, before: readonly DraftMessage[]) {
  const said = new Set(before.flatMap(({ message }) => [openerOf(message), askOf(message)]).filter(Boolean));
  const parts = [
    { sentence: openerOf(draft.message), what: 'the opening' },
    { sentence: askOf(draft.message), what: 'the question' },
  ];
  return parts.flatMap(({ sentence, what }) =>
    sentence && said.has(sentence)
      ? [
          violation(
            'repetition',
            'message',
            sentence,
            `${what} was in an earlier message of the sequence: write another`,
          ),
        ]
      : [],
  );
}

/** A first line such as "Dear Ms. Smith," or "Hello Jane!". */
const greetingLine = /^\s*(?:[^\n]*[,:،，：!！]|[^\n.?。？؟…]*)\s*\n/u;

/** The first sentence after the greeting. Empty if it is short. */
function openerOf(message: string): string {
  return (
    sentencesOf(message.replace(greetingLine, '')).find((sentence) => sentence.length >= shortestSentence) ??
    ''
  );
}

/** The last question. Empty if it is short. */
function askOf(message: string): string {
  const questions = sentencesOf(message).filter((sentence) => /[?？؟]$/.test(sentence));
  const last = questions.at(-1) ?? '';
  return last.length >= shortestSentence ? last : '';
}

function sentencesOf(message: string): string[] {
  return message
    .split(/\n+|(?<=[.!?。！？؟])\s+/u)
    .map((sentence) => sentence.trim())
    .filter((sentence) => sentence !== '');
}

/** Dice's coefficient of the character trigrams of two texts, from 0 to 1. */
export function similarity(one: string, other: string): number {
  const [left, right] = [trigramsOf(one), trigramsOf(other)];
  if (left.size === 0 || right.size === 0) return 0;
  let shared = 0;
  for (const trigram of left) if (right.has(trigram)) shared += 1;
  return (2 * shared) / (left.size + right.size);
}

function trigramsOf(text: string): Set<string> {
  const letters = [
    ...foldCase(text)
      .replace(/[^\p{L}\p{N}]+/gu, ' ')
      .trim(),
  ];
  const trigrams = new Set<string>();
  for (let index = 0; index + 3 <= letters.length; index += 1) {
    trigrams.add(letters.slice(index, index + 3).join(''));
  }
  return trigrams;
}
