/**
 * Form and limits of each channel. The gate has limits too, and accepts longer e-mails and chat messages than these.
 */
export const channelRules = [
  '# The channels',
  // An inbox shows about forty characters of a subject. E-mails of this length get the most answers.
  '- email: "title" is the subject, one line of at most 50 characters, specific, no all-caps. "message" has greeting, two or three short paragraphs, the ask in a paragraph of its own, the signature; 50 to 150 words.',
  // WhatsApp shows no title, and long paragraphs look unnatural on a phone.
  '- whatsapp: "title" is a short internal label. "message" is one or two short paragraphs a person would send from a phone, at most 600 characters, with a question or the link at its end.',
  // A lock screen cuts off longer texts.
  '- notification: "title" at most 50 characters, "message" at most 150: one thought, one next step.',
  '- web: a banner for the next visit to the site. "title" at most 66 characters, "message" at most 144.',
  // Models tend to cut the e-mail to 150 characters.
  'Each channel stands alone and is no shortened copy of another.',
].join('\n');
