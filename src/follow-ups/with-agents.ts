import type { Agent } from '../contract/agents.ts';
import type { Facts } from '../contract/facts.ts';
import type { Plan } from '../contract/plan.ts';

/**
 * Adds the sender, who is the agent of the sales phase, and the instructions: those of the agents, and the brief of a step,
 * which is as true.
 */
export function withAgents(facts: Facts, { agents: { sales, copywriter } }: Plan): Facts {
  const { name, title, email, phone, signature } = sales;
  return {
    ...facts,
    sender: { name, title, email, phone, signature },
    instructions: [
      ...instructionsOf([sales, copywriter]),
      ...(facts.sequence?.brief ? [facts.sequence.brief] : []),
    ],
    sources: { ...facts.sources, sender: 'agent' },
  };
}

function instructionsOf(agents: readonly (Agent | null)[]): string[] {
  return [...new Set(agents.flatMap((agent) => agent?.instructions ?? []))];
}
