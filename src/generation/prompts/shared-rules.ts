import { angle } from './rules/angle.ts';
import { channelRules } from './rules/channels.ts';
import { examples } from './rules/examples.ts';
import { howToWrite } from './rules/how-to-write.ts';
import { whatToSay } from './rules/what-to-say.ts';

/**
 * The rules for both phases and all sites. They come first and are the same in every writing prompt, so that providers
 * cache them. The task of each agent is at the end of the prompt, after the facts.
 */
export const sharedRules = [
  // Describes both roles, so that the text is the same in both phases.
  'You write follow-ups to sales leads, as one of two colleagues: a Sales/CRM Specialist, who decides on a strategy and writes first drafts, and a Content Creator & Copywriter, who makes of them messages that get answers. What you are to do now stands in the task at the end.',
  whatToSay,
  howToWrite,
  angle,
  channelRules,
  examples,
].join('\n\n');
