import { expect, test } from 'vitest';
import { primaryFor } from './primary';

const paged = (...people: [string, string | null][]) => ({
  kind: 'paged',
  data: { people: people.map(([id, role]) => ({ id, name: id, role })) },
});

test('the secondary is shown the primary, and nobody else is', () => {
  const timeline = [paged(['ada', 'primary']), { kind: 'noted', data: {} }, paged(['ben', 'secondary'])];
  expect(primaryFor(timeline, 'ben')?.id).toBe('ada');
  expect(primaryFor(timeline, 'ada')).toBeNull();
  expect(primaryFor(timeline, 'cho')).toBeNull();
});

test('without roles there is no primary to reach', () => {
  expect(primaryFor([paged(['ada', null]), paged(['ben', null])], 'ben')).toBeNull();
  expect(primaryFor([{ kind: 'paged', data: { people: 'broken' } }], 'ben')).toBeNull();
});
