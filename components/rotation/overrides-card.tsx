'use client';

import { useQuery } from '@tanstack/react-query';
import { Plus } from 'lucide-react';
import { useState } from 'react';
import { roleWord } from '@/components/oncall/phrases';
import { useTRPC } from '@/components/trpc/client';
import { Button } from '@/components/ui/button';
import { Card, CardHeader } from '@/components/ui/card';
import { dayAndTime, spanOf } from '@/components/ui/instant';
import { Mark } from '@/components/ui/mark';
import type { EditorView } from '@/server/rotation/editing';
import type { LaidOverride } from '@/server/rotation/override';
import type { Draft } from './draft';
import { OverrideDialog } from './override-dialog';

type OverridesCardProps = {
  plan: EditorView;
  nameOf: (personId: string) => string;
  now: Date;
  /** Left out for those who may only read. */
  onDraft?: (draft: Draft) => void;
  /** Another change waits for its answer. */
  disabled?: boolean;
};

/** What lies over the rotation from now on: covers, and what a manager laid. The page prefetches `rotation.history`. */
export function OverridesCard({ plan, nameOf, now, onDraft, disabled = false }: OverridesCardProps) {
  const [asking, setAsking] = useState(false);
  const coming = plan.overrides.filter(({ to }) => to > now).sort((a, b) => a.from.getTime() - b.from.getTime());
  const ask = (
    <Button size="small" disabled={disabled} onClick={() => setAsking(true)}>
      <Plus aria-hidden="true" /> Lay an override
    </Button>
  );
  return (
    <Card aria-labelledby="overrides">
      <CardHeader id="overrides" title="Overrides" detail="Now and to come" actions={onDraft ? ask : null} />
      {coming.length === 0 ? (
        <p className="px-4 py-3 text-muted">
          Covers and other exceptions to the rotation appear here; the later one lies on top.
        </p>
      ) : (
        <ul className="divide-y">
          {coming.map((override) => (
            <li key={override.id} className="flex flex-wrap items-center gap-x-3 gap-y-1 px-4 py-2">
              <OverrideWords {...{ plan, override, nameOf, now }} />
              {onDraft ? (
                <Button
                  size="small"
                  disabled={disabled}
                  aria-label={`Take back: ${holder(override, nameOf)}, ${spanOf(override.from, override.to, plan.zone, now)}`}
                  onClick={() => onDraft({ kind: 'removal', override })}
                >
                  Take back…
                </Button>
              ) : null}
            </li>
          ))}
        </ul>
      )}
      {asking && onDraft ? (
        <OverrideDialog
          {...{ plan, now }}
          onClose={() => setAsking(false)}
          onAsk={(input) => {
            setAsking(false);
            onDraft({ kind: 'override', input });
          }}
        />
      ) : null}
    </Card>
  );
}

const holder = ({ personId }: LaidOverride, nameOf: (id: string) => string): string =>
  personId === null ? 'Nobody' : nameOf(personId);

type WordsProps = { plan: EditorView; override: LaidOverride; nameOf: (id: string) => string; now: Date };

function OverrideWords({ plan, override, nameOf, now }: WordsProps) {
  const trpc = useTRPC();
  const { data } = useQuery(trpc.rotation.history.queryOptions({ rotationId: plan.id }));
  const { role, from, to, replaces } = override;
  const laid = data?.changes.find(({ what }) => what.kind === 'override-added' && what.overrideId === override.id);
  return (
    <div className="min-w-0 flex-1 basis-60">
      <p className="flex flex-wrap items-center gap-x-2">
        {override.personId === null ? (
          <Mark kind="gap">Nobody</Mark>
        ) : (
          <span className="font-medium">{nameOf(override.personId)}</span>
        )}
        {roleWord(role)}
        {replaces ? <span className="text-muted">in place of {nameOf(replaces)}</span> : null}
        {from <= now ? <Mark kind="good">Now</Mark> : null}
      </p>
      <p className="text-muted">
        {spanOf(from, to, plan.zone, now)}
        {laid ? `; laid by ${laid.by}, ${dayAndTime(laid.at, plan.zone, now)}` : ''}
        {laid?.reason ? ` (${laid.reason})` : ''}
      </p>
    </div>
  );
}
