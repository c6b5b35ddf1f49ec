import { expect, test } from 'vitest';
import { classifyGroups, type SaidRow } from './classify-groups';

const row = (id: string, title: string, classification: string | null, hour = 1): SaidRow => ({
  ...{ id, title, classification, detail: '' },
  at: new Date(Date.UTC(2026, 10, 2, hour)),
});

test('alerts of one name are one question, the ones with something unsaid first', () => {
  const groups = classifyGroups([row('1', 'CPU', 'acted'), row('2', 'Disk', null, 5), row('3', 'Disk', null, 2)], []);
  expect(groups.map(({ title, alerts }) => [title, alerts.map(({ id }) => id)])).toEqual([
    ['Disk', ['3', '2']],
    ['CPU', ['1']],
  ]);
});

test('what was said before is counted from earlier alerts of the same name only, never from this week’s', () => {
  const earlier = [
    row('a', 'Disk', 'bad-check'),
    row('b', 'Disk', 'recovered'),
    row('c', 'Disk', 'bad-check'),
    row('d', 'CPU', 'acted'),
    row('1', 'Disk', 'acted'),
    row('e', 'Disk', null),
  ];
  const [disk] = classifyGroups([row('1', 'Disk', 'acted')], earlier);
  expect(disk?.before).toEqual([
    { classification: 'bad-check', count: 2 },
    { classification: 'recovered', count: 1 },
  ]);
});
