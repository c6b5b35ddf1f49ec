'use client';

import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useNow } from '@/components/clock';
import { useTRPC } from '@/components/trpc/client';
import { Button } from '@/components/ui/button';
import { cn } from '@/components/ui/class-names';
import { Dialog } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { Select } from '@/components/ui/input';
import { dayAndTime } from '@/components/ui/instant';
import { lineDifference } from './line-difference';
import type { ReviewSection } from './use-review';

type VersionsProps = {
  reviewId: string;
  section: ReviewSection;
  current: string;
  zone: string;
  onRestore: (text: string) => void;
  onClose: () => void;
};

/** What a section said before, line by line beside what it says now; and the way back, which is a new version. */
export function Versions({ reviewId, section, current, zone, onRestore, onClose }: VersionsProps) {
  const trpc = useTRPC();
  const now = useNow();
  const { data: versions } = useQuery(trpc.review.versions.queryOptions({ reviewId, key: section.key }));
  const [chosen, setChosen] = useState<number | null>(null);
  const version = chosen ?? versions?.[1]?.version ?? versions?.[0]?.version ?? 1;
  const { data: old } = useQuery(trpc.review.version.queryOptions({ reviewId, key: section.key, version }));
  const all = old ? lineDifference(old.text, current) : null;
  // What was empty has no line that could be gone.
  const lines = old?.text === '' ? (all?.filter(({ kind }) => kind !== 'gone') ?? null) : all;
  const words = { same: '', gone: 'Only then: ', new: 'Only now: ' };
  return (
    <Dialog
      title={`Versions of ${section.title}`}
      open
      onOpenChange={(open) => open || onClose()}
      wide
      footer={
        <Button
          disabled={!old || old.text === current}
          onClick={() => {
            if (old) onRestore(old.text);
            onClose();
          }}
        >
          Restore version {version}
        </Button>
      }
    >
      <div className="flex flex-col gap-3">
        <Field label="Compare now with" required>
          {(control) => (
            <Select {...control} value={version} onChange={(event) => setChosen(Number(event.target.value))}>
              {versions?.map((each) => (
                <option key={each.version} value={each.version}>
                  Version {each.version}, {each.by?.name ?? 'Baton'}, {dayAndTime(each.at, zone, now)}
                </option>
              ))}
            </Select>
          )}
        </Field>
        {lines ? (
          <ol aria-label="Differences" className="rounded-control border font-mono text-label">
            {lines.map(({ kind, text }, place) => (
              <li
                // biome-ignore lint/suspicious/noArrayIndexKey: lines may repeat
                key={place}
                className={cn(
                  'min-h-5 whitespace-pre-wrap px-2 py-0.5 wrap-anywhere',
                  kind === 'gone' && 'bg-critical-tint text-critical line-through',
                  kind === 'new' && 'bg-good-tint text-good',
                )}
              >
                <span className="sr-only">{words[kind]}</span>
                <span aria-hidden="true">{{ same: '  ', gone: '− ', new: '+ ' }[kind]}</span>
                {text}
              </li>
            ))}
          </ol>
        ) : (
          <div className="skeleton h-32" />
        )}
      </div>
    </Dialog>
  );
}
