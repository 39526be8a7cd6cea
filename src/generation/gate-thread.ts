import type { Assertion, Claims } from '../contract/claims.ts';
import type { Facts } from '../contract/facts.ts';
import type { MessageCheck, MessageCheckRequest } from '../contract/message-check.ts';
import type { DraftMessages, Verdicts } from '../contract/messages.ts';
import { checkGivenMessage } from '../quality/check-given-message.ts';
import { contextWithin } from '../quality/context-of.ts';
import { quarantineInstructions, withheldWarnings } from '../quality/ground-truth/quarantine-instructions.ts';
import { memoizeRecent } from '../quality/text/memoize-recent.ts';
import { checkClaims } from './check-claims.ts';
import { checkDrafts } from './check-drafts.ts';

// The functions that the gate's threads run, by name. Arguments and results are copied between threads.

/**
 * How many large facts a thread caches, so that the messages of a follow-up are checked without parsing the facts
 * again.
 */
const remembered = 4;
const readQuarantine = memoizeRecent((json) => quarantineInstructions(JSON.parse(json) as Facts), remembered);
/**
 * @param key the minute in which the messages are written, such as "2026-11-26T12:34", followed by the facts in JSON
 */
const readContext = memoizeRecent(
  (key) => contextWithin(readQuarantine(key.slice(minuteLength)), new Date(`${key.slice(0, minuteLength)}Z`)),
  remembered,
);
const minuteLength = '2026-11-26T12:34'.length;

/** @param facts in JSON */
export function knownFacts({ facts }: { facts: string }): Facts {
  return readQuarantine(facts).facts;
}

/** The follow-up's warnings about texts that its writers do not see. @param facts in JSON */
export function warningsOf({ facts }: { facts: string }): string[] {
  return withheldWarnings(readQuarantine(facts));
}

/** @param task with the facts in JSON */
export function draftsOf(task: { drafts: DraftMessages; facts: string; now: Date }): Verdicts {
  return checkDrafts(task.drafts, contextAt(task));
}

/** @param task with the facts in JSON */
export function claimsOf(task: {
  assertions: readonly Assertion[];
  messages: DraftMessages;
  facts: string;
  now: Date;
}): Claims {
  const { facts } = readQuarantine(task.facts);
  return checkClaims(task.assertions, task.messages, facts, contextAt(task));
}

function contextAt({ facts, now }: { facts: string; now: Date }) {
  return readContext(`${now.toISOString().slice(0, minuteLength)}${facts}`);
}

export function givenMessage(task: { request: MessageCheckRequest; now: Date }): MessageCheck {
  return checkGivenMessage(task.request, task.now);
}
