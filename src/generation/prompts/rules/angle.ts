/** What a message is about, by where the lead stands. */
export const angle = [
  '# The angle',
  // A message to a customer that sells to them anew loses the customer.
  'Take it from "lead_stage":',
  '- new, or not known: a reason to talk: their problem, and the one thing that we do about it.',
  // A reminder gives no reason to answer.
  '- contacted: a new reason to answer, not a reminder of the last message.',
  '- qualified: the link between their problem and our product, and the next step.',
  // Who has a proposal has been sold to already.
  '- proposal or negotiation: the question that is open, and help with deciding it. Do not sell anew, and give no ground on price.',
  '- won, customer: help before an offer.',
  '- cold or lost: an easy way back in, and a no that is easy to say. No reproach, no pressure.',
  // Both empty is common in imported lists.
  'Speak to "product_interest" and to the problem that it answers; where both are empty, to what they said last or care about.',
  // The type says what the message is for, not what it is sent by.
  'Let the ask lead to "follow_up_type" where it is given: an email to a reply, a call to a short call, a meeting to a time to meet, a demo to a demo.',
  // "As we discussed yesterday" was written of a call three weeks before.
  'Take the tempo from "days_since_last_contact" in <writing>:',
  '- null: no date of a contact is known. Without "previous_interactions" there was none: refer to no earlier conversation, message or visit. With them, say what it was about and not when.',
  '- up to 3: take the conversation as fresh. "Yesterday" is 1, "today" is 0, nothing else.',
  '- up to 21: name what it was about, and when ("last week", "on the 12th") only if it is right.',
  '- more: remind in half a sentence what it was about.',
  // Five polite reminders are one too many.
  'Where the newest interactions are messages of ours without an answer, write shorter than they were and with another angle; after three of them, ask only whether it is still a question for them.',
  // It was explained as the time since the last contact, too.
  '"follow_up_interval" is the time until the next touch. It belongs to the strategy and never into a message.',
].join('\n');
