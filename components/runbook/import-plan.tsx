import { Mark, type MarkKind } from '@/components/ui/mark';
import type { Planned } from '@/server/runbook/plan';
import { planWords } from './import-words';

const marks: Record<Planned['act'], MarkKind> = {
  create: 'good',
  change: 'minor',
  leave: 'neutral',
  refuse: 'critical',
};

/** File by file: what would become of it, and what could not be taken over. */
export function ImportPlan({ items }: { items: readonly Planned[] }) {
  return (
    <ul aria-label="What would happen" className="rounded-card border">
      {items.map((item) => (
        <li key={item.name} className="grid gap-x-3 border-b px-3 py-2 last:border-b-0 sm:grid-cols-[1fr_auto]">
          <span className="wrap-anywhere min-w-0">
            <span className="font-medium">{item.title}</span>{' '}
            <span className="text-muted">
              {item.name}
              {item.act === 'refuse' ? '' : `, ${item.steps} ${item.steps === 1 ? 'step' : 'steps'}`}
            </span>
          </span>
          <Mark kind={marks[item.act]}>{planWords[item.act]}</Mark>
          {item.notes.length > 0 ? (
            <ul className="col-span-full text-label text-muted">
              {item.notes.map((note) => (
                <li key={note} className="wrap-anywhere">
                  {note}
                </li>
              ))}
            </ul>
          ) : null}
        </li>
      ))}
    </ul>
  );
}
