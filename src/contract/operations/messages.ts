import { messageCheckRequestSchema, messageCheckSchema } from '../message-check.ts';
import type { Operation } from './operation.ts';

export const checkMessage: Operation = {
  id: 'checkMessage',
  tag: 'Messages',
  summary: 'Check a message with the quality gate',
  description:
    'The check that every published message has passed. A blank text is a violation, not an invalid request. Nothing is stored.',
  body: messageCheckRequestSchema,
  example: {
    channel: 'notification',
    title: 'Jane, a question on analytics',
    message: 'Shall we go through the dashboard together? It takes 15% less time than a call.',
    facts: { lead: { name: 'Jane Smith' }, product_interest: ['analytics dashboard'] },
    locale: 'en',
  },
  answers: { 200: { description: 'What the gate found', data: messageCheckSchema } },
  errors: [],
};
