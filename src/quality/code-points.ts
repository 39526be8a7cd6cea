/** Length as people count it: an emoji outside the basic plane is one, not two. */
export function countCodePoints(text: string): number {
  return [...text].length;
}
