/** One parameter of the contract, as the form shows it. */
export interface Parameter {
  /** As it is published. */
  name: string;
  type:
    | 'UUID'
    | 'string'
    | 'duration'
    | 'phone number'
    | 'URL'
    | 'number'
    | 'true or false'
    | 'list of strings'
    | 'JSON array'
    | 'JSON object';
  required?: true;
  help: string;
  placeholder?: string;
  /** Values that are often given; others are as good. */
  suggestions?: readonly string[];
}

/** Every parameter of POST leadFollowUp, in groups that belong together. */
export const parameterGroups: readonly { title: string; parameters: readonly Parameter[] }[] = [
  {
    title: 'Who',
    parameters: [
      {
        name: 'siteId',
        type: 'UUID',
        required: true,
        help: 'The site where the lead originated.',
      },
      { name: 'leadId', type: 'UUID', required: true, help: 'The lead to follow up with.' },
      {
        name: 'agent_id',
        type: 'UUID',
        help: "The agent for the sales phase. Else the user's newest active one, else the site's.",
      },
      { name: 'userId', type: 'UUID', help: 'The sales representative responsible.' },
      {
        name: 'visitorId',
        type: 'UUID',
        help: 'The visitor tied to the lead; its page history becomes context.',
      },
    ],
  },
  {
    title: 'What about',
    parameters: [
      {
        name: 'followUpType',
        type: 'string',
        help: 'What the message should lead to.',
        suggestions: ['email', 'call', 'meeting'],
      },
      {
        name: 'leadStage',
        type: 'string',
        help: 'Stage in the pipeline.',
        suggestions: ['new', 'qualified', 'proposal', 'negotiation', 'customer'],
      },
      {
        name: 'productInterest',
        type: 'list of strings',
        help: 'Products or services of interest, one per line.',
        placeholder: 'content automation',
      },
      {
        name: 'followUpInterval',
        type: 'duration',
        help: 'The time until the next touch: "3 days", "1 week", or ISO 8601 "P3D".',
        suggestions: ['3 days', '1 week', 'P3D'],
      },
      {
        name: 'steps',
        type: 'number',
        help: 'The number of follow-ups, 2 to 10: this one, and the others at the interval, until the lead answers.',
        suggestions: ['2', '3', '5'],
      },
      {
        name: 'requireReview',
        type: 'true or false',
        help: 'Whether a person decides before the messages are published.',
        suggestions: ['true', 'false'],
      },
      {
        name: 'previousInteractions',
        type: 'JSON array',
        help: 'Each with date, type, and summary or content; author is team or lead. Without it, the newest ten that are stored.',
        placeholder: '[{"date": "2024-04-15", "type": "email", "summary": "…"}]',
      },
      {
        name: 'leadData',
        type: 'JSON object',
        help: 'Used over the stored lead, field by field. With it, the lead need not be stored.',
        placeholder: '{"name": "…", "company": "…", "email": "…", "pain_points": ["…"]}',
      },
      {
        name: 'offer',
        type: 'JSON object',
        help: "What messages may offer. Used over the site's offer, field by field.",
        placeholder: '{"booking_url": "https://…", "meeting_minutes": 20, "call_to_action": "…"}',
      },
    ],
  },
  {
    title: 'Where to',
    parameters: [
      {
        name: 'phone_number',
        type: 'phone number',
        help: "WhatsApp number; wins over the lead's phone.",
        placeholder: '+1234567890',
      },
      {
        name: 'callbackUrl',
        type: 'URL',
        help: "Where this follow-up's webhook events go.",
        placeholder: 'https://',
      },
      {
        name: 'metadata',
        type: 'JSON object',
        help: 'Strings that are echoed on the follow-up and on its events.',
        placeholder: '{"campaign": "spring"}',
      },
    ],
  },
];

export const parameters: readonly Parameter[] = parameterGroups.flatMap((group) => group.parameters);
