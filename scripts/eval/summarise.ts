import { type Phase, phases } from '../../src/contract/agents.ts';
import { type Channel, channels } from '../../src/contract/channels.ts';
import { type ClaimKind, claimKinds, isUnsupported } from '../../src/contract/claim-kinds.ts';
import type { Claim } from '../../src/contract/claims.ts';
import type { Violation } from '../../src/contract/violation.ts';
import { type EvaluatedLead, type Version, versions } from './evaluated-lead.ts';
import type { MeasuredMessage } from './measure-message.ts';
import { countBy, rate, type Spread, spreadOf, sumOfKnown } from './statistics.ts';

/** Figures for the messages of one version, in one channel or in all. */
export interface Tally {
  version: Version;
  channel: Channel | 'all';
  /** The number of messages. For the published version, the number that was planned. */
  messages: number;
  passed: number;
  passRate: number | null;
  /** A share of the written messages. */
  groundedRate: number | null;
  withWarnings: number;
  titleLength: Spread | null;
  messageLength: Spread | null;
  words: Spread | null;
  lix: Spread | null;
  /** Shares of the written messages: with one ask; with a day, a time or a link; with a signature. */
  oneAskRate: number | null;
  concreteRate: number | null;
  signedRate: number | null;
}

/** Statements in published messages, according to the fact check. */
export interface ClaimTally {
  kind: ClaimKind;
  withSource: number;
  /** Statements that need a source but have none. */
  without: number;
  /** Statements that need no source. */
  free: number;
}

export interface RuleTally {
  rule: string;
  severity: Violation['severity'];
  /** The number of violations in each version. */
  counts: Record<Version, number>;
}

export interface UsageTally {
  phase: Phase;
  calls: number;
  repairs: number;
  failures: [code: string, count: number][];
  inputTokens: number;
  outputTokens: number;
  /** Null if the price of at least one call is unknown. */
  costUsd: number | null;
  /** The duration of a call, in milliseconds. */
  durationMs: Spread | null;
}

export interface Summary {
  leads: number;
  completed: number;
  languages: string[];
  models: string[];
  tallies: Tally[];
  rules: RuleTally[];
  usage: UsageTally[];
  /** Empty if nothing was checked. */
  claims: ClaimTally[];
  /** The latency of follow-ups, in milliseconds. */
  latency: Record<'queued' | 'sales' | 'copywriter' | 'total', Spread | null>;
  skipped: [reason: string, count: number][];
  failed: [code: string, count: number][];
}

export function summarise(leads: readonly EvaluatedLead[]): Summary {
  const calls = leads.flatMap((lead) => lead.calls);
  return {
    leads: leads.length,
    completed: leads.filter(({ followUp }) => followUp?.status === 'completed').length,
    languages: [...new Set(leads.map(({ language }) => language))],
    models: [...new Set(calls.map(({ model }) => model))].sort(),
    tallies: versions.flatMap((version) =>
      (['all', ...channels] as const).map((channel) => tallyOf(leads, version, channel)),
    ),
    rules: rulesOf(leads),
    usage: phases.map((phase) => usageOf(phase, leads)),
    claims: claimsOf(leads),
    latency: latencyOf(leads),
    skipped: countBy(
      leads.flatMap(({ followUp }) =>
        (followUp?.skipped_channels ?? []).map(({ channel, reason }) => `${channel}: ${reason}`),
      ),
    ),
    failed: countBy(
      leads.flatMap(({ followUp, refusal }) => {
        if (refusal) return [refusal.code];
        return followUp && followUp.status !== 'completed' ? [followUp.error?.code ?? followUp.status] : [];
      }),
    ),
  };
}

/**
 * The lowest of the rates that a run must reach: repaired messages that pass, planned messages that are published, and
 * follow-ups that complete.
 */
export function lowestPassRate({ tallies, completed, leads }: Summary): number {
  const held: readonly Version[] = ['repaired draft', 'repaired refined', 'published'];
  const rates = tallies
    .filter(({ version, channel }) => channel === 'all' && held.includes(version))
    .flatMap(({ passRate }) => passRate ?? []);
  return Math.min(...rates, rate(completed, leads) ?? 0);
}

function messagesOf({ measured }: EvaluatedLead, version: Version, channel: Channel | 'all') {
  return Object.values(measured[version]).filter(
    (message) => channel === 'all' || message.channel === channel,
  );
}

