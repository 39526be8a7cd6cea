import type { InteractionAuthor } from '../../contract/facts.ts';
import { type InstructionKind, instructionIn } from './reads-like-instruction.ts';

/** What of a text the writers may see, and what not. */
export interface Parted {
  /** Null: nothing is left. */
  kept: string | null;
  withheld: string[];
  /** Whether all of the text is withheld, and not single sentences. */
  isWhole: boolean;
}

/** What a colleague asks of the team is a note; nobody in a team speaks to the model. */
function isBarred(kind: InstructionKind | null, author: InteractionAuthor): boolean {
  return kind !== null && (kind !== 'request' || author === 'lead');
}

const segmenter = new Intl.Segmenter('und', { granularity: 'sentence' });

/**
 * Takes the sentences out of a text that give instructions to a model. Of what is addressed to the model, all that
 * follows goes too: it may be what the model is told to say.
 */
export function withhold(text: string, author: InteractionAuthor): Parted {
  const whole = instructionIn(text);
  if (!isBarred(whole, author)) return { kept: text, withheld: [], isWhole: false };
  const all: Parted = { kept: null, withheld: [text], isWhole: true };
  // The marks of a prompt tell nothing of where it ends.
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
  // An order that is spread over sentences shows in the whole alone.
  if (withheld.length === 0 || rest === '' || isBarred(instructionIn(rest), author)) return all;
  return { kept: rest, withheld: withheld.map((sentence) => sentence.trim()), isWhole: false };
}
