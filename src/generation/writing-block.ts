import type { Agent } from '../contract/agents.ts';
import type { Facts } from '../contract/facts.ts';
import { languageName } from '../contract/language-name.ts';
import { dataBlock } from './data-block.ts';

/** For whom, as whom and on which day the model writes. */
export function writingBlock({ language, site }: Facts, { name }: Agent, now: Date): string {
  const weekday = new Intl.DateTimeFormat('en', { weekday: 'long', timeZone: 'UTC' }).format(now);
  return dataBlock('writing', {
    language: `${languageName(language)} (${language})`,
    today: `${weekday}, ${now.toISOString().slice(0, 10)}`,
    sender: { name, site: site.name },
  });
}