function tallyOf(leads: readonly EvaluatedLead[], version: Version, channel: Channel | 'all'): Tally {
  const written = leads.flatMap((lead) => messagesOf(lead, version, channel));
  const planned = leads
    .flatMap(({ followUp }) => followUp?.channels ?? [])
    .filter((name) => channel === 'all' || name === channel);
  const messages = version === 'published' ? planned.length : written.length;
  const passed = written.filter((message) => message.passed).length;
  const spread = (read: (message: MeasuredMessage) => number | null) =>
    spreadOf(written.flatMap((message) => read(message) ?? []));
  // Only messages to which it applies count.
  const share = (read: (message: MeasuredMessage) => boolean | null) => {
    const known = written.flatMap((message) => read(message) ?? []);
    return rate(known.filter(Boolean).length, known.length);
  };
  return {
    version,
    channel,
    messages,
    passed,
    passRate: rate(passed, messages),
    groundedRate: rate(written.filter(({ grounded }) => grounded).length, written.length),
    withWarnings: written.filter(({ violations }) => hasWarning(violations)).length,
    titleLength: spread(({ titleLength }) => titleLength),
    messageLength: spread(({ messageLength }) => messageLength),
    words: spread(({ words }) => words),
    lix: spread(({ lix }) => lix),
    oneAskRate: share(({ hasOneAsk }) => hasOneAsk),
    concreteRate: share(({ isConcrete }) => isConcrete),
    signedRate: share(({ isSigned }) => isSigned),
  };
}

function claimsOf(leads: readonly EvaluatedLead[]): ClaimTally[] {
  const claims = leads.flatMap(({ followUp }) => Object.values(followUp?.claims ?? {}).flat());
  const count = (kind: ClaimKind, is: (claim: Claim) => boolean) =>
    claims.filter((claim) => claim.kind === kind && is(claim)).length;
  return claimKinds
    .map((kind) => ({
      kind,
      withSource: count(kind, ({ source }) => source !== null),
      without: count(kind, isUnsupported),
      free: count(kind, (claim) => claim.source === null && !isUnsupported(claim)),
    }))
    .filter(({ withSource, without, free }) => withSource + without + free > 0);
}

function hasWarning(violations: readonly Violation[]): boolean {
  return violations.some(({ severity }) => severity === 'warning');
}

function rulesOf(leads: readonly EvaluatedLead[]): RuleTally[] {
  const rules = new Map<string, RuleTally>();
  for (const version of versions) {
    const violations = leads
      .flatMap((lead) => messagesOf(lead, version, 'all'))
      .flatMap((message) => message.violations);
    for (const { rule, severity } of violations) {
      const key = `${severity} ${rule}`;
      const counts = rules.get(key)?.counts ?? noCounts();
      counts[version] += 1;
      rules.set(key, { rule, severity, counts });
    }
  }
  return [...rules.values()].sort(
    (one, other) => one.severity.localeCompare(other.severity) || other.counts.draft - one.counts.draft,
  );
}

function noCounts(): RuleTally['counts'] {
  return { draft: 0, 'repaired draft': 0, refined: 0, 'repaired refined': 0, published: 0 };
}

function usageOf(phase: Phase, leads: readonly EvaluatedLead[]): UsageTally {
  const calls = leads.flatMap((lead) => lead.calls).filter((call) => call.phase === phase);
  const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
  return {
    phase,
    calls: calls.length,
    repairs: calls.filter(({ step }) => step === 'repair').length,
    failures: countBy(calls.flatMap(({ errorCode }) => errorCode ?? [])),
    inputTokens: sum(calls.map(({ inputTokens }) => inputTokens)),
    outputTokens: sum(calls.map(({ outputTokens }) => outputTokens)),
    costUsd: sumOfKnown(calls.map(({ costUsd }) => costUsd)),
    durationMs: spreadOf(calls.map(({ durationMs }) => durationMs)),
  };
}

function latencyOf(leads: readonly EvaluatedLead[]): Summary['latency'] {
  const spread = (part: 'queued_ms' | 'sales_ms' | 'copywriter_ms' | 'total_ms') =>
    spreadOf(leads.flatMap(({ followUp }) => followUp?.timing[part] ?? []));
  return {
    queued: spread('queued_ms'),
    sales: spread('sales_ms'),
    copywriter: spread('copywriter_ms'),
    total: spread('total_ms'),
  };
}
