import { expect, test } from 'vitest';
import { quietWords } from './quiet-words';

const now = new Date('2026-11-17T08:00:00Z');
const ago = (minutes: number) => new Date(now.getTime() - minutes * 60_000);

test('quiet says when the last alert was and which sender has not been heard from', () => {
  const senders = [
    { name: 'Prometheus', lastHeardAt: ago(5) },
    { name: 'Uptime', lastHeardAt: ago(90) },
    { name: 'Backups', lastHeardAt: null },
  ];
  expect(quietWords(ago(180), senders, now)).toBe(
    'Last alert 3 h ago; senders heard from in the last hour: 1 of 3. Silent: Uptime, Backups.',
  );
  expect(quietWords(null, [], now)).toBe('No alert yet.');
});
