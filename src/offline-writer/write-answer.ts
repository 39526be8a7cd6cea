import type { CopywriterOutput, Ledger, SalesOutput } from '../contract/messages.ts';
import { type Brief, briefOf } from './brief.ts';
import { compose } from './compose.ts';
import { composeStrategy } from './compose-strategy.ts';
import type { WritingRequest } from './read-request.ts';

/** Writes what the request asks for: a strategy and first drafts, or the refined messages. */
export function writeAnswer({
  facts,
  channels,
  draft,
  wantsLedger,
}: WritingRequest): SalesOutput | CopywriterOutput {
  const brief = briefOf(facts);
  const phase = draft === null ? 'draft' : 'refined';
  const written = Object.fromEntries(
    channels.map((channel) => [channel, compose(brief, channel, phase, draft?.[channel])]),
  );
  if (draft !== null) return { channels: written };
  return {
    strategy: composeStrategy(facts, brief, channels),
    channels: written,
    ...(wantsLedger ? { ledger: ledgerOf(brief, Object.values(written)[0]?.message ?? '') } : {}),
  };
}

function ledgerOf({ slots, ask }: Brief, message: string): Ledger {
  const sentences = message.split(/\n+|(?<=[.!?])\s+/).map((sentence) => sentence.trim());
  return {
    angle: slots['pain'] ?? slots['interest'] ?? '',
    proof: slots['claim'] ?? '',
    question: sentences.findLast((sentence) => sentence.endsWith('?')) ?? '',
    call_to_action: ask,
    // The first line is the greeting.
    opener: sentences.filter((sentence) => sentence !== '')[1] ?? '',
  };
}
