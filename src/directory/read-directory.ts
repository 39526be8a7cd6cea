import type { Agent, roleByPhase } from '../contract/agents.ts';
import type { ConfigurableChannel } from '../contract/channels.ts';
import { type FactCheck, factCheckSchema } from '../contract/fact-check.ts';
import type { Facts } from '../contract/facts.ts';
import { interactionAuthorSchema } from '../contract/interaction-author.ts';
import { type Offer, offerSchema } from '../contract/offer.ts';
import type { Database } from '../platform/database.ts';
import { type SiteVoice, siteVoiceSchema } from './site-voice.ts';

/** How much of the past is read for one follow-up. */
const newestInteractions = 10;
const newestPageViews = 20;

export interface DirectorySite {
  name: string;
  url: string | null;
  locale: string;
  timezone: string;
  voice: SiteVoice;
  offer: Offer | null;
  /** Null: as the setting says. */
  factCheck: FactCheck | null;
  enabledChannels: ConfigurableChannel[];
  /** Active ones, newest first. */
  agents: (Agent & { userId: string | null })[];
}

export interface DirectoryLead {
  name: string | null;
  company: string | null;
  position: string | null;
  email: string | null;
  phone: string | null;
  painPoints: string[];
  budgetRange: string | null;
  leadStage: string | null;
  locale: string | null;
  preferences: Record<string, unknown>;
  /** Newest last. */
  interactions: Facts['previous_interactions'];
}

export interface Directory {
  site: DirectorySite;
  /** Null when the site has no such lead. */
  lead: DirectoryLead | null;
  /** Newest last. */
  pageViews: Facts['page_views'];
}

/**
 * Everything that the directory knows about a site, a lead and a visitor.
 * @returns null when the organisation has no such site
 */
export async function readDirectory(
  { prisma }: Database,
  ids: { organisationId: string; siteId: string; leadId: string; visitorId: string | undefined },
): Promise<Directory | null> {
  const { organisationId, siteId } = ids;
  const [site, lead, pageViews] = await Promise.all([
    prisma.site.findUnique({
      where: { organisationId_id: { organisationId, id: siteId } },
      include: {
        channels: { where: { enabled: true } },
        agents: { where: { status: 'active' }, orderBy: [{ createdAt: 'desc' }, { id: 'desc' }] },
      },
    }),
    prisma.lead.findUnique({
      where: { organisationId_id: { organisationId, id: ids.leadId }, siteId },
      include: { interactions: { orderBy: { date: 'desc' }, take: newestInteractions } },
    }),
    ids.visitorId
      ? prisma.pageView.findMany({
          where: { organisationId, visitorId: ids.visitorId, visitor: { siteId } },
          orderBy: { viewedAt: 'desc' },
          take: newestPageViews,
        })
      : [],
  ]);
  if (!site) return null;
  return {
    site: {
      name: site.name,
      url: site.url,
      locale: site.locale,
      timezone: site.timezone,
      voice: siteVoiceSchema.parse(site.voice),
      offer: offerSchema.nullable().parse(site.offer),
      factCheck: factCheckSchema.nullable().parse(site.factCheck),
      enabledChannels: site.channels.map(({ kind }) => kind as ConfigurableChannel),
      agents: site.agents.map((agent) => ({
        ...agent,
        role: agent.role as (typeof roleByPhase)[keyof typeof roleByPhase],
      })),
    },
    lead: lead && {
      name: lead.name,
      company: lead.company,
      position: lead.position,
      email: lead.email,
      phone: lead.phone,
      painPoints: lead.painPoints,
      budgetRange: lead.budgetRange,
      leadStage: lead.leadStage,
      locale: lead.locale,
      preferences: lead.preferences as Record<string, unknown>,
      interactions: lead.interactions
        .map(({ date, type, author, summary }) => ({
          date: date.toISOString(),
          type,
          ...(author === null ? {} : { author: interactionAuthorSchema.parse(author) }),
          summary,
        }))
        .reverse(),
    },
    pageViews: pageViews
      .map(({ url, title, viewedAt }) => ({ url, title, viewed_at: viewedAt.toISOString() }))
      .reverse(),
  };
}
