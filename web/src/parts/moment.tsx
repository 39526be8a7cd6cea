import { formatTime } from './format.ts';

/** A moment, for people and for machines. */
export function Moment({ at }: { at: string | null }) {
  return at === null ? <span>–</span> : <time dateTime={at}>{formatTime(at)}</time>;
}
