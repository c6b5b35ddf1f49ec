import { describe, expect, it } from 'vitest';
import { isWithin, places } from './navigation';

describe('places', () => {
  it('have an address and keys of their own', () => {
    expect(new Set(places.map(({ address }) => address)).size).toBe(places.length);
    expect(new Set(places.map(({ keys }) => keys)).size).toBe(places.length);
  });

  it('at most one is the present one', () => {
    const present = (pathname: string) => places.filter((place) => isWithin(place, pathname)).map(({ id }) => id);
    expect(present('/')).toEqual(['now']);
    expect(present('/alerts/41')).toEqual(['alerts']);
    expect(present('/alertsome')).toEqual([]);
  });
});
