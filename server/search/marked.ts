/** A piece of text, and whether it is what was looked for. Never markup: whoever shows it decides how. */
export type Segment = { text: string; hit: boolean };

type Span = { at: number; end: number; hit: boolean };

const run = /[\p{L}\p{N}]+/gu;

const spansOf = (text: string, words: readonly string[], beginning: string | null): Span[] =>
  [...text.matchAll(run)].map((match) => {
    const found = match[0].toLowerCase();
    const hit = words.includes(found) || (beginning !== null && found.startsWith(beginning));
    return { at: match.index, end: match.index + match[0].length, hit };
  });

/** The whole text in segments, its hits marked. `beginning`: in small letters, of a word not finished. */
export function marked(text: string, words: readonly string[], beginning: string | null): Segment[] {
  const segments: Segment[] = [];
  let done = 0;
  for (const { at, end, hit } of spansOf(text, words, beginning)) {
    if (!hit) continue;
    if (at > done) segments.push({ text: text.slice(done, at), hit: false });
    segments.push({ text: text.slice(at, end), hit: true });
    done = end;
  }
  if (done < text.length) segments.push({ text: text.slice(done), hit: false });
  return segments;
}

// Somebody wrote Markdown: its words are shown, its signs would only be in the way.
const unsigned = (text: string): string =>
  text.replace(/^[ \t]*(?:#{1,6} +|[-*+] +(?:\[[ xX]\] +)?|> +)/gmu, '').replace(/\*\*|`+/gu, '');

/** The stretch of about `most` characters with the most different hits, on one line; its beginning where there are none. */
export function excerpt(text: string, words: readonly string[], beginning: string | null, most = 220): Segment[] {
  const line = unsigned(text).replace(/\s+/gu, ' ').trim();
  const hits = spansOf(line, words, beginning).filter(({ hit }) => hit);
  const from = bestStart(line, hits, most);
  const to = from + most >= line.length ? line.length : Math.max(line.lastIndexOf(' ', from + most), from + most / 2);
  const part = marked(line.slice(from, to), words, beginning);
  return [
    ...(from > 0 ? [{ text: '… ', hit: false }] : []),
    ...part,
    ...(to < line.length ? [{ text: ' …', hit: false }] : []),
  ];
}

/** More hits than these in one text are not compared. */
const compared = 200;

function bestStart(line: string, hits: readonly Span[], most: number): number {
  let best = { different: 0, at: 0 };
  for (const { at } of hits.slice(0, compared)) {
    const near = hits.filter((other) => other.at >= at && other.end <= at + most * 0.75);
    const different = new Set(near.map(({ at: from, end }) => line.slice(from, end).toLowerCase())).size;
    if (different > best.different) best = { different, at };
  }
  // A few words before the first hit say what it is about.
  const start = Math.max(0, best.at - Math.floor(most / 4));
  return start === 0 ? 0 : line.indexOf(' ', start) + 1;
}
