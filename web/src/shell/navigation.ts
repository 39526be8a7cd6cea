/** What the header links to. `page`: one of these pages, which keeps the key in memory; else a page of its own. */
export const navigation: readonly { href: string; label: string; page: boolean }[] = [
  { href: '/tester', label: 'API Tester', page: true },
  { href: '/follow-ups', label: 'Follow-ups', page: true },
  { href: '/ops/queues', label: 'Queues', page: false },
];
