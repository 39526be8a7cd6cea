/** A piece of a WhatsApp message: text, with the mark-up that stood around it. */
export type WhatsappPiece = { kind: 'text' | 'bold' | 'italic' | 'strike' | 'code'; text: string };

const kinds = { '*': 'bold', _: 'italic', '~': 'strike' } as const;

/**
 * *bold*, _italic_, ~struck~ and ```code```, as WhatsApp reads them: the mark stands against the text it encloses and
 * outside of words, and what it encloses does not cross a line.
 */
export function readWhatsappText(text: string): WhatsappPiece[] {
  const pattern =
    /```(?<code>[^`]+)```|(?<![\p{L}\p{N}])(?<mark>[*_~])(?<inner>\S|\S[^\n]*?\S)\k<mark>(?![\p{L}\p{N}])/gu;
  const pieces: WhatsappPiece[] = [];
  let end = 0;
  for (const match of text.matchAll(pattern)) {
    if (match.index > end) pieces.push({ kind: 'text', text: text.slice(end, match.index) });
    const { code, mark, inner } = match.groups ?? {};
    pieces.push(
      code === undefined
        ? { kind: kinds[mark as keyof typeof kinds], text: inner ?? '' }
        : { kind: 'code', text: code },
    );
    end = match.index + match[0].length;
  }
  if (end < text.length) pieces.push({ kind: 'text', text: text.slice(end) });
  return pieces;
}
