/** The groups of the reference, in its order. */
export const tags = [
  { name: 'Follow-ups', description: 'Request follow-ups, read their results, and follow their progress.' },
  { name: 'Review', description: 'Read, change, approve or reject messages before they are published.' },
  { name: 'Sequences', description: 'Several follow-ups for one lead, which stop when the lead answers.' },
  { name: 'Suppressions', description: 'Addresses that are not written to.' },
  { name: 'Messages', description: 'Run the quality gate on messages of your own.' },
  { name: 'Webhooks', description: 'Endpoints, signing secrets and the log of deliveries.' },
  { name: 'Sites', description: 'What messages are written for: name, voice, locale and offer.' },
  { name: 'Channels', description: 'The channels that a site writes for.' },
  { name: 'Agents', description: 'The writers of a site.' },
  { name: 'Leads', description: 'The people that follow-ups are written to.' },
  { name: 'Interactions', description: 'What was said between a lead and the site.' },
  { name: 'Visitors', description: 'What visitors did on the site.' },
  { name: 'API keys', description: 'Keys with scopes, expiry and networks.' },
  { name: 'Organisations', description: 'Tenants of the installation, for the operator.' },
  { name: 'Audit', description: 'Who changed what.' },
  { name: 'Health', description: 'For orchestrators. These paths need no key.' },
] as const;
