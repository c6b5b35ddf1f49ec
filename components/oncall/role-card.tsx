import { Mail, Phone } from 'lucide-react';
import Link from 'next/link';
import type { ReactNode } from 'react';
import { buttonLook } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { cn } from '@/components/ui/class-names';
import { CopyButton } from '@/components/ui/copy-button';
import { asDate, durationOf, type Instant, timeOfDay } from '@/components/ui/instant';
import { Mark } from '@/components/ui/mark';
import { Avatar } from '@/components/ui/person-chip';
import { When } from '@/components/ui/when';
import type { Board, BoardPerson, BoardRole, BoardRotation } from '@/server/oncall/board';
import { paths } from '@/server/paths';
import { bothTimes, cannotBeReached, handsOffSoon, nameIn, personIn, roleWord } from './phrases';

type RoleCardProps = { board: Board; rotation: BoardRotation; role: BoardRole; now: Date };

/** `children`: what was asked and is not yet in effect. `actions`: the ways to hand it on. */
type Slots = { children?: ReactNode; actions?: ReactNode };

/** One role of one rotation: who, until when, how it came about, who is next, and how to reach them. */
export function RoleCard({ board, rotation, role, now, children, actions }: RoleCardProps & Slots) {
  const person = personIn(board, role.personId);
  const title = roleWord(role.role);
  return (
    <Card tone={role.isGap ? 'gap' : 'plain'} aria-label={`${title}, ${rotation.name}`} className="flex flex-col">
      {role.isGap ? <NobodyThere {...{ board, rotation, role, now }} /> : null}
      <div className="flex flex-1 flex-col gap-3 p-4">
        <h3 className="flex flex-wrap items-baseline gap-x-2 font-semibold">
          {title}
          {board.rotations.length > 1 ? null : <span className="font-normal text-muted">{rotation.name}</span>}
        </h3>
        {person ? <Holder {...{ board, rotation, role, now, person }} /> : null}
        {cannotBeReached(board, role) ? <OutOfReach isYou={role.personId === board.viewer?.id} /> : null}
        {!person && !role.isGap ? <p className="text-muted">Nobody needs to hold this now.</p> : null}
        <ComingUp {...{ board, rotation, role, now }} />
        {children}
        <div className="mt-auto flex flex-wrap items-center gap-2">
          {person ? <Reach person={person} isYou={person.id === board.viewer?.id} /> : null}
          {actions}
        </div>
      </div>
    </Card>
  );
}

function NobodyThere({ board, rotation, role, now }: RoleCardProps) {
  const { until } = role;
  return (
    <p className="hatch px-4 py-3 font-semibold text-section">
      Nobody is {role.role}
      {until ? (
        <>
          {' '}
          until {bothTimes(until, rotation.zone, board.viewer?.timeZone, now)} ({lengthOf(now, until)})
        </>
      ) : null}
    </p>
  );
}

const lengthOf = (from: Instant, to: Instant): string =>
  durationOf((asDate(to).getTime() - asDate(from).getTime()) / 1_000);

function Holder({ board, rotation, role, now, person }: RoleCardProps & { person: BoardPerson }) {
  const isYou = person.id === board.viewer?.id;
  return (
    <div className="flex flex-col gap-1">
      <p className="flex min-w-0 items-center gap-3">
        <Avatar name={person.name} isYou={isYou} size="large" />
        <span className="min-w-0 break-words font-semibold text-display tracking-[-0.015em]">{person.name}</span>
        {isYou ? <Mark kind="neutral">You</Mark> : null}
      </p>
      <p>
        {role.until ? (
          <>until {bothTimes(role.until, rotation.zone, board.viewer?.timeZone, now)}</>
        ) : (
          'with no end in sight'
        )}
      </p>
      <p className="text-muted">
        {isYou ? null : (
          <>
            {timeOfDay(now, person.timeZone)} where {person.name} is ·{' '}
          </>
        )}
        {origin(board, rotation, role, now)}
      </p>
    </div>
  );
}

/** A name that no page gets to is as good as nobody: it must not look as if somebody had it. */
function OutOfReach({ isYou }: { isYou: boolean }) {
  return (
    <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
      <Mark kind="gap" look="plain" className="whitespace-normal">
        Cannot be reached: no working contact method
      </Mark>
      {isYou ? (
        <Link href={paths.profile()} className="inline-flex min-h-11 items-center underline sm:min-h-6">
          Say how you are reached
        </Link>
      ) : null}
    </p>
  );
}

/** How the shift came about, in words. */
function origin(board: Board, { zone }: BoardRotation, role: BoardRole, now: Date): string {
  if (role.source === 'rotation') return 'by the rotation';
  if (role.source === 'swap') return 'by a swap of turns';
  const until = role.until ? ` until ${bothTimes(role.until, zone, board.viewer?.timeZone, now)}` : '';
  return role.insteadOf ? `covers ${nameIn(board, role.insteadOf)}${until}` : 'by an override';
}

function ComingUp({ board, rotation, role, now }: RoleCardProps) {
  const { next, until, personId } = role;
  if (personId !== null && handsOffSoon(role, now) && next) {
    return (
      <p>
        <Mark kind="waiting">Handoff soon</Mark> {nameIn(board, personId)} → {nameIn(board, next.personId)},{' '}
        <When instant={next.from} zone={rotation.zone} now={now} show="relative" />
      </p>
    );
  }
  const nobodyBetween = personId !== null && until !== null && next !== null && next.from > until;
  return (
    <p className="text-muted">
      {nobodyBetween ? 'Then nobody; ' : null}
      {next ? (
        <>
          {nobodyBetween ? 'next' : 'Next'}:{' '}
          <span className="font-medium text-ink">{nameIn(board, next.personId)}</span> from{' '}
          {bothTimes(next.from, rotation.zone, board.viewer?.timeZone, now)}
        </>
      ) : (
        'Nobody is planned after this.'
      )}
    </p>
  );
}

/** Thumb-high on a phone: this is read and pressed at night. */
function Reach({ person, isYou }: { person: BoardPerson; isYou: boolean }) {
  if (isYou) return null;
  return (
    <>
      {person.phones.map((number) => (
        <a key={number} href={`tel:${number}`} className={cn(buttonLook())}>
          <Phone aria-hidden="true" /> Call {number}
        </a>
      ))}
      <span className="flex min-w-0 items-center gap-2">
        <a href={`mailto:${person.email}`} className={cn(buttonLook(), 'min-w-0 shrink')}>
          <Mail aria-hidden="true" /> <span className="truncate">{person.email}</span>
        </a>
        <CopyButton text={person.email} label={`Copy the address of ${person.name}`} />
      </span>
    </>
  );
}
