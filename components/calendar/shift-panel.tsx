'use client';

import { roleWord } from '@/components/oncall/phrases';
import { CopyButton } from '@/components/ui/copy-button';
import { Dialog } from '@/components/ui/dialog';
import { durationOf, spanOf } from '@/components/ui/instant';
import { PersonChip } from '@/components/ui/person-chip';
import { paths } from '@/server/paths';
import { dayIn } from './days';
import type { Entry } from './to-events';

type ShiftPanelProps = { entry: Entry; viewerZone: string; now: Date; onClose: () => void };

const reasons = {
  rotation: 'By the rotation: it is their turn.',
  override: 'By an override, laid over the rotation.',
  swap: 'By a swap: two people traded their turns.',
};

/** One shift or gap: who, when on both clocks, and why. Its link opens it for somebody else. */
export function ShiftPanel({ entry, viewerZone, now, onClose }: ShiftPanelProps) {
  const { person, role, rotation, from, to, cut, kind, source } = entry;
  const isOver = to <= now;
  const title = person ? `${person.name}: ${role}` : `Nobody is ${role}`;
  return (
    <Dialog
      open
      onOpenChange={(open) => (open ? undefined : onClose())}
      placement="side"
      title={title}
      description={rotation.name}
    >
      <dl className="grid gap-4">
        <Row word={roleWord(role)}>
          {person ? (
            <PersonChip name={person.name} isYou={kind === 'mine'} />
          ) : (
            <span className="hatch px-2 py-1">Nobody</span>
          )}
        </Row>
        <Row word="When">
          {spanOf(from, to, rotation.zone, now)}
          {viewerZone === rotation.zone ? null : (
            <span className="block text-muted">{spanOf(from, to, viewerZone, now)}, on your clock</span>
          )}
          <span className="block text-muted">
            {cut ? 'longer than shown' : durationOf((to.getTime() - from.getTime()) / 1_000)}
            {isOver ? ', over' : null}
          </span>
        </Row>
        <Row word="Why">{person ? reasons[source] : 'Somebody should hold this and nobody does.'}</Row>
      </dl>
      <div className="mt-5">
        <CopyButton labelled label="Copy link" text={linkTo(entry)} />
      </div>
    </Dialog>
  );
}

function Row({ word, children }: { word: string; children: React.ReactNode }) {
  return (
    <div>
      <dt className="text-label text-muted">{word}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** The panel only ever stands in a browser. */
function linkTo({ id, from, rotation }: Entry): string {
  const search = new URLSearchParams({ day: dayIn(from, rotation.zone), shift: id });
  return typeof location === 'undefined' ? '' : `${location.origin}${paths.calendar()}?${search}`;
}
