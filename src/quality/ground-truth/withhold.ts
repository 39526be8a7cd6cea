import type { InteractionAuthor } from '../../contract/facts.ts';
import { type InstructionKind, instructionIn } from './reads-like-instruction.ts';

/** The parts of a text that the writers may see, and those that they may not. */
export interface Parted {
  /** Null if nothing is left. */
  kept: string | null;
  withheld: string[];
  /** Whether the whole text is quarantined, not just single sentences. */
  isWhole: boolean;
}

/** A colleague's request to the team is a note. Nobody in a team addresses the model. */
function isBarred(kind: InstructionKind | null, author: InteractionAuthor): boolean {
  return kind !== null && (kind !== 'request' || author === 'lead');
}

const segmenter = new Intl.Segmenter('und', { granularity: 'sentence' });

/**
 * Removes the sentences of a text that give instructions to a model. After a sentence that addresses the model,
 * everything that follows is removed too, because it may be what the model is told to say.
 */
export function withhold(text: string, author: InteractionAuthor): Parted {
  const whole = instructionIn(text);
  if (!isBarred(whole, author)) return { kept: text, withheld: [], isWhole: false };
  const all: Parted = { kept: null, withheld: [text], isWhole: true };
  // Markers of a prompt do not show where it ends.
  if (whole === 'mark') return all;
  const kept: string[] = [];
  const withheld: string[] = [];
  for (const { segment, index } of segmenter.segment(text)) {
    const kind = instructionIn(segment);
    if (isBarred(kind, author) && kind !== 'request') {
      withheld.push(text.slice(index));
      break;
    }
    (isBarred(kind, author) ? withheld : kept).push(segment);
  }
  const rest = kept.join('').trim();
  // An instruction that is spread over several sentences is only visible in the whole text.
  if (withheld.length === 0 || rest === '' || isBarred(instructionIn(rest), author)) return all;
  return { kept: rest, withheld: withheld.map((sentence) => sentence.trim()), isWhole: false };
}
