import type { Interaction } from '../ground-truth/background.ts';
import { foldCase } from '../text/case-folded.ts';

/** Stems of words for a conversation, folded, in the languages with full support and some others. */
const conversation =
  /(?<!\p{L})(?:calls?|called|calling|phoned?|telephon|spoke|talk|met|meeting|demo|chat|visit|zoom|teams|video|webinar|workshop|session|lunch|coffee|conference|event|fair|convers|discuss|agreed|llam|telefon|reuni|visit|habl|charl|demostra|entrevista|acord|anruf|angerufen|gesprach|gesproch|besprech|besproch|besuch|treffen|getroffen|messe|termin|appel|reunion|entretien|echange|rendez|rdv|rencontr|visio|discut|parl|chiamat|riunion|incontr|colloqui|sentit|concord|ligacao|ligou|lig|conversa|falou|falamos|encontro|visita|combin|gesprek|gebeld|belde|bellen|overleg|afspra|bezoek|bespro|vergader|samtal|mote|mode|besok|rozm|spotka|schuz|hovor|jednan|gorus|toplant|звон|встреч|созвон|разговор|дзвін|зустріч|συνομιλ|συναντ|κλησ|电话|会议|通话|面谈|演示|電話|会議|打ち合わせ|商談|面談|デモ|통화|회의|미팅|데모|상담|مكالم|اتصال|اجتماع|لقاء|שיח|פגיש|טלפון|कॉल|बैठक|मीटिंग|डेमो)/u;
const form = /form|inbound|survey|umfrage|newsletter|download/u;
/** Words for written exchanges. */
const written =
  /mail|message|mensaje|nachricht|correo|courriel|bericht|reply|repl|antwort|respuesta|reponse|risposta|resposta|antwoord|whatsapp|sms|linkedin|chat|form|inbound|order|contract|bestell|auftrag|vertrag|pedido|contrat|ordin|commande|encomenda|comment|письм|сообщ|メール|邮件|메일|이메일|بريد|מייל|ईमेल/u;
/** Words for something that the team has sent, without an answer by the lead. */
const sent =
  /^(?:(?:we|i|sales|team) )?(?:sent|emailed|mailed|shared|forwarded|introduc|enviad|enviamos|envie|gesendet|geschickt|verschickt|envoye|inviat|mandat|verstuurd|gestuurd|follow.?up)/u;

/** Whether the lead and somebody on the team spoke with each other. */
export function isConversation({ type, summary }: Interaction): boolean {
  if (conversation.test(foldCase(type))) return true;
  // A person who fills in a form asks for a demo and has not had one yet.
  return !form.test(foldCase(type)) && conversation.test(foldCase(summary));
}

const phone = /telefon|telephon|phone|llamada|ligac|appel|anruf|gebeld|chiamata/u;
const visit = /visit|besuch|bezoek|sopralluogo|site|vor ort|sur place/u;
const inPerson =
  /visit|visita|besuch|bezoek|sopralluogo|meet|treff|reuni|riunion|incontr|rencontr|demo|fair|messe|termin|besok|moetet|rendez/u;
const spokenOf =
  /call|phone|telefon|telephon|llam|ligac|ligou|appel|anruf|gesprach|gebeld|chiamat|conversa|convers|entretien|colloqui|meet|demo|spoke|talk/u;

/**
 * Whether one of the conversations may be of the stated kind. A chat, for example, is not a call.
 * @param words of the statement, as they are written
 */
export function isOfKind(words: string, known: readonly Interaction[]): boolean {
  const told = foldCase(words);
  const speaks = (pattern: RegExp) =>
    known.some(({ type, summary }) => pattern.test(foldCase(type)) || pattern.test(foldCase(summary)));
  if (visit.test(told)) return speaks(inPerson);
  return !phone.test(told) || speaks(spokenOf);
}

/** Whether it was a conversation, or a message to which the lead may have agreed. */
export function isExchange(interaction: Interaction): boolean {
  const { type, summary, author } = interaction;
  if (author === 'lead') return true;
  return isConversation(interaction) || (written.test(foldCase(type)) && !sent.test(foldCase(summary)));
}

/** Whether a fact outside the history mentions a conversation. */
export function speaksOfConversation(text: string): boolean {
  return conversation.test(foldCase(text));
}
