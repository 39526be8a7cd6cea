import { type Agent, type Phase, roleByPhase } from '../contract/agents.ts';
import { type Channel, channels, configurableChannels, reachesLead } from '../contract/channels.ts';
import { AppError } from '../contract/errors.ts';
import type { Facts } from '../contract/facts.ts';
import type { LeadFollowUpRequest } from '../contract/lead-follow-up-request.ts';
import { isPhoneNumber } from '../contract/phone-number.ts';
import type { Plan, SkippedChannel } from '../contract/plan.ts';
import type { DirectorySite } from '../directory/read-directory.ts';

/** Channels on which the lead must not be written to. */
export interface Refusals {
  optOuts: readonly Channel[];
  /** Whose address is suppressed. */
  suppressed: readonly Channel[];
  /** By a note that somebody left in a field of the lead. */
  ruledOut: readonly Channel[];
  /** The channels of a step of a sequence. Null: all of them. */
  only: readonly Channel[] | null;
}

/**
 * Decides who writes and for which channels.
 * @throws AppError AGENT_NOT_FOUND, NO_CHANNELS_CONFIGURED or NO_VALID_CHANNELS_FOR_LEAD, in this order
 */
export function planFollowUp(
  request: LeadFollowUpRequest,
  site: DirectorySite,
  lead: Facts['lead'],
  refusals: Refusals,
): Omit<Plan, 'fact_check' | 'review'> {
  const agents = {
    sales: planSalesAgent(request, site),
    copywriter: newestAgent(site, 'copywriter', request.user_id),
  };
  return { agents, ...planChannels(site, lead, refusals) };
}

function planSalesAgent(request: LeadFollowUpRequest, site: DirectorySite): Agent {
  if (request.agent_id) {
    const named = site.agents.find(
      (agent) => agent.id === request.agent_id && agent.role === roleByPhase.sales,
    );
    if (!named)
      throw new AppError('AGENT_NOT_FOUND', "agent_id is not one of the site's active sales agents");
    return snapshot(named);
  }
  const agent = newestAgent(site, 'sales', request.user_id);
  if (!agent) throw new AppError('AGENT_NOT_FOUND', `the site has no active ${roleByPhase.sales}`);
  return agent;
}

/** The newest active agent for a phase: the user's agent if there is one, else any agent of the site. */
function newestAgent(site: DirectorySite, phase: Phase, userId: string | undefined): Agent | null {
  const candidates = site.agents.filter((agent) => agent.role === roleByPhase[phase]);
  const agent = candidates.find((candidate) => userId && candidate.userId === userId) ?? candidates[0];
  return agent ? snapshot(agent) : null;
}

function snapshot(agent: Agent): Agent {
  const { id, name, role, instructions, model, max_tokens, title, email, phone, signature } = agent;
  return { id, name, role, instructions, model, max_tokens, title, email, phone, signature };
}

function planChannels(
  site: DirectorySite,
  lead: Facts['lead'],
  refusals: Refusals,
): Pick<Plan, 'channels' | 'skipped_channels'> {
  const configured = configurableChannels.filter((channel) => site.enabledChannels.includes(channel));
  if (configured.length === 0) {
    throw new AppError(
      'NO_CHANNELS_CONFIGURED',
      'the site has neither email nor WhatsApp configured: configure a channel',
      {
        details: { configurable_channels: configurableChannels },
      },
    );
  }
  const skipped: SkippedChannel[] = [];
  const planned = channels.filter((channel) => {
    const reason = reasonToSkip(channel, site, lead, refusals);
    if (reason) skipped.push({ channel, reason });
    return reason === null;
  });
  if (!reachesLead(planned)) {
    throw new AppError(
      'NO_VALID_CHANNELS_FOR_LEAD',
      'no channel of the site can reach the lead: see details.skipped_channels',
      {
        details: {
          configured_channels: configured,
          lead_has: { email: hasEmail(lead), phone: hasPhone(lead) },
          opted_out: refusals.optOuts,
          skipped_channels: skipped,
        },
      },
    );
  }
  return { channels: planned, skipped_channels: skipped };
}

function reasonToSkip(
  channel: Channel,
  site: DirectorySite,
  lead: Facts['lead'],
  { optOuts, suppressed, ruledOut, only }: Refusals,
): string | null {
  if (only && !only.includes(channel)) return 'not a channel of this step';
  if (ruledOut.includes(channel)) {
    return 'a note in the name, company or position of the lead says not to contact it';
  }
  if (optOuts.includes(channel)) return 'the lead has opted out';
  if (suppressed.includes(channel)) return 'the address is suppressed';
  if (channel === 'email' || channel === 'whatsapp') {
    if (!site.enabledChannels.includes(channel)) return 'not configured on the site';
    if (channel === 'email' && !hasEmail(lead)) return 'the lead has no valid email address';
    if (channel === 'whatsapp' && !hasPhone(lead)) return 'the lead has no valid phone number';
  }
  return null;
}

function hasEmail(lead: Facts['lead']): boolean {
  return lead.email?.includes('@') ?? false;
}

function hasPhone(lead: Facts['lead']): boolean {
  return lead.phone !== null && isPhoneNumber(lead.phone);
}
