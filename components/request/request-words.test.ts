import { describe, expect, it } from 'vitest';
import { behalfWords, listed, noticeWords, pairWords, sentenceOf } from './request-words';

const nameOf = (id: string): string => ({ me: 'You', ada: 'Ada', ben: 'Ben' })[id] ?? 'Somebody';
const clock = { zone: 'America/New_York', now: new Date('2026-11-17T15:00:00Z') };
const cover = {
  ...{ kind: 'cover' as const, takenOver: false, state: 'requested' as const, role: 'primary' },
  ...{ personId: 'ada', askedById: 'ada', withId: 'ben', turnStartsAt: null, withTurnStartsAt: null },
  ...{ from: new Date('2026-11-23T17:00:00Z'), to: new Date('2026-11-24T01:00:00Z') },
};
const span = 'Mon 23 Nov 12:00 – 20:00 ET';

describe('a request in a sentence', () => {
  it('says who asks whom for what, and who took it once it is in effect', () => {
    expect(sentenceOf(cover, nameOf, clock)).toBe(`Ada asks Ben to cover primary, ${span}.`);
    expect(sentenceOf({ ...cover, state: 'in-effect' }, nameOf, clock)).toBe(`Ben covers Ada as primary, ${span}.`);
    expect(sentenceOf({ ...cover, state: 'declined' }, nameOf, clock)).toBe(`Ada asked Ben to cover primary, ${span}.`);
  });

  it('speaks to the viewer, and names for whom somebody asks', () => {
    const mine = { ...cover, personId: 'me', askedById: 'me' };
    expect(sentenceOf(mine, nameOf, clock)).toBe(`You ask Ben to cover primary, ${span}.`);
    expect(sentenceOf({ ...cover, withId: 'me', state: 'in-effect' }, nameOf, clock)).toContain('You cover Ada');
    expect(sentenceOf({ ...cover, askedById: 'ben', withId: null }, nameOf, clock)).toBe(
      `Ben asks, for Ada, anyone in the team to cover primary, ${span}.`,
    );
  });

  it('tells a take-over and an open offer from a cover that was agreed on', () => {
    expect(sentenceOf({ ...cover, takenOver: true, state: 'in-effect' }, nameOf, clock)).toBe(
      `Ben took over from Ada: primary, ${span}.`,
    );
    expect(pairWords({ ...cover, withId: null }, nameOf)).toBe('Ada → anyone');
    expect(pairWords({ ...cover, kind: 'swap', withId: 'me' }, nameOf)).toBe('Ada ⇄ you');
  });
});

it('notice under a week is called short, and the viewer comes first among those who decide', () => {
  expect(noticeWords({ noticeSeconds: 4 * 86_400, short: true })).toBe('4 days notice: short');
  expect(listed(['Ada', 'You', 'Ben'])).toBe('You, Ada or Ben');
});

it('says in whose place the viewer decides, and until when', () => {
  const rotation = { zone: 'America/New_York' } as Parameters<typeof behalfWords>[0]['rotation'];
  const onBehalfOf = { personId: 'ada', until: new Date('2026-12-04T17:00:00Z') };
  expect(behalfWords({ onBehalfOf, rotation }, nameOf, clock.now)).toBe('for Ada, away until Fri 4 Dec');
  expect(behalfWords({ onBehalfOf: null, rotation }, nameOf, clock.now)).toBeNull();
});
