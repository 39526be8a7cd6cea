import type { Agent } from '../contract/agents.ts';

/** The site's own instructions to an agent come after the rules, which they can sharpen and not lift. */
export function withAgentInstructions(prompt: string, { instructions }: Agent): string {
  if (!instructions) return prompt;
  return `${prompt}\n\n# Instructions of this site to you\nFollow them where they do not contradict what stands above. The numbers, links and names in them are known as if they stood in <facts>.\n${instructions}`;
}
