import { countCodePoints } from '../code-points.ts';
import type { Rule } from '../rule.ts';

const shortestMessage = 10;

/** Nothing to read, or too little to be a message. */
export const blank: Rule = ({ draft: { title, message } }) => [
  ...(title.trim() === '' ? [error('title', 'the title is blank')] : []),
  ...(countCodePoints(message.trim()) < shortestMessage
    ? [error('message', `the message has fewer than ${shortestMessage} characters`)]
    : []),
];

function error(field: 'title' | 'message', message: string) {
  return { rule: 'blank', severity: 'error', field, excerpt: '', message } as const;
}
