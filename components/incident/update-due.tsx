'use client';

import { useNow } from '@/components/clock';
import { Button } from '@/components/ui/button';
import { relative, timeOfDay } from '@/components/ui/instant';
import { Mark } from '@/components/ui/mark';
import { Notice } from '@/components/ui/notice';

type UpdateDueProps = { dueAt: Date | null; zone: string; may: boolean; onPost: () => void };

/** When people were promised to hear more. Red once that is over. */
export function UpdateDue({ dueAt, zone, may, onPost }: UpdateDueProps) {
  const now = useNow(10);
  if (!dueAt) return <span className="text-muted">when there is news</span>;
  const late = dueAt <= now;
  const words = `${timeOfDay(dueAt, zone)}, ${relative(dueAt, now)}`;
  const shown = late ? (
    <Mark kind="gap" look="plain">
      {words}
    </Mark>
  ) : (
    <span className="tabular-nums">{words}</span>
  );
  if (!may) return shown;
  return (
    <button
      type="button"
      onClick={onPost}
      aria-label={`Next update: ${words}. Post an update`}
      className="-mx-2 inline-flex min-h-11 items-center rounded-control px-2 text-left hover:bg-other/60 sm:pointer-fine:min-h-7"
    >
      {shown}
    </button>
  );
}

/** After the promised time: a quiet prompt where it can be answered at once. */
export function UpdatePrompt({ dueAt, zone, onPost }: Omit<UpdateDueProps, 'may'>) {
  const now = useNow(10);
  if (!dueAt || dueAt > now) return null;
  return (
    <Notice
      tone="major"
      live="polite"
      title={`An update was promised for ${timeOfDay(dueAt, zone)}`}
      actions={<Button onClick={onPost}>Post an update</Button>}
    >
      Say what is known, even if that is nothing new, and when people will hear more.
    </Notice>
  );
}
