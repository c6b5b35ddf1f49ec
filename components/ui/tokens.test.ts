import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { colors, contrast, pairs, type Scheme } from './tokens';

const schemes: Scheme[] = ['light', 'dark'];
const css = readFileSync(new URL('../../app/globals.css', import.meta.url), 'utf8');

/** The colours that one block of the stylesheet declares, by name. */
function declared(opening: string): Record<string, string> {
  const start = css.indexOf(opening);
  const block = css.slice(start, css.indexOf('\n}', start));
  return Object.fromEntries(
    [...block.matchAll(/--color-([a-z-]+): (#[0-9A-Fa-f]{6});/g)].map(([, name = '', value = '']) => [name, value]),
  );
}

describe('contrast', () => {
  it('agrees with the figures WCAG gives', () => {
    expect(contrast('#000000', '#FFFFFF')).toBeCloseTo(21, 5);
    expect(contrast('#777777', '#FFFFFF')).toBeCloseTo(4.48, 2);
  });

  it.each(schemes)('every pair that stands on a %s screen can be read', (scheme) => {
    const faint = pairs
      .map(([on, under, least]) => ({ on, under, least, is: contrast(colors[scheme][on], colors[scheme][under]) }))
      .filter(({ is, least }) => is < least);
    expect(faint).toEqual([]);
  });
});

describe('the stylesheet', () => {
  it('declares exactly the colours of the table, light and dark', () => {
    expect(declared('@theme {')).toEqual(colors.light);
    expect(declared('html[data-color-scheme="dark"] {')).toEqual(colors.dark);
  });
});
