import type { Assertion, Claims } from '../contract/claims.ts';
import { localTime } from '../contract/date-time.ts';
import type { Facts } from '../contract/facts.ts';
import type { DraftMessages, Verdicts } from '../contract/messages.ts';
import { contextWithin } from '../quality/context-of.ts';
import { quarantineInstructions } from '../quality/ground-truth/quarantine-instructions.ts';
import { memoizeRecent } from '../quality/text/memoize-recent.ts';
import { checkClaims } from './check-claims.ts';
import { checkDrafts } from './check-drafts.ts';
import { inThread, largestInline, sizeOf } from './gate-threads.ts';

/** The quality gate for the messages of one follow-up. */
export interface Gate {
  /**
   * The facts without the texts that are quarantined as instructions to a model. These are the facts that a writer may
   * see.
   */
  known: Facts;
  /** Runs the gate on each draft. */
  check(drafts: DraftMessages): Promise<Verdicts>;
  /** Checks a model's report on the statements in messages, and keeps what can be verified. */
  readClaims(assertions: readonly Assertion[], messages: DraftMessages): Promise<Claims>;
}

/** The facts are cached, because the copywriter phase often runs soon after the sales phase in the same process. */
const rememberedFacts = 256;

const readFacts = memoizeRecent((json) => {
  const quarantine = quarantineInstructions(JSON.parse(json) as Facts);
  return { quarantine, context: contextWithin(quarantine, new Date(0)) };
}, rememberedFacts);

/**
 * Reads the facts once for all messages of a follow-up. Large facts and large drafts are checked in a thread, so that
 * they do not block the event loop.
 * @param now the time at which the messages are written
 * @throws Error if a check takes longer than 20 s
 */
export async function openGate(facts: Facts, now: Date): Promise<Gate> {
  const json = JSON.stringify(facts);
  const checkInThread = (drafts: DraftMessages) => inThread('draftsOf', { drafts, facts: json, now });
  const readInThread = (assertions: readonly Assertion[], messages: DraftMessages) =>
    inThread('claimsOf', { assertions, messages, facts: json, now });
  if (json.length > largestInline) {
    const known = await inThread('knownFacts', { facts: json });
    return { known, check: checkInThread, readClaims: readInThread };
  }
  const { quarantine, context: known } = readFacts(json);
  const context = { ...known, today: localTime(now, facts.site.timezone).date };
  return {
    known: quarantine.facts,
    check: async (drafts) =>
      sizeOf(drafts) > largestInline ? checkInThread(drafts) : checkDrafts(drafts, context),
    readClaims: async (assertions, messages) =>
      sizeOf(assertions) > largestInline || sizeOf(messages) > largestInline
        ? readInThread(assertions, messages)
        : checkClaims(assertions, messages, quarantine.facts, context),
  };
}
