import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { When } from './when';

const at = { instant: '2026-11-23T17:00:00Z', zone: 'America/New_York', now: '2026-11-21T18:00:00Z' };

describe('When', () => {
  it('gives machines the instant and people the other reading on focus', () => {
    const markup = renderToStaticMarkup(<When {...at} />);
    expect(markup).toMatch(
      /<time dateTime="2026-11-23T17:00:00.000Z" aria-describedby="([^"]+)" tabindex="0".*id="\1"/i,
    );
    expect(markup).toContain('Mon 23 Nov 12:00 ET');
    expect(markup).toContain('in 1 day 23 h');
  });

  it('adds the second zone only where it differs', () => {
    const inKolkata = renderToStaticMarkup(<When {...at} alsoIn={{ zone: 'Asia/Kolkata', word: 'your time' }} />);
    expect(inKolkata).toContain('Mon 23 Nov 22:30 Kolkata your time');
    expect(renderToStaticMarkup(<When {...at} alsoIn={{ zone: at.zone, word: 'your time' }} />)).not.toContain(
      'your time',
    );
  });
});
