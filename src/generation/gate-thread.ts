import type { Facts } from '../contract/facts.ts';
import type { MessageCheck, MessageCheckRequest } from '../contract/message-check.ts';
import type { DraftMessages, Verdicts } from '../contract/messages.ts';
import { checkGivenMessage } from '../quality/check-given-message.ts';
import { contextOf } from '../quality/context-of.ts';
import { quarantineInstructions } from '../quality/ground-truth/quarantine-instructions.ts';
import { checkDrafts } from './check-drafts.ts';

// What the gate's threads do, each function by its name. Arguments and results are copied between threads.

export function knownFacts({ facts }: { facts: Facts }): Facts {
  return quarantineInstructions(facts).facts;
}

export function draftsOf(task: { drafts: DraftMessages; facts: Facts; now: Date }): Verdicts {
  return checkDrafts(task.drafts, contextOf(task.facts, task.now));
}

export function givenMessage(task: { request: MessageCheckRequest; now: Date }): MessageCheck {
  return checkGivenMessage(task.request, task.now);
}
