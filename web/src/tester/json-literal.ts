/** JSON as JavaScript writes it: names without quotes where they need none. Lines after the first are indented. */
export function jsonLiteral(value: unknown, indent = ''): string {
  const json = JSON.stringify(value, null, 2);
  return json.replace(/^( *)"([A-Za-z]\w*)":/gm, '$1$2:').replaceAll('\n', `\n${indent}`);
}
