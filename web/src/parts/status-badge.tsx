const tones: Readonly<Record<string, string>> = {
  completed: 'good',
  delivered: 'good',
  succeeded: 'good',
  running: 'busy',
  pending: 'busy',
  awaiting_review: 'warn',
  failed: 'bad',
  cancelled: 'quiet',
};

/** A status as a word with a colour; the word alone says it all. */
export function StatusBadge({ status }: { status: string }) {
  return <span class={`badge badge-${tones[status] ?? 'quiet'}`}>{status.replace('_', ' ')}</span>;
}
