import type { Phase } from '../contract/agents.ts';
import { inChannelOrder } from '../contract/channels.ts';
import type { EnrollmentStatus } from '../contract/enrollment-view.ts';
import type { ErrorBody } from '../contract/errors.ts';
import { factsSchema } from '../contract/facts.ts';
import type { AcceptedFollowUp, FollowUpView } from '../contract/follow-up-view.ts';
import { type Plan, planSchema } from '../contract/plan.ts';
import type { FollowUpStatus } from '../contract/status.ts';
import type { Command } from '../platform/generated/client.ts';
import type { EnrollmentRow, FollowUpRow } from '../platform/pipeline-sql/read-follow-ups.ts';
import type { FollowUpResult } from './outcome.ts';
import { presentReview } from './review/present-review.ts';
import { nextFollowUpAt } from './schedule.ts';
import type { StoredNow } from './store-follow-up.ts';

/** Columns that the database generates for lists. They cannot be written. */
export const generatedColumns = {
  leadName: true,
  leadCompany: true,
  leadEmail: true,
  leadPhone: true,
  siteName: true,
  followUpInterval: true,
  channels: true,
  skippedChannels: true,
} as const;

type ShownCommand = FollowUpRow['commands'][number];

/** A stored follow-up as GET answers it. */
export function presentFollowUp(followUp: FollowUpRow): FollowUpView {
  const facts = factsSchema.parse(followUp.facts);
  const { lead, site } = facts;
  const result = followUp.result as unknown as FollowUpResult | null;
  return {
    ...presentAccepted(followUp),
    retry_of: followUp.retryOf,
    site_id: followUp.siteId,
    lead_id: followUp.leadId,
    messages: result && inChannelOrder(result.messages),
    lead: {
      name: lead.name,
      company: lead.company,
      email: lead.email,
      phone: lead.phone,
      position: lead.position,
      pain_points: lead.pain_points,
      budget_range: lead.budget_range,
      lead_stage: facts.lead_stage,
      previous_interactions: facts.previous_interactions,
      preferences: lead.preferences,
      sites: { name: site.name, url: site.url },
    },
    quality: presentQuality(result),
    claims: inChannelOrder(result?.claims ?? {}),
    schedule: {
      follow_up_interval: facts.follow_up_interval,
      next_follow_up_at: nextFollowUpAt(facts.follow_up_interval, followUp.createdAt, followUp.site.timezone),
    },
    usage: presentUsage(followUp.commands),
    timing: presentTiming(followUp),
    metadata: followUp.metadata as Record<string, string>,
    review: presentReview(followUp.review),
    error: followUp.error as unknown as ErrorBody | null,
    created_at: followUp.createdAt.toISOString(),
    finished_at: followUp.finishedAt?.toISOString() ?? null,
  };
}

/** Older results were stored without a reason. */
function presentQuality(result: FollowUpResult | null): FollowUpView['quality'] {
  const quality = Object.entries(result?.quality ?? {});
  return inChannelOrder(
    Object.fromEntries(quality.map(([channel, one]) => [channel, { ...one, reason: one.reason ?? null }])),
  );
}

/** Warnings for planned channels without a message. */
function lostChannels({ channels: planned }: Plan, result: FollowUpResult | null): string[] {
  const lost = result?.skipped_channels.filter(({ channel }) => planned.includes(channel)) ?? [];
  return lost.map(({ channel, reason }) => `${channel} was planned and has no message: ${reason}`);
}

/** The `data` of the 202 for a follow-up that was just stored. */
export function presentStored({ step, ...followUp }: StoredNow): AcceptedFollowUp {
  const created = step?.created ?? null;
  const enrollment = created &&
    step && {
      id: step.enrollmentId,
      status: 'active',
      steps: (created.definition as { steps: { key: string }[] }).steps,
      stepKey: step.key,
      nextStepAt: null,
    };
  return presentAccepted({ ...followUp, status: 'queued', result: null, enrollment });
}

type Accepted = Pick<FollowUpRow, 'id' | 'status' | 'result' | 'plan' | 'warnings' | 'enrollment'> & {
  commands: readonly Pick<Command, 'id' | 'kind' | 'number'>[];
};

/** The fields that the 202 returns. */
export function presentAccepted(followUp: Accepted): AcceptedFollowUp {
  const plan = planSchema.parse(followUp.plan);
  const result = followUp.result as unknown as FollowUpResult | null;
  const { sales, copywriter } = commandIdsOf(followUp.commands);
  const self = urlOf(followUp.id);
  return {
    id: followUp.id,
    status: followUp.status as FollowUpStatus,
    command_ids: { sales, copywriter },
    channels: plan.channels,
    skipped_channels: result?.skipped_channels ?? plan.skipped_channels,
    enrollment: presentEnrollment(followUp.enrollment),
    urls: {
      self,
      sales: `/api/commands/${sales}`,
      copywriter: copywriter && `/api/commands/${copywriter}`,
      events: `${self}/events`,
      cancel: `${self}/cancel`,
    },
    warnings: [...(followUp.warnings as string[]), ...lostChannels(plan, result)],
  };
}

function presentEnrollment(row: EnrollmentRow | null): AcceptedFollowUp['enrollment'] {
  if (!row) return null;
  const { id, status, steps, stepKey, nextStepAt } = row;
  return {
    id,
    status: status as EnrollmentStatus,
    // A step that was removed from its sequence has no position any more.
    step: Math.max(1, steps.findIndex(({ key }) => key === stepKey) + 1),
    of: steps.length,
    next_step_at: nextStepAt && new Date(nextStepAt).toISOString(),
  };
}

export function urlOf(followUpId: string): string {
  return `/api/follow-ups/${followUpId}`;
}

export function commandIdsOf(commands: readonly Pick<Command, 'id' | 'kind' | 'number'>[]) {
  const idOf = (phase: Phase) => commands.find(({ kind, number }) => kind === phase && number === 0)?.id;
  return { sales: idOf('sales') ?? '', copywriter: idOf('copywriter') ?? null };
}

function commandOf({ commands }: FollowUpRow, phase: Phase): ShownCommand | undefined {
  return commands.find(({ kind, number }) => kind === phase && number === 0);
}

/** The cost of all commands, including those that wrote a message of a review again. */
function presentUsage(commands: readonly ShownCommand[]): FollowUpView['usage'] {
  const costs = commands.map(({ costUsd }) => (costUsd === null ? null : Number(costUsd)));
  const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
  return {
    input_tokens: sum(commands.map(({ inputTokens }) => inputTokens)),
    output_tokens: sum(commands.map(({ outputTokens }) => outputTokens)),
    // One call of unknown cost makes the sum unknown. Rounded to the database's precision, because float sums are inexact.
    cost_usd: costs.includes(null) ? null : Number(sum(costs as number[]).toFixed(6)),
  };
}

function presentTiming(followUp: FollowUpRow): FollowUpView['timing'] {
  const between = (from: Date | null | undefined, to: Date | null | undefined) =>
    from && to ? to.getTime() - from.getTime() : null;
  const durationOf = (phase: Phase) => {
    const command = commandOf(followUp, phase);
    return between(command?.startedAt, command?.finishedAt);
  };
  return {
    queued_ms: between(followUp.createdAt, followUp.startedAt),
    sales_ms: durationOf('sales'),
    copywriter_ms: durationOf('copywriter'),
    total_ms: between(followUp.createdAt, followUp.finishedAt),
  };
}
