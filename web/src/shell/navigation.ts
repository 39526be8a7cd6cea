/** What the header links to: these pages, and those that the service has beside them. */
export const navigation: readonly { href: string; label: string }[] = [
  { href: '/tester', label: 'Tester' },
  { href: '/follow-ups', label: 'Follow-ups' },
  { href: '/imports', label: 'Imports' },
  { href: '/docs', label: 'Reference' },
  { href: '/ops/queues', label: 'Queues' },
];
