import { diffIndices } from 'node-diff3';

/**
 * Where a caret belongs after somebody else's lines were merged into the text it stands in: on its own line at its own
 * column, wherever that line is now. In a line that itself changed it keeps its distance from the unchanged beginning.
 */
export function caretAfter(before: string, after: string, caret: number): number {
  const [was, is] = [before.split('\n'), after.split('\n')];
  const { line, column } = positionOf(was, caret);
  let shift = 0;
  for (const { buffer1, buffer2 } of diffIndices(was, is)) {
    const [from, length] = buffer1;
    if (from > line) break;
    if (line < from + length) return inChanged(was, is, { line, column, from: buffer2[0], length: buffer2[1] });
    shift += buffer2[1] - length;
  }
  return offsetOf(is, line + shift, column);
}

type Changed = { line: number; column: number; from: number; length: number };

/** The line most like the one the caret stood in, among those that took its place. */
function inChanged(was: string[], is: string[], { line, column, from, length }: Changed): number {
  const text = was[line] ?? '';
  const begin = text.slice(0, column);
  for (let at = from; at < from + length; at += 1)
    if (is[at]?.startsWith(begin) && begin !== '') return offsetOf(is, at, column);
  return offsetOf(is, Math.min(from + Math.max(length - 1, 0), is.length - 1), column);
}

function positionOf(lines: string[], offset: number): { line: number; column: number } {
  let left = offset;
  for (const [line, text] of lines.entries()) {
    if (left <= text.length) return { line, column: left };
    left -= text.length + 1;
  }
  return { line: lines.length - 1, column: lines.at(-1)?.length ?? 0 };
}

const offsetOf = (lines: string[], line: number, column: number): number =>
  lines.slice(0, line).reduce((sum, text) => sum + text.length + 1, 0) + Math.min(column, lines[line]?.length ?? 0);
