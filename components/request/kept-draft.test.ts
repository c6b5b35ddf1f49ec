import { expect, it } from 'vitest';
import type { AskDraft } from './ask-draft';
import { dropDraft, keepDraft, keptDraft } from './kept-draft';

const fresh: AskDraft = {
  ...{ rotationId: 'r', kind: 'cover', shift: 'primary 1', whole: true, from: '', to: '', fromSecond: false },
  ...{ toSecond: false, turn: null, withId: null, theirTurn: null, reason: null, note: '' },
};

function storage() {
  const kept = new Map<string, string>();
  return {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  };
}

const from = new Date(1);
const form = {
  rotations: [
    {
      ...{ id: 'r', name: 'Payments', zone: 'UTC', teamId: 't', approval: 'default' as const, roles: ['primary'] },
      ...{ mine: [{ role: 'primary', from, to: new Date(2), turnStartsAt: from }], myTurns: [] },
    },
  ],
};

it('gives a form that is opened again what was typed, and nothing to a form about something else', () => {
  const box = storage();
  const typed = { ...fresh, note: 'A wedding', reason: 'travel' as const };
  keepDraft(box, '?kind=cover', typed);
  expect(keptDraft(box, '?kind=cover', fresh, form)).toEqual(typed);
  expect(keptDraft(box, '?kind=swap', fresh, form)).toEqual(fresh);
  const gone = { rotations: form.rotations.map((rotation) => ({ ...rotation, mine: [] })) };
  expect(keptDraft(box, '?kind=cover', fresh, gone)).toEqual({ ...fresh, note: 'A wedding', reason: 'travel' });
  dropDraft(box, '?kind=cover');
  expect(keptDraft(box, '?kind=cover', fresh, form)).toEqual(fresh);
});

it('opens all the same where nothing can be kept, or what is kept is of another shape', () => {
  const broken = { ...storage(), getItem: () => '{"note":1}' };
  expect(keptDraft(broken, '', fresh, form)).toEqual(fresh);
  expect(keptDraft({ ...broken, getItem: () => '{' }, '', fresh, form)).toEqual(fresh);
  expect(keptDraft(null, '', fresh, form)).toEqual(fresh);
});
