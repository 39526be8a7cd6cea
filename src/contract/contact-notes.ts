import { type Channel, channels } from './channels.ts';

/** Notes that people leave in the name of a lead, with the channels that they rule out. Lower case. */
const notes: readonly (readonly [wording: string, ruledOut: readonly Channel[]])[] = [
  [
    [
      "do not contact|don't contact|dont contact|no contact|dnc|do not disturb|never contact|not to be contacted",
      'unsubscribed?|opted[ -]?out|opt[ -]?out|blacklisted|blocklisted|deceased|passed away',
      'nicht kontaktieren|nicht anschreiben|kein kontakt|kontaktsperre|werbesperre|gesperrt|abgemeldet|verstorben',
      'no contactar|no molestar|no escribir|dado de baja|dada de baja|fallecid[oa]',
      'ne pas contacter|ne plus contacter|pas de contact|désabonnée?|désinscrite?|décédée?',
      'non contattare|non disturbare|disiscritt[oa]|decedut[oa]',
      'n[aã]o conta[c]?tar|n[aã]o perturbar|descadastrad[oa]|falecid[oa]',
      'niet contacteren|niet benaderen|geen contact|afgemeld|uitgeschreven|overleden',
      'kontakta (?:ej|inte)|må ikke kontaktes|ikke kontakt|nie kontaktować(?: się)?|nekontaktovat|älä ota yhteyttä|не связываться|не писать|連絡不可|連絡禁止|请勿联系|請勿聯繫|연락 금지|연락금지',
    ].join('|'),
    channels,
  ],
  [
    "do not (?:call|phone|ring|text|sms|whatsapp)|don'?t (?:call|phone|text)|no calls|nicht anrufen|keine anrufe|no llamar|ne pas appeler|non chiamare|n[aã]o ligar|niet bellen",
    ['whatsapp'],
  ],
  [
    "do not (?:e-?mail|mail|write)|don'?t (?:e-?mail|mail)|no e-?mails?|keine e-?mails?|no enviar (?:correos?|e-?mails?)|pas d['’]e-?mails?|niet mailen",
    ['email'],
  ],
];

/** A note is the whole value, or stands apart from the name: in brackets, between marks, behind a dash. */
const patterns = notes.map(
  ([wording, ruledOut]) =>
    [
      new RegExp(
        `(?:^|[([{*!#|/]|\\s[-–—:]+|[-–—:]\\s)[\\s*!#"'-]*(?:please |pls )?(?:${wording})[\\s*!#."'-]*(?:$|[)\\]}*!#|/:]|\\s[-–—])`,
        'iu',
      ),
      ruledOut,
    ] as const,
);

/** As a company it may be the name of one. */
const isAcronym = /^dnc$/i;

/** The channels that notes in the name, company or position of a lead rule out: "John (DO NOT CONTACT)". */
export function channelsRuledOutByNotes(lead: {
  name: string | null;
  company: string | null;
  position: string | null;
}): Channel[] {
  const texts = [lead.name, lead.company, lead.position].filter(
    (text) => text !== null && (text === lead.name || !isAcronym.test(text)),
  );
  const found = patterns.flatMap(([pattern, ruledOut]) =>
    texts.some((text) => text !== null && pattern.test(text)) ? ruledOut : [],
  );
  return channels.filter((channel) => found.includes(channel));
}

/** The text without such notes; null if nothing else is left. */
export function withoutContactNotes(text: string | null): string | null {
  if (text === null) return null;
  const rest = patterns.reduce((left, [pattern]) => left.replace(pattern, ' '), text);
  if (rest === text) return text;
  return rest.replace(/\s+/g, ' ').replace(/^[\s\p{P}]+|[\s,;:–—-]+$/gu, '') || null;
}
