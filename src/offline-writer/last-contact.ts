import type { Facts } from '../contract/facts.ts';
import type { Language } from './language.ts';
import { firstName, nounPhrase, oneLine } from './plain-text.ts';
import type { Contact, Medium } from './script.ts';

/** The order matters, because "WhatsApp message" and "phone call" contain a second word. */
const media: readonly (readonly [RegExp, Medium])[] = [
  [/e-?mail|correo/i, 'email'],
  [/demo/i, 'demo'],
  [/whats\s?app|chat|sms|message|mensaje/i, 'chat'],
  [/meeting|visit|reuni|video|visita/i, 'meeting'],
  [/call|phone|llamada|tel[eé]f/i, 'call'],
];

/** Attempts without a conversation, for which "our last call" would be untrue. */
const failed =
  /no.?(?:answer|reply|response|show)|voice.?mail|not (?:answer|reply|respond|pick)|n't (?:answer|reply|respond|pick)|unanswered|missed|bounced|cancel|no (?:contest|respond|atend)|sin respuesta|buz[oó]n/i;

export interface LastContact {
  contact: Contact;
  medium: Medium;
  /** What happened, as it is told to the lead: "we discussed pricing". */
  event: string | null;
}

/** Reads the newest interaction. Notes are written for colleagues, so only forms that can be retold are used. */
export function lastContact(facts: Facts, language: Language): LastContact {
  const last = facts.previous_interactions.at(-1);
  if (last === undefined) return { contact: 'none', medium: 'other', event: null };
  const medium = media.find(([sign]) => sign.test(last.type))?.[1] ?? 'other';
  const note = last.summary.length > 500 ? '' : oneLine(last.summary);
  if (failed.test(note)) return { contact: 'missed', medium, event: null };
  const event = retell(note, firstName(facts.lead.name), language);
  return { contact: event === null ? 'touched' : 'told', medium, event };
}

function retell(note: string, name: string | null, language: Language): string | null {
  const clause = note.split(language.clauseEnd)[0] ?? '';
  const retelling = language.retellings.find((candidate) => candidate.note.test(clause));
  const told = retelling?.note.exec(clause)?.[1] ?? '';
  const topic = nounPhrase(told);
  if (retelling === undefined || topic === null || language.thirdPerson.test(told)) return null;
  if (name !== null && topic.toLowerCase().includes(name.toLowerCase())) return null;
  return retelling.told.replace('$1', () => language.withArticle(topic));
}
