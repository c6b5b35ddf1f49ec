'use client';

import { useMemo, useState } from 'react';
import { useScreenKeys } from '@/components/shell/use-screen-keys';
import { Button } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { type Classification, classes, classifications } from '@/server/alert/classification';
import { ClassifyCard, cardId } from './classify-card';
import { type ClassifyGroup, unsaidIn } from './classify-groups';
import { useClassifying } from './use-classifying';

type ClassifyScreenProps = { groups: readonly ClassifyGroup[]; zone: string; asOf: Date };

/** A week’s alerts by name, one key for what they all were. */
export function ClassifyScreen({ groups: given, zone, asOf }: ClassifyScreenProps) {
  const { said, failures, pending, say } = useClassifying();
  const [at, setAt] = useState(0);
  const groups = given.map((group) => ({
    ...group,
    alerts: group.alerts.map((alert) => ({ ...alert, classification: said.get(alert.id) ?? alert.classification })),
  }));
  const all = groups.reduce((sum, { alerts }) => sum + alerts.length, 0);
  const done = all - groups.reduce((sum, group) => sum + unsaidIn(group), 0);

  const go = (place: number) => {
    const next = Math.min(Math.max(place, 0), groups.length - 1);
    setAt(next);
    document.getElementById(cardId(next))?.focus();
  };
  /** All of a group that are not said yet; where all are, all again. */
  const sayOf = async (place: number, classification: Classification) => {
    const group = groups[place];
    if (!group || pending.size > 0) return;
    const unsaid = group.alerts.filter((alert) => alert.classification === null);
    const meant = unsaid.length > 0 ? unsaid : group.alerts;
    await say(
      meant.map(({ id }) => id),
      classification,
    );
    go(place + 1);
  };
  const likeBefore = async () => {
    for (const group of groups) {
      const usual = group.before[0];
      const unsaid = group.alerts.filter(({ classification }) => classification === null);
      if (usual && unsaid.length > 0)
        await say(
          unsaid.map(({ id }) => id),
          usual.classification,
        );
    }
  };
  const known = groups.filter((group) => group.before.length > 0 && unsaidIn(group) > 0).length;

  useScreenKeys(
    'Classify',
    // biome-ignore lint/correctness/useExhaustiveDependencies: bound anew with every answer
    useMemo(
      () => [
        { keys: 'j', does: 'Next alert', run: () => go(at + 1) },
        { keys: 'k', does: 'Alert before', run: () => go(at - 1) },
        ...classifications.map((name, place) => ({
          keys: String(place + 1),
          does: classes[name].words,
          run: () => void sayOf(at, name),
        })),
      ],
      [at, said, pending],
    ),
  );

  if (groups.length === 0)
    return (
      <EmptyState title="No alert interrupted anybody">
        Alerts of the week appear here once one has paged somebody on a channel that interrupts.
      </EmptyState>
    );
  return (
    <>
      <div className="sticky top-12 z-10 mb-4 flex flex-wrap items-center gap-3 border-b bg-background py-2">
        <p role="status" className="font-medium">
          {done} of {all} classified{done === all ? '. All said: thank you.' : ''}
        </p>
        <progress value={done} max={all} aria-label="Classified" className="h-2 w-40 accent-accent" />
        {known > 0 ? (
          <Button size="small" busy={pending.size > 0} onClick={() => void likeBefore()}>
            Say the same as before of {known} {known === 1 ? 'alert' : 'alerts'}
          </Button>
        ) : null}
        <span className="text-muted max-sm:hidden">j and k move, 1 to 9 say what it was.</span>
      </div>
      <ol className="flex flex-col gap-3">
        {groups.map((group, place) => (
          <ClassifyCard
            key={group.title}
            place={place}
            group={group}
            isCurrent={place === at}
            busy={group.alerts.some(({ id }) => pending.has(id))}
            failure={group.alerts.flatMap(({ id }) => failures.get(id) ?? [])[0] ?? null}
            zone={zone}
            asOf={asOf}
            onFocus={() => setAt(place)}
            onSay={(classification) => void sayOf(place, classification)}
          />
        ))}
      </ol>
    </>
  );
}
