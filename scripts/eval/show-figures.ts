/** 0.987 → "98.7 %". Null → "–". Rounded down, so that only 1 is shown as 100 %. */
export function showRate(value: number | null): string {
  if (value === null) return '–';
  const tenths = Math.floor(value * 1_000 + 1e-9) / 10;
  return `${Number.isInteger(tenths) ? tenths : tenths.toFixed(1)} %`;
}

/** In groups of three digits, without decimals. */
export function showNumber(value: number | null | undefined): string {
  return value == null ? '–' : Math.round(value).toLocaleString('en');
}

/** 812 → "812 ms", 4210 → "4.2 s" */
export function showDuration(ms: number | null | undefined): string {
  if (ms == null) return '–';
  return ms < 1_000 ? `${Math.round(ms)} ms` : `${(ms / 1_000).toFixed(1)} s`;
}

/** @param usd null if unknown */
export function showCost(usd: number | null): string {
  if (usd === null) return 'unknown';
  return `$${usd.toFixed(usd < 1 ? 4 : 2)}`;
}
