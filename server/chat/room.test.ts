import fc from 'fast-check';
import { expect, it } from 'vitest';
import { roomName, roomWaitSeconds, topicOf } from './room';

it('names a channel as Slack allows it, whatever the title', () => {
  expect(roomName('INC-7', 'Café: Zahlung schlägt fehl!')).toBe('inc-7-cafe-zahlung-schlagt-fehl');
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (title) => {
      expect(roomName('INC-7', title)).toMatch(/^inc-7[a-z0-9-]{0,75}$/);
    }),
  );
});

it('waits longer after each failure, and never more than a quarter of an hour', () => {
  const waits = [1, 2, 3, 10, 1_000].map(roomWaitSeconds);
  expect(waits).toEqual([10, 20, 40, 900, 900]);
});

it('keeps a topic within what Slack takes', () => {
  expect(topicOf(['Critical', '', 'Lead Ada'])).toBe('Critical · Lead Ada');
  expect(topicOf(['x'.repeat(400)])).toHaveLength(250);
});
