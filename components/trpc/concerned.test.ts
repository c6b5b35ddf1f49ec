import { expect, it } from 'vitest';
import { isConcerned } from './concerned';

const incident = [['incident', 'byId'], { input: { incidentId: 'i' }, type: 'query' }];
const [alert, waiting] = [[['alert', 'byId']], [['alert', 'waiting']]];
const onCall = [['oncall', 'now'], { type: 'query' }];

it('asks anew for what a change may concern, and leaves the rest alone', () => {
  expect(isConcerned(incident, ['incident'])).toBe(true);
  expect(isConcerned([['incidentLog', 'history']], ['incident'])).toBe(true);
  expect(isConcerned(onCall, ['incident', 'alert'])).toBe(false);
  expect(isConcerned(onCall, ['incident', 'rotation'])).toBe(true);
  for (const [key, isSo] of [
    [alert, true],
    [waiting, false],
  ] as const)
    expect(isConcerned(key, ['incident'])).toBe(isSo);
  expect(isConcerned(waiting, ['alert'])).toBe(true);
});

it('a mail that left is no change of what it was about', () => {
  expect(isConcerned(onCall, ['delivery'])).toBe(false);
  expect(isConcerned([['oncall', 'team']], ['delivery'])).toBe(true);
  expect(isConcerned([['contact', 'contactMethods']], ['delivery'])).toBe(true);
});

it('asks for everything where nothing was said, or of a kind that nobody named', () => {
  for (const key of [incident, onCall, ['kept by hand']]) {
    expect(isConcerned(key, null)).toBe(true);
    expect(isConcerned(key, ['something new'])).toBe(true);
  }
});
