import { expect, it } from 'vitest';
import { historyWords } from './history-words';

const changed = (before: object, after: object) => historyWords({ kind: 'changed', data: { before, after } });

it('tells what happened to a follow-up', () => {
  expect(historyWords({ kind: 'created', data: {} })).toBe('opened it');
  expect(changed({ dueOn: '2026-11-10' }, { dueOn: '2026-12-01' })).toBe('moved the day from 2026-11-10 to 2026-12-01');
  expect(changed({ state: 'open', outcome: null }, { state: 'done', outcome: 'Half the pages' })).toBe(
    'made it done: Half the pages',
  );
  expect(changed({ ownerId: 'a' }, { ownerId: 'b' })).toBe('changed the owner');
  expect(changed({ title: 'a', details: '' }, { title: 'b', details: 'c' })).toBe(
    'changed what is to be done and the details',
  );
  expect(changed({ title: 'a' }, { title: 'a' })).toBe('saved it unchanged');
});
