import { roleWord } from '@/components/oncall/phrases';
import { spanOf } from '@/components/ui/instant';
import { Mark } from '@/components/ui/mark';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table';
import type { RequestEffect } from '@/server/request/view';
import { EffectStrips } from './effect-strips';
import { changeWords, conflictWords, lengthOfNotice } from './effect-words';
import type { Clock, NameOf } from './request-words';

type EffectPanelProps = Clock & {
  effect: RequestEffect;
  nameOf: NameOf;
  viewer: { id: string; zone: string } | null;
  /** What the two strips are called: it may have happened already. */
  words?: { before: string; after: string };
  /** It is over: nothing has to be weighed any more. */
  decided?: boolean;
};

const asked = { before: 'Today', after: 'If approved' };

/** What a request does: drawn, as a table, for each person, and what somebody should know before saying yes. */
export function EffectPanel({ effect, nameOf, viewer, zone, now, words = asked, decided = false }: EffectPanelProps) {
  const clock = { zone, now };
  return (
    <div className="flex flex-col gap-5">
      <EffectStrips {...{ effect, nameOf, words, zone }} viewerId={viewer?.id ?? null} />
      {decided ? null : <Conflicts {...{ effect, nameOf, zone, now }} />}
      <Changes {...{ effect, nameOf, ...clock }} viewerZone={viewer?.zone ?? zone} />
      <People effect={effect} nameOf={nameOf} />
    </div>
  );
}

type PartProps = Clock & { effect: RequestEffect; nameOf: NameOf };

/** Notice first: it is the one thing that is true of every request. */
function Conflicts({ effect, nameOf, zone, now }: PartProps) {
  const told = effect.conflicts.filter(({ kind }) => kind !== 'short-notice');
  return (
    <ul aria-label="Conflicts" className="flex flex-col gap-1.5">
      {told.map((conflict) => (
        <li key={`${conflict.kind} ${conflict.personId} ${conflict.role} ${conflict.from.getTime()}`}>
          <Mark kind={conflict.kind === 'gap' ? 'gap' : 'major'} look="plain" className="items-start whitespace-normal">
            {conflictWords(conflict, nameOf, { zone, now })}
          </Mark>
        </li>
      ))}
      {told.length === 0 ? (
        <li>
          <Mark kind="good" look="plain">
            No conflicts
          </Mark>
        </li>
      ) : null}
      <li>
        <Mark kind={effect.short ? 'major' : 'good'} look="plain" className="whitespace-normal">
          Notice: {lengthOfNotice(effect.noticeSeconds)}
          {effect.short ? ', short: under 7 days' : ''}
        </Mark>
      </li>
    </ul>
  );
}

function Changes({ effect, nameOf, zone, now, viewerZone }: PartProps & { viewerZone: string }) {
  return (
    <Table caption="What changes" captionShown className="-mx-4 sm:mx-0 sm:rounded-control sm:border sm:pt-2">
      <TableHead>
        <TableRow>
          <TableHeader>When</TableHeader>
          <TableHeader className="max-sm:hidden">Role</TableHeader>
          <TableHeader>From → to</TableHeader>
        </TableRow>
      </TableHead>
      <TableBody>
        {inOrder(effect.changes).map((change) => {
          const [from, to] = changeWords(change, nameOf);
          return (
            <TableRow key={`${change.role} ${change.from.getTime()}`}>
              <TableCell className="py-1.5 tabular-nums">
                <span className="font-medium sm:hidden">{roleWord(change.role)}, </span>
                {spanOf(change.from, change.to, zone, now)}
                {viewerZone === zone ? null : (
                  <span className="block text-label text-muted">
                    {spanOf(change.from, change.to, viewerZone, now)}, your time
                  </span>
                )}
              </TableCell>
              <TableCell className="max-sm:hidden">{roleWord(change.role)}</TableCell>
              <TableCell>
                <del className="text-muted">{from}</del> <span aria-hidden="true">→</span>{' '}
                <ins className="font-medium no-underline">{to}</ins>
              </TableCell>
            </TableRow>
          );
        })}
      </TableBody>
    </Table>
  );
}

const inOrder = (changes: RequestEffect['changes']): RequestEffect['changes'] =>
  [...changes].sort((a, b) => a.from.getTime() - b.from.getTime());

function People({ effect, nameOf }: Pick<PartProps, 'effect' | 'nameOf'>) {
  if (effect.people.length === 0) return null;
  return (
    <Table caption="For each person" captionShown className="-mx-4 sm:mx-0 sm:rounded-control sm:border sm:pt-2">
      <TableHead>
        <TableRow>
          <TableHeader>Person</TableHeader>
          <TableHeader>Turns in 26 weeks</TableHeader>
          <TableHeader>Trades this quarter</TableHeader>
        </TableRow>
      </TableHead>
      <TableBody>
        {effect.people.map(({ personId, turnsBefore, turnsAfter, tradesThisQuarter }) => (
          <TableRow key={personId}>
            <TableCell className="font-medium">{nameOf(personId)}</TableCell>
            <TableCell className="tabular-nums">
              {turnsBefore === turnsAfter ? `${turnsAfter}, as before` : `${turnsBefore} → ${turnsAfter}`}
            </TableCell>
            <TableCell className="tabular-nums">{tradesThisQuarter}</TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
