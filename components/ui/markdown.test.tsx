import { renderToStaticMarkup } from 'react-dom/server';
import { expect, it } from 'vitest';
import { Markdown } from './markdown';

const html = (text: string) => renderToStaticMarkup(<Markdown text={text} />);

it('renders Markdown, and nothing that acts (S-X1)', () => {
  expect(html('**bold** and `code`\n\n- [ ] a box')).toContain('<strong>bold</strong>');
  for (const attack of [
    '<script>alert(1)</script>',
    '<img src=x onerror=alert(1)>',
    '[x](javascript:alert(1))',
    '[x](data:text/html;base64,PHNjcmlwdD4=)',
    '![x](data:image/svg+xml;base64,PHN2Zz4=)',
    '<a href="javascript:alert(1)">x</a>',
    '[x]: javascript:alert(1)\n[x]',
    '<iframe src="https://example.org"></iframe>',
    '<style>body{display:none}</style>',
  ])
    expect(html(attack), attack).not.toMatch(/<script|<img|<iframe|<style|javascript:|data:|onerror/i);
});

it('turns a picture from elsewhere into a link, so that reading tells nobody', () => {
  expect(html('![a graph](https://example.org/a.png)')).toContain(
    '<a href="https://example.org/a.png" rel="noopener noreferrer nofollow"',
  );
});
