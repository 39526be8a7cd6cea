/** What a message is about, depending on the stage of the lead. */
export const angle = [
  '# The angle',
  // A sales pitch to an existing customer does harm.
  'Take it from "lead_stage":',
  '- new, or not known: a reason to talk: their problem, and the one thing that we do about it.',
  // A reminder gives no reason to answer.
  '- contacted: a new reason to answer, not a reminder of the last message.',
  '- qualified: the link between their problem and our product, and the next step.',
  // A lead with a proposal is past the sales pitch.
  '- proposal or negotiation: the question that is open, and help with deciding it. Do not sell anew, and give no ground on price.',
  '- won, customer: help before an offer.',
  '- cold or lost: an easy way back in, and a no that is easy to say. No reproach, no pressure.',
  // In imported lists, both fields are often empty.
  'Speak to "product_interest" and to the problem that it answers; where both are empty, to what they said last or care about.',
  // The type is the goal of the message, not its channel.
  'Let the ask lead to "follow_up_type" where it is given: an email to a reply, a call to a short call, a meeting to a time to meet, a demo to a demo.',
  // A model wrote "as we discussed yesterday" about a call three weeks earlier.
  'Take the tempo from "days_since_last_contact" in <writing>:',
  '- null: no date of a contact is known. Without "previous_interactions" there was none: refer to no earlier conversation, message or visit. With them, say what it was about and not when.',
  '- up to 3: take the conversation as fresh. "Yesterday" is 1, "today" is 0, nothing else.',
  '- up to 21: name what it was about, and when ("last week", "on the 12th") only if it is right.',
  '- more: remind in half a sentence what it was about.',
  // Repeated reminders get no answers.
  'Where the newest interactions are messages of ours without an answer, write shorter than they were and with another angle; after three of them, ask only whether it is still a question for them.',
  // Models also took it for the time since the last contact.
  '"follow_up_interval" is the time until the next touch. It belongs to the strategy and never into a message.',
].join('\n');
