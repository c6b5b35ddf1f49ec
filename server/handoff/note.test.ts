import { describe, expect, it } from 'vitest';
import { type Held, handsAt, needsNoNote, stateOf } from './note';

const handoff = new Date('2026-11-23T17:00:00Z');
const [before, after] = [new Date('2026-11-16T17:00:00Z'), new Date('2026-11-30T17:00:00Z')];
const held = (role: string, personId: string, from: Date, to: Date): Held => ({
  role,
  personId,
  from,
  to,
  source: 'rotation',
});
const weeks = [
  held('primary', 'ana', before, handoff),
  held('primary', 'ben', handoff, after),
  held('secondary', 'ben', before, handoff),
  held('secondary', 'cho', handoff, after),
  held('shadow', 'eve', before, after),
];

describe('who hands over to whom', () => {
  it('names whoever holds the paging roles on each side of the instant, and no shadow', () => {
    expect(handsAt(weeks, handoff)).toEqual({
      outgoing: [
        { role: 'primary', personId: 'ana' },
        { role: 'secondary', personId: 'ben' },
      ],
      incoming: [
        { role: 'primary', personId: 'ben' },
        { role: 'secondary', personId: 'cho' },
      ],
    });
  });

  it('needs no note where the same people go on, or nobody was there', () => {
    const alone = [held('primary', 'ana', before, after)];
    expect(needsNoNote(handsAt(alone, handoff))).toBe(true);
    expect(needsNoNote(handsAt(weeks, before))).toBe(true);
    expect(needsNoNote(handsAt(weeks, handoff))).toBe(false);
    // Two people who change places know all of it, but somebody else answers first from now on.
    const placesChanged = [...weeks.slice(0, 3), held('secondary', 'ana', handoff, after)];
    expect(needsNoNote(handsAt(placesChanged, handoff))).toBe(false);
  });
});

describe('what a note is called', () => {
  const at = (minutes: number) => new Date(handoff.getTime() + minutes * 60_000);
  const note = { state: 'published' as const, handoffAt: handoff };
  it('is late when two hours after the handoff somebody has not accepted it, that instant included', () => {
    const hands = handsAt(weeks, handoff);
    expect(stateOf(note, hands, at(120))).toBe('published');
    expect(stateOf(note, hands, at(120.1))).toBe('late');
    expect(stateOf({ ...note, state: 'accepted' }, hands, at(500))).toBe('accepted');
    expect(stateOf(note, { ...hands, incoming: [] }, at(500))).toBe('published');
  });
});
