import { diffWordsWithSpace } from 'diff';

/** A piece of text that stayed, was taken out, or was put in. */
export interface Change {
  kind: 'same' | 'removed' | 'added';
  text: string;
}

/** Between two changes, so little that stayed reads as noise: it is taken as part of the change. */
const littleWords = 2;

/** What was changed from one text to the other, word by word, in runs that a person can read. */
export function wordChanges(before: string, after: string): Change[] {
  const changes: Change[] = [];
  let removed = '';
  let added = '';
  const flush = () => {
    if (removed) changes.push({ kind: 'removed', text: removed });
    if (added) changes.push({ kind: 'added', text: added });
    removed = '';
    added = '';
  };
  const parts = diffWordsWithSpace(before, after);
  parts.forEach((part, index) => {
    if (part.removed) removed += part.value;
    else if (part.added) added += part.value;
    else if (removed && added && index < parts.length - 1 && isLittle(part.value)) {
      removed += part.value;
      added += part.value;
    } else {
      flush();
      changes.push({ kind: 'same', text: part.value });
    }
  });
  flush();
  return changes;
}

function isLittle(text: string): boolean {
  return !text.includes('\n') && text.split(/\s+/).filter(Boolean).length <= littleWords;
}
