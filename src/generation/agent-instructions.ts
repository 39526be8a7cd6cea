import type { Agent } from '../contract/agents.ts';

/** Adds the site's own instructions to an agent after the task. They can narrow the rules but not lift them. */
export function withAgentInstructions(task: string, { instructions }: Agent): string {
  if (!instructions) return task;
  return `${task}\n\n# Instructions of this site to you\nFollow them where they do not contradict the rules. The numbers, links and names in them are known as if they stood in <facts>.\n${instructions}`;
}
