import { countCodePoints } from '../code-points.ts';
import { type Rule, violation } from '../rule.ts';

const shortestMessage = 10;

/** Characters that are invisible: format characters, fillers that count as letters, variation selectors. */
const invisible = /[\p{Cf}\p{Cc}\p{Default_Ignorable_Code_Point}\u2800]/gu;
const readable = /[\p{L}\p{N}\p{Extended_Pictographic}\p{Regional_Indicator}]/u;

/** An empty text, or one that is too short to be a message. */
export const blank: Rule = ({ draft: { title, message } }) => [
  ...(isReadable(title) ? [] : [error('title', 'the title is blank: write one')]),
  ...(countCodePoints(visible(message)) < shortestMessage || !isReadable(message)
    ? [
        error(
          'message',
          `the message has fewer than ${shortestMessage} characters that can be read: write it`,
        ),
      ]
    : []),
];

function isReadable(text: string): boolean {
  return readable.test(visible(text));
}

/** White space between words counts. At the ends and after a control character it does not. */
function visible(text: string): string {
  return text.replace(invisible, (character) => (/\s/.test(character) ? character : '')).trim();
}

function error(field: 'title' | 'message', message: string) {
  return violation('blank', field, '', message);
}
