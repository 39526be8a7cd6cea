/** Length in code points, so that an emoji outside the basic plane counts as one character, not two. */
export function countCodePoints(text: string): number {
  return [...text].length;
}
