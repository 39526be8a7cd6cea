import type { Channel } from '../../contract/channels.ts';
import type { Violation } from '../../contract/violation.ts';
import { countCodePoints } from '../code-points.ts';
import type { Rule } from '../rule.ts';

interface Limit {
  field: Violation['field'];
  severity: Violation['severity'];
  /** The most code points that pass. */
  most: number;
}

/** What the place where a message arrives shows or takes; of a field's limits, the strictest that is broken is said. */
const limits: Record<Channel, readonly Limit[]> = {
  email: [
    { field: 'title', severity: 'error', most: 78 },
    { field: 'title', severity: 'warning', most: 50 },
  ],
  whatsapp: [
    { field: 'message', severity: 'error', most: 4096 },
    { field: 'message', severity: 'warning', most: 1024 },
  ],
  notification: [
    { field: 'title', severity: 'error', most: 50 },
    { field: 'message', severity: 'error', most: 150 },
  ],
  web: [
    { field: 'title', severity: 'error', most: 66 },
    { field: 'message', severity: 'error', most: 144 },
  ],
};

const emailWords = { fewest: 50, most: 150 };
/** Far more than 150 words of any language. */
const mostCounted = 10_000;

/** Longer, or for an email's body shorter, than its channel takes. */
export const length: Rule = ({ draft, channel }) => {
  const found: Violation[] = [];
  for (const { field, severity, most } of limits[channel]) {
    const count = countCodePoints(draft[field]);
    if (count <= most || found.some((violation) => violation.field === field)) continue;
    found.push({
      rule: 'length',
      severity,
      field,
      excerpt: '',
      message: `${count} characters, ${most} at most: shorten it`,
    });
  }
  if (channel === 'email') found.push(...bodyWords(draft.message));
  return found;
};

function bodyWords(body: string): Violation[] {
  const words = countWords(body);
  if (words >= emailWords.fewest && words <= emailWords.most) return [];
  const message = `${words} words, ${emailWords.fewest} to ${emailWords.most} read best`;
  return [{ rule: 'length', severity: 'warning', field: 'message', excerpt: '', message }];
}

/** Scripts without spaces between words are told apart by a dictionary, at more expense. */
function countWords(text: string): number {
  if (!/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u.test(text)) {
    return text.split(/\s+/).filter(Boolean).length;
  }
  const segments = new Intl.Segmenter('und', { granularity: 'word' }).segment(text.slice(0, mostCounted));
  return [...segments].filter(({ isWordLike }) => isWordLike).length;
}
