export const delayUnits = { seconds: 1, minutes: 60, hours: 3_600, days: 86_400 } as const;
export type DelayUnit = keyof typeof delayUnits;

/** A delay as it is typed. The text is kept as typed, so that a half-written number is not corrected under the cursor. */
export type Delay = { amount: string; unit: DelayUnit };

/** The largest unit in which the delay is a whole number: 43 200 s are 12 hours, 5 400 s are 90 minutes; 0 is minutes. */
export function delayOf(seconds: number): Delay {
  const fits = (unit: DelayUnit) => seconds >= delayUnits[unit] && seconds % delayUnits[unit] === 0;
  const unit = (['days', 'hours', 'minutes', 'seconds'] as const).find(fits) ?? 'minutes';
  return { amount: String(seconds / delayUnits[unit]), unit };
}

/** Whole seconds; `null` where no number is written. Broken numbers are understood: 1.5 hours. */
export function secondsOf({ amount, unit }: Delay): number | null {
  const text = amount.trim().replace(',', '.');
  if (!/^\d+(\.\d+)?$/.test(text)) return null;
  return Math.round(Number(text) * delayUnits[unit]);
}
