/** Form and limits of each channel. The gate refuses more than these; it takes longer mails and chats. */
export const channelRules = [
  '# The channels',
  // An inbox shows about forty characters of a subject; mails in this range are answered most.
  '- email: "title" is the subject, one line of at most 50 characters, specific, no all-caps. "message" has greeting, two or three short paragraphs, the ask in a paragraph of its own, the signature; 50 to 150 words.',
  // WhatsApp shows no title, and nobody sends paragraphs from a phone.
  '- whatsapp: "title" is a short internal label. "message" is one or two short paragraphs a person would send from a phone, at most 600 characters, with a question or the link at its end.',
  // What is longer is cut off on the lock screen.
  '- notification: "title" at most 50 characters, "message" at most 150: one thought, one next step.',
  '- web: a banner for the next visit to the site. "title" at most 66 characters, "message" at most 144.',
  // A mail cut to 150 characters reads like one.
  'Each channel stands alone and is no shortened copy of another.',
].join('\n');
