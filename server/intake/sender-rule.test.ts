import fc from 'fast-check';
import { expect, it } from 'vitest';
import { keyIn, ruled } from './sender-rule';
import type { Signal } from './signal';

const signal = (part: Partial<Signal>): Signal => ({
  key: null,
  digestOf: null,
  state: 'open',
  title: '',
  priority: 'P3',
  source: null,
  text: '',
  fields: [],
  links: [],
  payload: null,
  ...part,
});

it('finds the key between what is fixed; the pattern is the whole text', () => {
  expect(keyIn('** PROBLEM Service Alert: db-1/disk is CRITICAL **', '** * Alert: {key} is * **')).toBe('db-1/disk');
  expect(keyIn('[Down] Checkout', '[*] {key}')).toBe('Checkout');
  expect(keyIn('Checkout', '{key}')).toBe('Checkout');
  expect(keyIn('Checkout is up', '{key} is down')).toBeNull();
  expect(keyIn('ab', 'abc{key}')).toBeNull();
  expect(keyIn('aa', 'aa{key}aa')).toBeNull();
  expect(keyIn('up', 'up')).toBe('');
  expect(keyIn('upper', 'up')).toBeNull();
});

it('what was put together is taken apart again', () => {
  const word = fc.stringMatching(/^[a-z0-9 ]{0,12}$/);
  fc.assert(
    fc.property(word, word, word, (a, key, b) => {
      expect(keyIn(`${a}|${key}|${b}`, '*|{key}|*')).toBe(key);
    }),
  );
});

it('no text makes it slow', () => {
  const long = 'a'.repeat(200_000);
  expect(keyIn(`${long}!`, '*a*a*a*a*a*a{key}b')).toBeNull();
});

it('a person’s rule gives a key and an end to senders without them; where it does not fit nothing changes', () => {
  const settings = {
    keyPattern: { field: 'title', pattern: '[*] {key}' },
    resolveRule: { field: 'monitor.state', equals: 'fine' },
  };
  expect(ruled(signal({ title: '[Down] Checkout' }), settings)).toMatchObject({ key: 'Checkout', state: 'open' });
  const up = signal({ title: '[Up] Checkout', payload: { monitor: { state: 'fine' } } });
  expect(ruled(up, settings)).toMatchObject({ key: 'Checkout', state: 'resolve' });
  expect(ruled(signal({ title: 'Odd', key: 'own' }), settings)).toMatchObject({ key: 'own', state: 'open' });
  const odd = signal({ title: '[Up] x' });
  expect(ruled(odd, {})).toBe(odd);
});
