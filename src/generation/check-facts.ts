import type { Channel } from '../contract/channels.ts';
import { isUnsupported, unsupportedClaim } from '../contract/claim-kinds.ts';
import type { Claim, Claims } from '../contract/claims.ts';
import type { DraftMessages, Verdicts } from '../contract/messages.ts';
import type { PhaseInput } from '../contract/phase.ts';
import type { Violation } from '../contract/violation.ts';
import { ModelError } from '../platform/model/model-error.ts';
import type { Services } from '../platform/services.ts';
import { passes } from '../quality/check-message.ts';
import { excerpt } from '../quality/excerpt.ts';
import { checkCall, recordViolations } from './check-call.ts';
import { rejectedDrafts } from './check-drafts.ts';
import type { Gate } from './open-gate.ts';
import { callRepair, isFinal, type Prompt, type Repaired } from './repair-messages.ts';
import { type Verification, verifyMessages } from './verify-messages.ts';

/** The output of the last phase. */
export interface LastWritten {
  prompt: Prompt;
  gate: Gate;
  now: Date;
  /**
   * The versions of the messages, the preferred one first. For each channel, the first version that passes the gate is
   * published.
   */
  versions: readonly [Repaired, ...Repaired[]];
}

/** @property claims missing if nothing was checked; channels that were not checked are missing in it */
export interface FactChecked extends Repaired {
  claims?: Claims;
}

/** This repair comes after the one that the quality gate requests. */
const repairKey = { step: 'repair', channel: 'all', round: 2 } as const;

/**
 * Asks a model for the source of each statement in the messages that are about to be published.
 *
 * With `warn`, statements without a source are reported. With `enforce`, such a message is sent back once. The new
 * version must pass the gate and is checked again, because its text is different. A statement that still lacks a
 * source is an error.
 * @returns what the phase stores: its own version, with those messages of other versions that had to be rewritten
 * @throws ModelError if another attempt may make the check succeed
 */
export async function checkFacts(
  services: Services,
  input: PhaseInput,
  written: LastWritten,
  signal: AbortSignal,
): Promise<FactChecked> {
  const [own] = written.versions;
  const messages = publishedOf(input.channels, written.versions);
  if (input.factCheck === 'off' || Object.keys(messages).length === 0) return own;
  const claims = await verify(services, input, { ...written, messages, round: 0 }, signal);
  if (!claims) return own;
  const unsupported = unsupportedIn(claims, input.factCheck);
  if (input.factCheck === 'warn' || Object.keys(unsupported).length === 0) return { ...own, claims };

  const failing = Object.keys(unsupported) as Channel[];
  const stopped: FactChecked = {
    channels: { ...own.channels, ...only(messages, failing) },
    verdicts: { ...own.verdicts, ...unsupported },
    claims,
  };
  const rejected = rejectedDrafts(only(messages, failing), unsupported);
  const rewritten = await callRepair(services, input, { ...written, key: repairKey, rejected }, signal);
  if (!rewritten) return stopped;
  const verdicts = await checkCall(services, input.calls, repairKey, rewritten, written.gate);
  const passing = failing.filter((channel) => passes(verdicts[channel] ?? []));
  if (passing.length === 0) return stopped;
  const again = { ...written, messages: only(rewritten, passing), round: 1 };
  const found = await verify(services, input, again, signal);
  const stillUnsupported = unsupportedIn(found ?? {}, input.factCheck);
  const result: FactChecked = { ...stopped, claims: { ...claims } };
  for (const channel of passing) {
    result.channels[channel] = rewritten[channel];
    result.verdicts[channel] = [...(verdicts[channel] ?? []), ...(stillUnsupported[channel] ?? [])];
    // The claims were found in the earlier text and do not apply to the new one.
    delete result.claims?.[channel];
  }
  return { ...result, claims: { ...result.claims, ...found } };
}

/** @returns null if the check failed and another attempt would not help or is not worth it */
async function verify(
  services: Services,
  input: PhaseInput,
  verification: Verification,
  signal: AbortSignal,
): Promise<Claims | null> {
  try {
    const claims = await verifyMessages(services, input, verification, signal);
    const step = { step: 'verify', channel: 'all', round: verification.round } as const;
    recordViolations(services, input.calls, step, unsupportedIn(claims, input.factCheck));
    return claims;
  } catch (error) {
    if (!(error instanceof ModelError)) throw error;
    // A rate limit is waited for, as for any other call.
    const isOver = isFinal(error, input.lastAttempt || input.factCheck === 'warn');
    if (!isOver) throw error;
    services.logger.warn(
      { err: error, commandId: input.commandId, factCheck: input.factCheck },
      'the facts of messages could not be checked',
    );
    return null;
  }
}

/** For each channel, the first version that passes the gate. */
function publishedOf(channels: readonly Channel[], versions: readonly Repaired[]): DraftMessages {
  return Object.fromEntries(
    channels.flatMap((channel) => {
      const version = versions.find(({ channels: drafts, verdicts }) => {
        const verdict = verdicts[channel];
        return drafts[channel] && verdict && passes(verdict);
      });
      return version ? [[channel, version.channels[channel]]] : [];
    }),
  );
}

/** Statements without a source, as violations by channel. Channels without any are missing. */
function unsupportedIn(claims: Claims, factCheck: PhaseInput['factCheck']): Verdicts {
  return Object.fromEntries(
    Object.entries(claims).flatMap(([channel, own]) => {
      const violations = own.filter(isUnsupported).map((claim) => violationOf(claim, factCheck));
      return violations.length > 0 ? [[channel, violations]] : [];
    }),
  );
}

function violationOf({ field, quote, kind }: Claim, factCheck: PhaseInput['factCheck']): Violation {
  return {
    rule: unsupportedClaim,
    severity: factCheck === 'enforce' ? 'error' : 'warning',
    field,
    excerpt: excerpt(quote),
    message: `the fact check found no source for this ${kindNames[kind]}: leave it out instead of making it vaguer`,
  };
}

const kindNames: Readonly<Record<Claim['kind'], string>> = {
  fact: 'statement',
  offer: 'offer',
  history: 'account of what happened',
  reference: 'reference',
  proposal: 'proposal',
  courtesy: 'courtesy',
};

function only(drafts: DraftMessages, channels: readonly Channel[]): DraftMessages {
  return Object.fromEntries(channels.map((channel) => [channel, drafts[channel]]));
}
