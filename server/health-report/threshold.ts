/** From what on a rotation opens a follow-up by itself; a team may set another value, or none. */
export const usualThresholds = [
  { rule: 'A1', value: 14, words: 'More interruptions of the primary in a week than' },
  { rule: 'A2', value: 2, words: 'Interruptions in somebody’s sleep in a week, from' },
  { rule: 'noisy-key', value: 3, words: 'Interruptions of one key in a week, from' },
  { rule: 'C5', value: 1, words: 'Alerts that nobody answered in a week, from' },
] as const;

export type ThresholdRule = (typeof usualThresholds)[number]['rule'];

type Own = { rotationId: string; rule: string; value: number | null };

/** The value that holds for a rotation; null: never by itself. */
export function thresholdOf(rule: ThresholdRule, rotationId: string, own: readonly Own[]): number | null {
  const found = own.find((one) => one.rotationId === rotationId && one.rule === rule);
  return found ? found.value : (usualThresholds.find((one) => one.rule === rule)?.value ?? null);
}

/** Every rule with the value that holds for a rotation, and the usual one. */
export const thresholdsOf = (rotationId: string, own: readonly Own[]) =>
  usualThresholds.map(({ rule, words, value }) => ({
    ...{ rule, words, usual: value },
    value: thresholdOf(rule, rotationId, own),
  }));

type Week = {
  id: string;
  primary: number;
  asleep: number;
  unanswered: number;
  keys: readonly { key: string; count: number; sleep: number }[];
};
export type Crossed = { rule: ThresholdRule; key: string; words: string };

/** What crossed a threshold in one week of a rotation. Of a key two interruptions asleep are as bad as three awake. */
export function crossed({ id, primary, asleep, unanswered, keys }: Week, own: readonly Own[]): Crossed[] {
  const limit = (rule: ThresholdRule) => thresholdOf(rule, id, own) ?? Number.POSITIVE_INFINITY;
  const found: Crossed[] = [];
  if (primary > limit('A1'))
    found.push({ rule: 'A1', key: '', words: `The primary was interrupted ${primary} times in a week` });
  if (asleep >= limit('A2')) found.push({ rule: 'A2', key: '', words: `People were woken ${asleep} times in a week` });
  if (unanswered >= limit('C5'))
    found.push({
      rule: 'C5',
      key: '',
      words: `Nobody answered ${unanswered === 1 ? 'an alert' : `${unanswered} alerts`} in a week`,
    });
  const most = limit('noisy-key');
  for (const { key, count, sleep } of keys)
    if (count >= most || (Number.isFinite(most) && sleep >= 2))
      found.push({
        rule: 'noisy-key',
        key,
        words: `${key} interrupted ${count} times in a week${sleep > 0 ? `, ${sleep} of them in somebody’s sleep` : ''}`,
      });
  return found;
}
