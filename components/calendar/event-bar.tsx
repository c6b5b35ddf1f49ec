import { cn } from '@/components/ui/class-names';

type EventBarProps = { title: string; short: string; time: string; timeClass: string; titleClass: string };

/** What stands in a bar: all of it where there is room, the name first where there is not. All of it is heard always. */
export function EventBar({ title, short, time, timeClass, titleClass }: EventBarProps) {
  return (
    <span className="@container block min-w-0 grow">
      <span className="sr-only">{time ? `${time} ${title}` : title}</span>
      <span
        aria-hidden="true"
        className={cn(titleClass, 'block overflow-hidden whitespace-nowrap text-clip @min-[7rem]:hidden')}
      >
        {short}
      </span>
      <span aria-hidden="true" className="hidden min-w-0 items-center @min-[7rem]:flex">
        {time ? <span className={timeClass}>{time}</span> : null}
        <span className={cn(titleClass, 'truncate')}>{title}</span>
      </span>
    </span>
  );
}
