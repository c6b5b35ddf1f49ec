import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { headAt, join, type Line, leave, move, nextTurnOf, rotated, skip, trade } from './queue';

const line = (...cycle: string[]): Line => ({ lead: [], cycle });
const heads = (order: Line, count: number): string =>
  Array.from({ length: count }, (_, i) => headAt(order, i) ?? '-').join('');

const anyLine = fc
  .record({
    cycle: fc.shuffledSubarray([...'abcdefg'], { minLength: 2 }),
    settled: fc.array(fc.nat(), { maxLength: 4 }),
  })
  .map(({ cycle, settled }): Line => ({ lead: settled.map((n) => cycle[n % cycle.length] ?? null), cycle }));

describe('a queue', () => {
  it('takes a newcomer at its end', () => {
    expect(heads(join(line('a', 'b', 'c'), 'n'), 8)).toBe('abcnabcn');
    expect(() => join(line('a', 'b'), 'b')).toThrow('already');
  });

  it('skips a turn as if it had been served: back of the queue when the turn comes', () => {
    expect(heads(skip(line('a', 'b', 'x', 'c', 'd'), 'x'), 12)).toBe('abcdabxcdabx');
    expect(heads(skip(line('x', 'a', 'b'), 'x'), 6)).toBe('abxabx');
    expect(() => skip(line('x'), 'x')).toThrow('nobody else');
  });

  it('lets people go, and holds nobody after the last', () => {
    expect(heads(leave(line('a', 'b', 'c'), 'b'), 4)).toBe('acac');
    expect(heads(leave(line('a'), 'a'), 2)).toBe('--');
    expect(heads(leave({ lead: ['b', 'a'], cycle: ['b', 'c', 'a'] }, 'b'), 4)).toBe('acac');
  });

  it('moves a person to a position counted from the head', () => {
    expect(heads(move(line('a', 'b', 'c', 'd'), 'd', 0), 5)).toBe('dabcd');
    expect(heads(move(line('a', 'b', 'c', 'd'), 'a', 2), 5)).toBe('bcadb');
    expect(() => move(line('a', 'b'), 'a', 2)).toThrow('0 to 1');
  });

  it('trades places from a turn on, and the order is not restored', () => {
    expect(heads(trade(line('a', 'b', 'c', 'd'), 0, 'a', 'c'), 8)).toBe('cbadcbad');
    expect(heads(trade(line('a', 'b', 'c', 'd'), 5, 'b', 'd'), 12)).toBe('abcdadcbadcb');
  });

  it('refuses strangers', () => {
    for (const act of [leave, skip]) expect(() => act(line('a', 'b'), 'z')).toThrow('not stand in the queue');
    expect(() => move(line('a', 'b'), 'z', 0)).toThrow('not stand in the queue');
  });

  it('turns round and back', () => {
    fc.assert(
      fc.property(fc.array(fc.nat()), fc.integer({ min: -50, max: 50 }), (queue, by) => {
        expect(rotated(rotated(queue, by), -by)).toEqual(queue);
      }),
    );
  });

  it('never loses anybody: after any change each has one turn in every round', () => {
    fc.assert(
      fc.property(anyLine, fc.nat(), fc.nat(), fc.nat({ max: 20 }), (order, one, other, at) => {
        const { cycle } = order;
        const [a, b] = [cycle[one % cycle.length] ?? '', cycle[other % cycle.length] ?? ''];
        const changes = [
          { made: skip(order, a), people: cycle },
          { made: move(order, a, other % cycle.length), people: cycle },
          { made: trade(order, at, a, b), people: cycle },
          { made: join(order, 'new'), people: [...cycle, 'new'] },
          { made: leave(order, a), people: cycle.filter((place) => place !== a) },
        ];
        for (const { made, people } of changes) {
          const round = Array.from({ length: people.length }, (_, i) => headAt(made, made.lead.length + i));
          expect([...round].sort()).toEqual([...people].sort());
        }
      }),
    );
  });

  it('changes no turn before the one that is skipped or traded', () => {
    fc.assert(
      fc.property(anyLine, fc.nat(), fc.nat(), fc.nat({ max: 20 }), (order, one, other, at) => {
        const [a, b] = [order.cycle[one % order.cycle.length] ?? '', order.cycle[other % order.cycle.length] ?? ''];
        const turn = nextTurnOf(order, a);
        expect(heads(skip(order, a), turn)).toBe(heads(order, turn));
        expect(heads(trade(order, at, a, b), at)).toBe(heads(order, at));
        expect(heads(trade(trade(order, at, a, b), at, a, b), 40)).toBe(heads(order, 40));
      }),
    );
  });
});
