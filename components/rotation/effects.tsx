import { dayAndTime } from '@/components/ui/instant';
import { Mark } from '@/components/ui/mark';
import { Notice } from '@/components/ui/notice';
import type { EditorView } from '@/server/rotation/editing';
import type { Proposal } from '@/server/rotation/proposal';
import { rolesOfSegments } from '@/server/rotation/shifts';
import { conflictWords, droppedWords, exchangeWords, noticeWords } from './difference-words';
import type { Draft } from './draft';
import { WeeksDifference } from './weeks-difference';

type EffectsProps = {
  plan: EditorView;
  draft: Draft;
  proposal: Proposal & { readonly left?: readonly string[] };
  nameOf: (id: string) => string;
  now: Date;
};

/** What a change does: from when, to whom, what it breaks, and week by week. */
export function Effects({ plan, draft, proposal: { revised, difference, left = [] }, nameOf, now }: EffectsProps) {
  const zone = revised.segments.at(-1)?.definition.timeZone ?? plan.zone;
  const { affected, conflicts, weeks } = difference;
  const changed = weeks.filter((week) => week.changed).length;
  const lies = draft.kind === 'override' || draft.kind === 'removal';
  return (
    <>
      <p>
        Holds from <strong className="font-semibold">{dayAndTime(revised.effectiveFrom, zone, now)}</strong>.{' '}
        {lies
          ? affected.length === 0 && 'Nobody’s time changes.'
          : changed === 0
            ? 'None of the next 12 weeks changes.'
            : `${changed} of 12 weeks change.`}
      </p>
      {left.length > 0 ? (
        <Notice tone="major" title={`Left out: ${left.map(nameOf).join(', ')}`}>
          Not of the team any more. All others stand as they did in that version.
        </Notice>
      ) : null}
      {affected.length > 0 ? (
        <div>
          <h3 className="mb-1 font-medium">Affected</h3>
          <ul className="flex flex-col gap-1">
            {affected.map((person) => (
              <li key={person.personId} className="flex flex-wrap items-baseline gap-x-2">
                <span className="font-medium">{nameOf(person.personId)}</span>
                <span>{exchangeWords(person)}</span>
                <span className="text-muted">
                  first on {dayAndTime(person.firstChange, zone, now)}, {noticeWords(person)}
                </span>
              </li>
            ))}
          </ul>
        </div>
      ) : null}
      {conflicts.length + revised.dropped.length > 0 ? (
        <div>
          <h3 className="mb-1 font-medium">Look at these</h3>
          <Conflicts {...{ conflicts, nameOf, zone, now }} />
          <ul className="flex flex-col gap-1">
            {revised.dropped.map((change) => (
              <li key={JSON.stringify(change)}>
                <Mark kind="major" look="plain" className="whitespace-normal">
                  {droppedWords(change, nameOf)}
                </Mark>
              </li>
            ))}
          </ul>
        </div>
      ) : null}
      <WeeksDifference
        caption="Week by week, before → after"
        roles={rolesOfSegments(revised.segments)}
        {...{ difference, nameOf, zone, now }}
      />
    </>
  );
}

type ConflictsProps = {
  conflicts: Proposal['difference']['conflicts'];
  nameOf: (id: string) => string;
  zone: string;
  now: Date;
};

const shown = 8;

/** A layer of business hours may repeat one conflict every day: the first of them say what it is. */
function Conflicts({ conflicts, nameOf, zone, now }: ConflictsProps) {
  return (
    <>
      <ul className="flex flex-col gap-1">
        {conflicts.slice(0, shown).map((conflict) => (
          <li key={`${conflict.kind} ${conflict.personId} ${conflict.role} ${conflict.from.getTime()}`}>
            <Mark kind={conflict.kind === 'gap' ? 'gap' : 'major'} look="plain" className="whitespace-normal">
              {conflictWords(conflict, nameOf, { zone, now })}
            </Mark>
          </li>
        ))}
      </ul>
      {conflicts.length > shown ? <p className="text-muted">and {conflicts.length - shown} more like these</p> : null}
    </>
  );
}
