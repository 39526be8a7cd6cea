/** "840 ms", "2.4 s", "1 min 12 s"; a dash for what is not known. */
export function formatDuration(ms: number | null): string {
  if (ms === null) return '–';
  if (ms < 1_000) return `${Math.round(ms)} ms`;
  if (ms < 60_000) return `${(ms / 1_000).toFixed(1)} s`;
  return `${Math.floor(ms / 60_000)} min ${Math.round((ms % 60_000) / 1_000)} s`;
}

/** US dollars; a dash when the price is not known. */
export function formatCost(usd: number | null): string {
  if (usd === null) return '–';
  return usd === 0 ? '$0' : `$${usd.toFixed(usd < 0.01 ? 6 : 4)}`;
}

/** A moment in the reader's time zone; a dash when there is none. */
export function formatTime(at: string | null): string {
  if (at === null) return '–';
  return new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeStyle: 'medium' }).format(new Date(at));
}

/** A day in the reader's time zone; a dash when there is none. */
export function formatDay(at: string | null): string {
  return at === null ? '–' : new Intl.DateTimeFormat('en', { dateStyle: 'medium' }).format(new Date(at));
}

export function formatNumber(value: number): string {
  return new Intl.NumberFormat('en').format(value);
}
