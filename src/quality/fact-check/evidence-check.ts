import type { Channel } from '../../contract/channels.ts';
import { subjectOf } from '../check-message.ts';
import { collectGroundTruth, type GroundTruth, type Source } from '../ground-truth/ground-truth.ts';
import type { CheckContext, Rule } from '../rule.ts';
import { addresses } from '../rules/addresses.ts';
import { names } from '../rules/names.ts';
import { numericClaims } from '../rules/numeric-claims.ts';
import type { Evidence } from './find-evidence.ts';

const rules: readonly Rule[] = [numericClaims, names, addresses];

/**
 * Checks whether the numbers, dates, names and addresses of quotes occur in their sources. The other words are left to
 * the model.
 *
 * A model may give hundreds of sources and quote a whole message for each. The amount of text that is read is
 * therefore limited to twice the messages and twice the facts. Statements beyond that are not accepted.
 */
export class EvidenceCheck {
  readonly #context: CheckContext;
  readonly #identities: readonly string[];
  readonly #known = new Map<string, GroundTruth>();
  #factsLeft: number;
  #quotesLeft: number;

  /**
   * @param context of the messages
   * @param identities names that need no source
   * @param sizes of the facts and of all messages, in characters
   */
  constructor(
    context: CheckContext,
    identities: readonly string[],
    sizes: { facts: number; messages: number },
  ) {
    this.#context = context;
    this.#identities = identities;
    this.#factsLeft = 2 * sizes.facts;
    this.#quotesLeft = 2 * sizes.messages;
  }

  accepts({ bearing }: Evidence, quote: string, channel: Channel): boolean {
    this.#quotesLeft -= quote.length;
    const groundTruth = this.#read(bearing);
    if (!groundTruth || this.#quotesLeft < 0) return false;
    const subject = subjectOf({ title: '', message: quote }, channel, { ...this.#context, groundTruth });
    return rules
      .flatMap((rule) => rule(subject))
      .every(({ rule, severity }) => rule === 'vague-claim' || (rule === 'date' && severity === 'warning'));
  }

  /** @returns null if the limit is reached */
  #read(bearing: Evidence['bearing']): GroundTruth | null {
    const key = JSON.stringify(bearing);
    const known = this.#known.get(key);
    if (known) return known;
    this.#factsLeft -= key.length;
    if (this.#factsLeft < 0) return null;
    const sources: Source[] = [
      { value: bearing, isTrusted: true },
      { value: { identities: this.#identities }, isTrusted: true },
    ];
    const groundTruth = collectGroundTruth(sources, this.#context.language);
    this.#known.set(key, groundTruth);
    return groundTruth;
  }
}
