import { expect, test } from 'vitest';
import { eventKinds } from '@/server/timeline/event';
import { eventWords, lateWords } from './timeline-words';

const ada = { kind: 'person', name: 'Ada' };
const baton = { kind: 'system', name: 'Baton' };

test('every kind of event is told as a sentence, whatever it carries', () => {
  for (const kind of eventKinds) {
    const { words } = eventWords({ kind, actor: { kind: 'integration', name: null }, data: {} });
    expect(words).not.toMatch(/null|undefined|\[object/);
    expect(words.length).toBeGreaterThan(3);
  }
});

test('a page names whom it went to, as what, and whom it did not reach', () => {
  const data = {
    people: [{ name: 'Ada', role: 'primary' }],
    unreachable: [{ name: 'Cho', role: null }],
    reasons: ['Nobody is secondary'],
  };
  expect(eventWords({ kind: 'paged', actor: baton, data })).toMatchObject({
    words: 'Paged Ada (primary)',
    detail: 'Not reachable: Cho; Nobody is secondary',
  });
});

test('who acknowledged is named, and who recorded it when that was somebody else', () => {
  const told = (actor: typeof ada, data: object) =>
    eventWords({ kind: 'acknowledged', actor, data: { ...data } }).words;
  expect(told(ada, { name: 'Ada' })).toBe('Acknowledged by Ada');
  expect(told(ada, { name: 'Ada', via: 'link' })).toBe('Acknowledged by Ada, from the link in the page');
  expect(told(ada, { name: 'Ben' })).toBe('Acknowledged by Ben, recorded by Ada');
});

test('a step that fired late says by how much', () => {
  const { lateSeconds } = eventWords({
    kind: 'step-fired',
    actor: baton,
    data: { step: 1, late: true, latenessSeconds: 300 },
  });
  expect(lateSeconds).toBe(300);
  expect(lateWords(300)).toBe('5 min late');
  expect(
    eventWords({ kind: 'step-fired', actor: baton, data: { step: 1, late: false, latenessSeconds: 1 } }).lateSeconds,
  ).toBeNull();
});
