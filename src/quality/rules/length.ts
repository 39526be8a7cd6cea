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
      message: `${count} characters, ${most} at most`,
    });
  }
  if (channel === 'email') found.push(...bodyWords(draft.message));
  return found;
};

function bodyWords(body: string): Violation[] {
  const words = body.split(/\s+/).filter(Boolean).length;
  if (words >= emailWords.fewest && words <= emailWords.most) return [];
  const message = `${words} words, ${emailWords.fewest} to ${emailWords.most} read best`;
  return [{ rule: 'length', severity: 'warning', field: 'message', excerpt: '', message }];
}
