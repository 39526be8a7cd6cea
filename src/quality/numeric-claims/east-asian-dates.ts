import type { Numeral } from './numerals.ts';
import type { Sense } from './sense.ts';
import type { Sensed, Surroundings } from './surroundings.ts';

export const halves: Readonly<Record<string, 'a' | 'p'>> = {
  am: 'a',
  pm: 'p',
  午前: 'a',
  上午: 'a',
  오전: 'a',
  午後: 'p',
  下午: 'p',
  오후: 'p',
};
/** The signs that East Asian texts write after the parts of a date. */
export const dateSigns: Readonly<Record<string, 'year' | 'month' | 'day' | 'hour' | 'minute'>> = {
  年: 'year',
  년: 'year',
  月: 'month',
  월: 'month',
  日: 'day',
  일: 'day',
  号: 'day',
  號: 'day',
  時: 'hour',
  时: 'hour',
  시: 'hour',
  点: 'hour',
  點: 'hour',
  分: 'minute',
  분: 'minute',
};

/** "11月17日", "14時30分", "午後3時半", "30分", "14日間" */
export function eastAsian(
  numeral: Numeral,
  sign: 'year' | 'month' | 'day' | 'hour' | 'minute',
  { tokens, text }: Surroundings,
  sensed: (senses: readonly Sense[], extra: Partial<Sensed>) => Sensed,
): Sensed {
  const { first, last } = numeral;
  const [value = 0] = numeral.values;
  const upTo = (index: number) => ({ last: index, end: tokens[index]?.end ?? numeral.end });
  const lasts = /^[間间동]/.test(text.slice(tokens[last + 1]?.end ?? 0));
  switch (sign) {
    case 'year':
      return sensed([value >= 1900 ? { kind: 'year' } : { kind: 'duration', unit: 'year' }], upTo(last + 1));
    case 'month':
      return sensed([{ kind: 'month', month: value }], upTo(last + 1));
    case 'day': {
      const duration: Sense = { kind: 'duration', unit: 'day' };
      return sensed(lasts ? [duration] : [{ kind: 'day' }, duration], upTo(last + 1));
    }
    case 'minute':
      return sensed([{ kind: 'duration', unit: 'minute' }], upTo(last + 1));
    case 'hour': {
      const isDuration = lasts || /^小/.test(text.slice(numeral.end));
      if (isDuration) return sensed([{ kind: 'duration', unit: 'hour' }], upTo(last + 1));
      const half = halves[`${tokens[first - 2]?.text ?? ''}${tokens[first - 1]?.text ?? ''}`];
      const minutes = tokens[last + 2];
      const hasMinutes = minutes?.type === 'number' && dateSigns[tokens[last + 3]?.text ?? ''] === 'minute';
      const isHalf = /^[半반]/.test(text.slice(tokens[last + 1]?.end ?? 0).trimStart());
      const minute = hasMinutes ? Number(minutes.text) : isHalf ? 30 : 0;
      const end = hasMinutes ? last + 3 : isHalf ? last + 2 : last + 1;
      return sensed([{ kind: 'time', ...(half ? { half } : {}), minute }], upTo(end));
    }
  }
}
