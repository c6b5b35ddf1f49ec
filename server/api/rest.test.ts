import { expect, it } from 'vitest';
import { routesOf } from './rest';

it('knows no address with an id that the database could not hold', () => {
  expect(routesOf(['requests', 'some-id']).map(({ params }) => params)).toContainEqual({ id: 'some-id' });
  for (const id of ['\0', 'a\0b', '\n']) expect(routesOf(['requests', id])).toEqual([]);
  expect(routesOf(['requests', 'a\0', 'approve'])).toEqual([]);
});
