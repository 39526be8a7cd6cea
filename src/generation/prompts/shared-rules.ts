import { angle } from './rules/angle.ts';
import { channelRules } from './rules/channels.ts';
import { examples } from './rules/examples.ts';
import { howToWrite } from './rules/how-to-write.ts';
import { whatToSay } from './rules/what-to-say.ts';

/**
 * What holds for both phases and for each site. It comes first and is the same in every writing prompt, so that providers
 * cache it. What an agent has to do stands at the end of the prompt, behind the facts.
 */
export const sharedRules = [
  // One who writes for others, whatever the phase.
  'You write follow-ups to sales leads, as one of two colleagues: a Sales/CRM Specialist, who decides on a strategy and writes first drafts, and a Content Creator & Copywriter, who makes of them messages that get answers. What you are to do now stands in the task at the end.',
  whatToSay,
  howToWrite,
  angle,
  channelRules,
  examples,
].join('\n\n');
