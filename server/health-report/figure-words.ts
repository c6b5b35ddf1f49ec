import type { Figure } from '@/server/health/figure';

type Value = Pick<Figure, 'unit' | 'value' | 'numerator' | 'denominator'> & { parts?: Figure['parts'] };

/** A percentage says more than the counts do from here on; before, it pretends to. */
const percentFrom = 10;

/** What stands for a figure on screen: counts with what they are of, never a share of a handful, never a made-up 0. */
export function valueWords({ unit, value, numerator, denominator }: Value): string {
  if (unit === 'ratio') return ratioWords({ value, numerator, denominator });
  if (unit === 'per-week' && value === null && numerator !== null && denominator !== null)
    return denominator > 0 ? `${numerator} in ${hoursWords(denominator)}` : 'Nobody on call';
  if (value === null) return 'Not enough data';
  return plain(unit, value);
}

function plain(unit: Figure['unit'], value: number): string {
  switch (unit) {
    case 'seconds':
      return secondsWords(value);
    case 'minutes':
      return value === 0 ? '0 min' : secondsWords(value * 60);
    case 'hours':
      return hoursWords(value);
    case 'weeks':
      return `${value.toFixed(1)} weeks`;
    case 'per-week':
      return `${value.toFixed(1)} a week`;
    default:
      return countWords(value);
  }
}

function ratioWords({ value, numerator, denominator }: Pick<Value, 'value' | 'numerator' | 'denominator'>): string {
  if (numerator === null || denominator === null) return value === null ? 'Not enough data' : percentWords(value);
  if (denominator === 0) return 'None to count';
  const counts = `${countWords(numerator)} of ${countWords(denominator)}`;
  return value !== null && denominator >= percentFrom ? `${counts} (${percentWords(value)})` : counts;
}

/** "76 %". Only what is all or nothing reads as such. */
export function percentWords(share: number): string {
  const rounded = Math.round(share * 100);
  if (rounded === 100 && share < 1) return '99 %';
  if (rounded === 0 && share > 0) return 'under 1 %';
  return `${rounded} %`;
}

/** "3 min 33 s", "2 h 5 min": two units, the smaller one rounded. */
export function secondsWords(seconds: number): string {
  const whole = Math.round(seconds);
  if (whole < 60) return `${whole} s`;
  if (whole < 3_600) return two(Math.floor(whole / 60), 'min', whole % 60, 's');
  return hoursWords(whole / 3_600);
}

/** "13 h", "3 h 30 min". */
export function hoursWords(hours: number): string {
  const minutes = Math.round(hours * 60);
  if (minutes < 60) return `${minutes} min`;
  return two(Math.floor(minutes / 60), 'h', minutes % 60, 'min');
}

const two = (large: number, unit: string, small: number, smaller: string): string =>
  small === 0 ? `${countWords(large)} ${unit}` : `${countWords(large)} ${unit} ${small} ${smaller}`;

/** Thousands apart, and at most one decimal: a median of two whole numbers has one. */
export const countWords = (value: number): string =>
  (Number.isInteger(value) ? String(value) : value.toFixed(1)).replace(/\B(?=(\d{3})+(?!\d))/g, ' ');

/** "+0.7", "−0.4": a real minus, and nothing before a zero. */
export function signedWords(value: number): string {
  const size = Math.abs(value).toFixed(1);
  if (size === '0.0') return '0.0';
  return `${value > 0 ? '+' : '−'}${size}`;
}

/** "1 alert", "3 alerts". */
export const counted = (count: number, one: string, many = `${one}s`): string =>
  `${countWords(count)} ${count === 1 ? one : many}`;
