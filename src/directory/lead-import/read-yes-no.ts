const yes =
  /^(?:1|x|y|yes|true|t|on|ja|j|wahr|sí|si|oui|o|vrai|sì|vero|sim|verdadeiro|tak|kyllä|ano|evet|да|так|はい|是|예|✓|✔|opted[ -]?out|unsubscribed)$/iu;
const no =
  /^(?:0|n|no|false|f|off|nein|falsch|non|faux|falso|não|nao|nee|nej|nei|nie|ei|ne|hayır|нет|ні|いいえ|否|아니오|-|opted[ -]?in|subscribed)?$/iu;

/** Whether a cell of an opt-out says yes. @returns null if it says neither */
export function readYesNo(cell: string): boolean | null {
  const text = cell.trim();
  if (no.test(text)) return false;
  // A date or a time is when the lead opted out.
  return yes.test(text) || /^\d{1,4}[-./]\d{1,2}[-./]\d{1,4}/.test(text) ? true : null;
}
