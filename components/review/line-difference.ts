import { diffComm } from 'node-diff3';

export type DifferenceLine = { kind: 'same' | 'gone' | 'new'; text: string };

/** Two texts line by line: what stayed, what is gone from `before`, what is new in `after`. */
export function lineDifference(before: string, after: string): DifferenceLine[] {
  const lines = (kind: DifferenceLine['kind'], texts: readonly string[] = []) => texts.map((text) => ({ kind, text }));
  return diffComm(before.split('\n'), after.split('\n')).flatMap((part) =>
    'common' in part ? lines('same', part.common) : [...lines('gone', part.buffer1), ...lines('new', part.buffer2)],
  );
}
