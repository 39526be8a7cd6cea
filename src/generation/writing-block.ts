import type { Agent } from '../contract/agents.ts';
import type { Facts } from '../contract/facts.ts';
import { languageName } from '../contract/language-name.ts';
import { localTime } from '../contract/local-time.ts';
import { dataBlock } from './data-block.ts';

/** For whom, as whom and when the model writes. The time of day is that of the site, as nothing tells where the lead is. */
export function writingBlock({ language, site, sender }: Facts, agent: Agent, now: Date): string {
  const { weekday, date, time } = localTime(now, site.timezone);
  return dataBlock('writing', {
    language: `${languageName(language)} (${language})`,
    today: `${weekday}, ${date}`,
    local_time: time,
    time_zone: site.timezone ?? 'UTC',
    sender: { name: sender?.name ?? agent.name, site: site.name },
  });
}
