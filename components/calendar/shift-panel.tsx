'use client';

import Link from 'next/link';
import { roleWord } from '@/components/oncall/phrases';
import type { Prefill } from '@/components/request/ask-address';
import { TakeOver } from '@/components/request/take-over';
import { WhyWords } from '@/components/request/why-words';
import { Button } from '@/components/ui/button';
import { CopyButton } from '@/components/ui/copy-button';
import { Dialog } from '@/components/ui/dialog';
import { durationOf, spanOf } from '@/components/ui/instant';
import { PersonChip } from '@/components/ui/person-chip';
import { paths } from '@/server/paths';
import { dayIn } from './days';
import { type Asked, askedWords, isOpen } from './request-bars';
import type { Entry } from './to-events';

type ShiftPanelProps = {
  entry: Entry;
  viewer: { id: string; timeZone: string } | null;
  asked: Asked;
  now: Date;
  onAsk: (prefill: Prefill) => void;
  onClose: () => void;
};

const reasons = {
  rotation: 'By the rotation: it is their turn.',
  override: 'Laid over the rotation.',
  swap: 'Two people traded their turns.',
};

const reasonOf = ({ kind, source }: Entry): string =>
  kind === 'mine' && source === 'rotation' ? 'By the rotation: it is your turn.' : reasons[source];

/** One shift or gap: who, when on both clocks, and why. Its link opens it for somebody else. */
export function ShiftPanel({ entry, viewer, asked, now, onAsk, onClose }: ShiftPanelProps) {
  const viewerZone = viewer?.timeZone ?? 'UTC';
  const { person, role, rotation, from, to, cut, kind, source } = entry;
  const isOver = to <= now;
  const isNow = from <= now && now < to;
  const ask = (prefill: Prefill) => {
    onClose();
    onAsk({ rotation: rotation.id, role, from, ...prefill });
  };
  const open = asked.requests.filter(
    (request) => isOpen(request) && request.rotation.id === rotation.id && request.from < to && request.to > from,
  );
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
        <Row word="Why">
          {person ? reasonOf(entry) : 'Somebody should hold this and nobody does.'}
          {source === 'rotation' ? null : (
            <WhyWords
              {...{ role, now }}
              rotationId={rotation.id}
              at={from}
              zone={rotation.zone}
              viewerId={viewer?.id ?? null}
            />
          )}
        </Row>
        {open.length > 0 ? (
          <Row word="Asked, not yet in effect">
            {open.map((request) => (
              <Link key={request.id} href={paths.request(request.id)} className="block underline underline-offset-2">
                {askedWords(request, asked.nameOf)}
              </Link>
            ))}
          </Row>
        ) : null}
      </dl>
      <div className="mt-5 flex flex-wrap gap-2">
        {kind === 'mine' && !isOver ? (
          <>
            <Button variant="primary" onClick={() => ask({ kind: 'cover' })}>
              Ask for cover
            </Button>
            <Button onClick={() => ask({ kind: 'swap' })}>Ask to swap</Button>
          </>
        ) : null}
        {kind !== 'mine' && isNow && viewer ? (
          <TakeOver {...{ rotation, role, now }} holder={person?.name ?? null} until={to} />
        ) : null}
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
