import { type Channel, reachesLead } from '../contract/channels.ts';
import { isUnsupported, unsupportedClaim } from '../contract/claim-kinds.ts';
import type { Claim, Claims } from '../contract/claims.ts';
import type { CommandError, ErrorBody } from '../contract/errors.ts';
import type { CopywriterOutput, DraftMessage, Message, SalesOutput, Verdicts } from '../contract/messages.ts';
import type { Plan, SkippedChannel } from '../contract/plan.ts';
import type { Violation } from '../contract/violation.ts';
import { errorsOf, passes, rulesOf } from '../quality/check-message.ts';

/** A phase's output with the violations that the quality gate found. */
export type Checked<Output extends { verdicts?: Verdicts | undefined }> = Output & { verdicts: Verdicts };

/** The results of the phases after they have ended. */
export interface PhaseResults {
  sales: { output: Checked<SalesOutput> | null; error: CommandError | null };
  /** Null when the site has no copywriter. */
  copywriter: { output: Checked<CopywriterOutput> | null; error: CommandError | null } | null;
}

export interface Quality {
  refined: boolean;
  /** Why the sales version is published. Null for a refined message. */
  reason: string | null;
  warnings: string[];
}

export interface FollowUpResult {
  messages: Partial<Record<Channel, Message>>;
  quality: Partial<Record<Channel, Quality>>;
  /** The claims of the fact-checked messages. Missing in results from before the fact check existed. */
  claims?: Claims;
  skipped_channels: SkippedChannel[];
}

/** The texts that a person decides about, with what the quality gate found in them. */
export type ReviewedDrafts = Partial<Record<Channel, DraftMessage & { violations: Violation[] }>>;

export type Outcome =
  | { status: 'completed'; result: FollowUpResult }
  | { status: 'awaiting_review'; result: FollowUpResult; drafts: ReviewedDrafts }
  | { status: 'failed'; error: ErrorBody };

/** Codes of commands whose model calls produced no usable message. */
const nothingWritten = new Set([
  'MODEL_REFUSED',
  'MODEL_ANSWER_EMPTY',
  'MODEL_ANSWER_UNREADABLE',
  'NO_DRAFT_PASSED',
]);

/**
 * Decides the outcome of a follow-up. For each planned channel it publishes the refined message if that passed the quality
 * gate, else the sales version if that passed, else it skips the channel. If the refined message was rejected for an
 * unsupported claim, the sales version is not used, because its facts were never checked. Only stored verdicts are used:
 * the gate does not run again.
 * @param optedOut channels that the lead has opted out of since the follow-up was planned
 */
export function decideOutcome(plan: Plan, phases: PhaseResults, optedOut: readonly Channel[]): Outcome {
  const { output: sales, error } = phases.sales;
  if (!sales) return { status: 'failed', error: salesFailure(error) };

  const open = plan.channels.filter((channel) => !optedOut.includes(channel));
  if (!reachesLead(open)) {
    const message = 'the lead has opted out of the planned channels';
    return { status: 'failed', error: { code: 'NO_VALID_CHANNELS', message } };
  }
  const result: FollowUpResult = {
    messages: {},
    quality: {},
    claims: {},
    skipped_channels: [
      ...plan.skipped_channels,
      ...plan.channels
        .filter((channel) => optedOut.includes(channel))
        .map((channel) => ({ channel, reason: 'the lead has opted out' })),
    ],
  };
  const claims = (phases.copywriter ? phases.copywriter.output : sales)?.claims ?? {};
  const drafts: ReviewedDrafts = {};
  const rejected: Partial<Record<Channel, string[]>> = {};
  for (const channel of open) {
    const { output: copywriter = null } = phases.copywriter ?? {};
    const refined = copywriter?.channels[channel];
    const choice = choose([
      [refined, copywriter?.verdicts[channel]],
      [sales.channels[channel], sales.verdicts[channel]],
    ]);
    if (choice.draft === null) {
      rejected[channel] = choice.rules;
      const reason = `no version passed the quality gate: ${choice.rules.join(', ')}`;
      result.skipped_channels.push({ channel, reason });
    } else {
      result.messages[channel] = { ...choice.draft, strategy: sales.strategy };
      drafts[channel] = { ...choice.draft, violations: choice.violations };
      const reason = choice.draft === refined ? null : reasonNotRefined(phases.copywriter, channel);
      const warnings = [...warningsOf(choice.violations), ...factWarnings(claims[channel], plan.fact_check)];
      result.quality[channel] = { refined: reason === null, reason, warnings };
      if (claims[channel]) result.claims = { ...result.claims, [channel]: claims[channel] };
    }
  }
  if (Object.keys(result.messages).length > 0) {
    return plan.review ? { status: 'awaiting_review', result, drafts } : { status: 'completed', result };
  }
  const message = 'no message passed the quality gate';
  return { status: 'failed', error: { code: 'NO_CONTENT_GENERATED', message, details: { rejected } } };
}

/** @returns the first version that passes the gate, else the rules that the last version broke */
function choose(
  versions: readonly (readonly [DraftMessage | undefined, readonly Violation[] | undefined])[],
) {
  let rules = ['nothing was written'];
  for (const [draft, violations] of versions) {
    if (!draft || !violations) continue;
    if (passes(violations)) return { draft, violations: [...violations] };
    rules = rulesOf(errorsOf(violations));
    if (rules.includes(unsupportedClaim)) break;
  }
  return { draft: null, rules };
}

/** The violations of a published message, in the form in which `quality` lists them. */
export function warningsOf(violations: readonly Violation[]): string[] {
  return violations.map(({ rule, field, message }) => `${rule}: ${field}: ${message}`);
}

/** @param claims of the published message; undefined if its facts were not checked */
function factWarnings(claims: readonly Claim[] | undefined, factCheck: Plan['fact_check']): string[] {
  if (!claims)
    return factCheck === 'enforce' ? ['fact-check: the facts of this message were not checked'] : [];
  return claims
    .filter(isUnsupported)
    .map(({ field, kind }) => `${unsupportedClaim}: ${field}: no source was found for a statement (${kind})`);
}

function reasonNotRefined(copywriter: PhaseResults['copywriter'], channel: Channel): string {
  if (!copywriter) return 'the site has no active copywriter';
  const { output, error } = copywriter;
  if (!output) return `the copywriter phase ended without a result: ${error?.code ?? 'UNKNOWN'}`;
  const rules = rulesOf(errorsOf(output.verdicts[channel] ?? []));
  return rules.length > 0
    ? `the refined version did not pass the quality gate: ${rules.join(', ')}`
    : 'the copywriter wrote nothing for this channel';
}

function salesFailure(error: CommandError | null): ErrorBody {
  const reason = error ?? { code: 'UNKNOWN', message: 'the sales phase ended without success' };
  return {
    code: nothingWritten.has(reason.code) ? 'NO_CONTENT_GENERATED' : 'SALES_COMMAND_FAILED',
    message: reason.message,
    details: { reason: reason.code },
  };
}
