import type { Agent, roleByPhase } from '../contract/agents.ts';
import type { ConfigurableChannel } from '../contract/channels.ts';
import { type FactCheck, factCheckSchema } from '../contract/claims.ts';
import { type Offer, offerSchema } from '../contract/offer.ts';
import type { PlanningRow } from '../platform/pipeline-sql/read-for-planning.ts';
import { type SiteVoice, siteVoiceSchema } from './site-voice.ts';

type SiteRow = NonNullable<PlanningRow['site']>;

export interface DirectorySite extends Pick<SiteRow, 'name' | 'url' | 'locale' | 'timezone' | 'review'> {
  voice: SiteVoice;
  offer: Offer | null;
  /** Null: the setting applies. */
  factCheck: FactCheck | null;
  enabledChannels: ConfigurableChannel[];
  /** Active ones, newest first. */
  agents: (Agent & { userId: string | null })[];
}

/** The stored data of a site, a lead and a visitor. */
export interface Directory extends Pick<PlanningRow, 'lead' | 'pageViews'> {
  site: DirectorySite;
}

/** @returns null if the organisation has no such site */
export function readDirectory({ site, lead, pageViews }: PlanningRow): Directory | null {
  if (!site) return null;
  return {
    site: {
      ...site,
      voice: siteVoiceSchema.parse(site.voice),
      offer: offerSchema.nullable().parse(site.offer),
      factCheck: factCheckSchema.nullable().parse(site.factCheck),
      enabledChannels: site.enabledChannels as ConfigurableChannel[],
      agents: site.agents.map((agent) => ({
        ...agent,
        role: agent.role as (typeof roleByPhase)[keyof typeof roleByPhase],
      })),
    },
    lead,
    pageViews,
  };
}
