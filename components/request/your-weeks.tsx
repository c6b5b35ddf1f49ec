import { roleWord } from '@/components/oncall/phrases';
import { spanOf } from '@/components/ui/instant';
import type { RequestEffect } from '@/server/request/view';
import { subtract } from '@/server/time/span';

type YourWeeksProps = { effect: RequestEffect; viewer: { id: string; zone: string }; now: Date; heading: 'h2' | 'h3' };

/** One's own time around it, on one's own clock: what comes, what goes, and what stays. */
export function YourWeeks({ effect, viewer, now, heading: Heading }: YourWeeksProps) {
  const changes = effect.changes.filter(({ fromPersonId, toPersonId }) =>
    [fromPersonId, toPersonId].includes(viewer.id),
  );
  const kept = effect.before
    .filter(({ personId }) => personId === viewer.id)
    .flatMap((shift) => {
      const given = changes.filter(({ role }) => role === shift.role);
      return subtract([shift], given).map((span) => ({ role: shift.role, ...span }));
    });
  const rows = [
    ...kept.map(({ role, from, to }) => ({ role, from, to, what: 'stays' as const })),
    ...changes.map(({ role, from, to, toPersonId }) => ({
      ...{ role, from, to },
      what: toPersonId === viewer.id ? ('comes' as const) : ('goes' as const),
    })),
  ].sort((a, b) => a.from.getTime() - b.from.getTime());
  const words = { stays: 'Yours already', comes: 'You take', goes: 'You give' };
  return (
    <section aria-label="Your weeks around it" className="sm:rounded-card sm:border sm:p-4">
      <Heading className="mb-2 font-semibold">Your weeks around it</Heading>
      <ul className="divide-y">
        {rows.map(({ role, from, to, what }) => (
          <li
            key={`${what} ${role} ${from.getTime()}`}
            className="grid gap-x-3 py-1.5 sm:grid-cols-[7rem_6rem_minmax(0,1fr)]"
          >
            <span className={what === 'stays' ? 'text-muted' : 'font-medium'}>{words[what]}</span>
            <span>{roleWord(role)}</span>
            <span className="tabular-nums">{spanOf(from, to, viewer.zone, now)}, your time</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
