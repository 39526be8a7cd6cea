import type { Channel } from '../../contract/channels.ts';
import type { Violation } from '../../contract/violation.ts';
import { countCodePoints } from '../code-points.ts';
import { type Field, type Rule, violation } from '../rule.ts';

interface Limit {
  field: Field;
  /** Whether a longer text cannot be sent. Otherwise it is only harder to read. */
  isHard: boolean;
  /** The largest allowed number of code points. */
  most: number;
}

/** Only this part of a longer text is checked. No channel has a higher limit. */
export const mostChecked = { title: 1_000, message: 20_000 };

/** What the channel displays or accepts. Of a field's limits, only the strictest one is reported. */
const limits: Record<Channel, readonly Limit[]> = {
  email: [
    { field: 'title', isHard: true, most: 78 },
    { field: 'title', isHard: false, most: 50 },
    { field: 'message', isHard: true, most: 10_000 },
  ],
  whatsapp: [
    { field: 'title', isHard: true, most: 500 },
    { field: 'message', isHard: true, most: 4096 },
    { field: 'message', isHard: false, most: 1024 },
  ],
  notification: [
    { field: 'title', isHard: true, most: 50 },
    { field: 'message', isHard: true, most: 150 },
  ],
  web: [
    { field: 'title', isHard: true, most: 66 },
    { field: 'message', isHard: true, most: 144 },
  ],
};

const emailWords = { fewest: 50, most: 150 };
/** Far more than 150 words in any language. */
const mostCounted = 10_000;

/** The text is longer than its channel accepts, or the body of an e-mail is too short. */
export const length: Rule = ({ draft, channel }) => {
  const found: Violation[] = [];
  for (const { field, isHard, most } of limits[channel]) {
    const count = countCodePoints(draft[field]);
    if (count <= most || found.some((one) => one.field === field)) continue;
    found.push(violation('length', field, '', `${count} characters, ${most} at most: shorten it`, isHard));
  }
  if (channel === 'email') found.push(...bodyWords(draft.message));
  return found;
};

function bodyWords(body: string): Violation[] {
  const words = countWords(body.slice(0, mostCounted));
  if (words >= emailWords.fewest && words <= emailWords.most) return [];
  return [
    violation(
      'length',
      'message',
      '',
      `${words} words, ${emailWords.fewest} to ${emailWords.most} read best`,
      false,
    ),
  ];
}

const unspaced = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/gu;

/** In scripts without spaces between words, two characters count as one word. */
function countWords(text: string): number {
  const characters = text.match(unspaced)?.length ?? 0;
  const words = text
    .replace(unspaced, ' ')
    .split(/\s+/)
    .filter((word) => /[\p{L}\p{N}]/u.test(word));
  return words.length + Math.ceil(characters / 2);
}
