import Link from 'next/link';
import { Button } from '@/components/ui/button';
import { cn } from '@/components/ui/class-names';
import { FieldError } from '@/components/ui/field';
import { dayAndTime } from '@/components/ui/instant';
import { Kbd } from '@/components/ui/kbd';
import { type Classification, classes, classifications } from '@/server/alert/classification';
import { counted } from '@/server/health-report/figure-words';
import { paths } from '@/server/paths';
import { type ClassifyGroup, unsaidIn } from './classify-groups';

export const cardId = (place: number): string => `alert-group-${place}`;

type ClassifyCardProps = {
  place: number;
  group: ClassifyGroup;
  /** The one the keys mean. */
  isCurrent: boolean;
  busy: boolean;
  failure: string | null;
  zone: string;
  asOf: Date;
  onFocus: () => void;
  onSay: (classification: Classification) => void;
};

/** One alert, however often it came: what it was, in one press, beside what was said of it before. */
export function ClassifyCard({
  place,
  group,
  isCurrent,
  busy,
  failure,
  zone,
  asOf,
  onFocus,
  onSay,
}: ClassifyCardProps) {
  const { title, alerts, before } = group;
  const unsaid = unsaidIn(group);
  return (
    <li
      id={cardId(place)}
      tabIndex={-1}
      aria-current={isCurrent || undefined}
      aria-label={title}
      onFocus={onFocus}
      className={cn('rounded-card border bg-background outline-none', isCurrent && 'border-accent ring-1 ring-accent')}
    >
      <div className="flex flex-wrap items-baseline gap-x-3 gap-y-0.5 px-4 pt-3">
        <h2 className="wrap-anywhere min-w-0 font-semibold">{title}</h2>
        <span className="text-muted">{counted(alerts.length, 'time')}</span>
        <span className={cn('ml-auto', unsaid > 0 ? 'text-muted' : 'font-medium text-good')}>{standing(group)}</span>
      </div>
      {before.length > 0 ? (
        <p className="px-4 text-muted">
          Before:{' '}
          {before
            .slice(0, 3)
            .map(({ classification, count }) => `${classes[classification].short.toLowerCase()} ${count}×`)
            .join(', ')}
        </p>
      ) : null}
      <ul className="flex flex-wrap gap-x-4 px-4 text-label text-muted">
        {alerts.slice(0, 6).map(({ id, at, detail }) => (
          <li key={id}>
            <Link href={paths.alert(id)} prefetch={false} className="inline-block py-1 underline underline-offset-2">
              {dayAndTime(at, zone, asOf)}
            </Link>{' '}
            {detail}
          </li>
        ))}
        {alerts.length > 6 ? <li className="py-1">and {alerts.length - 6} more</li> : null}
      </ul>
      <fieldset className="grid grid-cols-2 gap-1 p-3 pt-2 sm:flex sm:flex-wrap" disabled={busy}>
        <legend className="sr-only">What was it? {title}</legend>
        {classifications.map((name, i) => (
          <Button
            key={name}
            size="small"
            variant={saidBy(group) === name ? 'primary' : 'secondary'}
            aria-pressed={saidBy(group) === name}
            title={classes[name].words}
            className="justify-start"
            onClick={() => onSay(name)}
          >
            <span aria-hidden="true" className="max-sm:hidden">
              <Kbd keys={String(i + 1)} />
            </span>
            {classes[name].short}
          </Button>
        ))}
      </fieldset>
      {failure ? (
        <div role="alert" className="px-4 pb-3">
          <FieldError>{`Not kept: ${failure}`}</FieldError>
        </div>
      ) : null}
    </li>
  );
}

/** What was said of all of them; null where they differ or something is unsaid. */
function saidBy({ alerts }: ClassifyGroup): Classification | null {
  const [first] = alerts;
  return first && alerts.every(({ classification }) => classification === first.classification)
    ? first.classification
    : null;
}

function standing(group: ClassifyGroup): string {
  const unsaid = unsaidIn(group);
  if (unsaid === group.alerts.length) return 'not classified yet';
  if (unsaid > 0) return `${group.alerts.length - unsaid} of ${group.alerts.length} classified`;
  const said = saidBy(group);
  return said ? classes[said].short : 'classified';
}
