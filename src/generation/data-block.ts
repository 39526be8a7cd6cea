/**
 * Puts data between two tags as JSON. `<` is escaped, so that text from a lead cannot close the block and continue as
 * part of the prompt.
 */
export function dataBlock(tag: string, value: unknown): string {
  const json = JSON.stringify(value, null, 2).replaceAll('<', '\\u003c');
  return `<${tag}>\n${json}\n</${tag}>`;
}
