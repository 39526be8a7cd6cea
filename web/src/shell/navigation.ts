/** What the header links to: these pages, and those that the service has beside them. */
export const navigation: readonly { href: string; label: string }[] = [
  { href: '/tester', label: 'API Tester' },
  { href: '/follow-ups', label: 'Follow-ups' },
  { href: '/docs', label: 'API reference' },
  { href: '/ops/queues', label: 'Queues' },
];
