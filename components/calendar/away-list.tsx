import { Card, CardHeader } from '@/components/ui/card';
import { spanOf } from '@/components/ui/instant';
import type { CalendarView } from '@/server/oncall/calendar';

type AwayListProps = { view: CalendarView; from: Date; to: Date; zone: string; now: Date };

/** Who has time off or a public holiday in a span. Nothing where nobody has. */
export function AwayList({ view, from, to, zone, now }: AwayListProps) {
  const rows = view.away.filter((each) => each.from < to && each.to > from);
  if (rows.length === 0) return null;
  const nameOf = (id: string) => view.people.find((person) => person.id === id)?.name ?? 'Somebody';
  return (
    <Card aria-labelledby="away">
      <CardHeader id="away" title="Time off and holidays" level={3} />
      <ul className="divide-y">
        {rows.map((each) => (
          <li
            key={`${each.personId} ${each.name} ${each.from.getTime()}`}
            className="flex min-h-11 flex-wrap items-baseline gap-x-3 px-4 py-2 sm:min-h-9"
          >
            <span className="font-medium">{nameOf(each.personId)}</span>
            <span>{each.name}</span>
            <span className="text-muted sm:ml-auto">{spanOf(each.from, each.to, zone, now)}</span>
          </li>
        ))}
      </ul>
    </Card>
  );
}
