import type { CopywriterOutput, SalesOutput } from '../contract/messages.ts';
import { briefOf } from './brief.ts';
import { compose } from './compose.ts';
import { composeStrategy } from './compose-strategy.ts';
import type { WritingRequest } from './read-request.ts';

/** Writes what the request asks for: a strategy and first drafts, or the refined messages. */
export function writeAnswer({ facts, channels, draft }: WritingRequest): SalesOutput | CopywriterOutput {
  const brief = briefOf(facts);
  const phase = draft === null ? 'draft' : 'refined';
  const written = Object.fromEntries(
    channels.map((channel) => [channel, compose(brief, channel, phase, draft?.[channel])]),
  );
  if (draft !== null) return { channels: written };
  return { strategy: composeStrategy(facts, brief, channels), channels: written };
}
