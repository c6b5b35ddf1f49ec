import { expect, it } from 'vitest';
import { fixture, readBody, readFixture } from '@/server/testing/sender';

const asText = { contentType: 'text/plain; charset=UTF-8' };

it('an alarm inside the message opens and closes by its name; its message id tells a repeat', () => {
  expect(readFixture('sns', 'sns-alarm')).toMatchObject({
    signals: [{ state: 'open', title: 'CPU', key: expect.stringContaining(':alarm:CPU') }],
    messageId: '22b80b92-fdea-4c2c-8f9d-bdfb0c7bf324',
  });
  const { body } = fixture('sns', 'sns-alarm');
  const said = (NewStateValue: string) => {
    const Message = JSON.stringify({ ...JSON.parse(String(body.Message)), NewStateValue });
    return readBody('sns', JSON.stringify({ ...body, Message }), asText).signals[0]?.state;
  };
  expect([said('OK'), said('INSUFFICIENT_DATA'), said('ok'), said('valueOf')]).toEqual([
    'resolve',
    'record',
    'open',
    'open',
  ]);
});

it('what is no alarm opens under its subject, and a subscription says nothing', () => {
  const { body } = fixture('sns', 'sns-alarm');
  expect(readBody('sns', JSON.stringify({ ...body, Message: 'Backup failed' }), asText).signals).toMatchObject([
    { key: null, state: 'open', title: 'ALARM: "CPU" in EU (Ireland)', text: 'Backup failed' },
  ]);
  expect(readFixture('sns', 'sns-subscription-confirmation').signals).toEqual([]);
  expect(() => readBody('sns', 'hello', asText)).toThrowError(expect.objectContaining({ code: 'invalid' }));
});
