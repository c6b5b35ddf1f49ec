'use client';

import { useNow } from '@/components/clock';
import { MarkShape } from '@/components/ui/mark';
import { LineTime } from './line-time';
import { batonWords } from './timeline-words';
import type { BatonLine, Viewer } from './use-incident';

const tints = {
  critical: 'text-critical',
  major: 'text-major',
  minor: 'text-minor',
  good: 'text-good',
  waiting: 'text-waiting',
  gap: 'text-critical',
  neutral: '',
} as const;

type BatonLineProps = { line: BatonLine; viewer: Viewer; nameOf: (id: string) => string };

/** What Baton saw: small, so that what people wrote is found. */
export function BatonLineView({ line, viewer, nameOf }: BatonLineProps) {
  const now = useNow();
  const { words, detail, mark } = batonWords(line, nameOf);
  return (
    <li className="grid grid-cols-[5.5rem_minmax(0,1fr)] gap-x-3 px-1 py-1 text-label text-muted max-sm:grid-cols-[4.5rem_minmax(0,1fr)]">
      <LineTime at={line.at} zone={viewer.zone} now={now} />
      <p className="wrap-anywhere">
        {mark ? (
          <span className={tints[mark]}>
            <MarkShape kind={mark} className="mr-1 inline size-3 align-[-0.1em]" />
            {words}
          </span>
        ) : (
          words
        )}
        {detail ? <span className="block">{detail}</span> : null}
      </p>
    </li>
  );
}
