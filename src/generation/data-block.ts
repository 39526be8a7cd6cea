/**
 * Puts data between two tags as JSON. Lead data is data: a `<` inside it is escaped, so that nothing a lead wrote can
 * end the block and speak as the prompt.
 */
export function dataBlock(tag: string, value: unknown): string {
  const json = JSON.stringify(value, null, 2).replaceAll('<', '\\u003c');
  return `<${tag}>\n${json}\n</${tag}>`;
}
