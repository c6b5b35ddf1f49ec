import type { ReactNode } from 'react';
import { cn } from './class-names';

type PersonChipProps = {
  name: string;
  /** "Primary", "Manager": a word, never a colour. */
  role?: ReactNode;
  isYou?: boolean;
  /** Their own time: "18:00 Kolkata". */
  localTime?: ReactNode;
  imageUrl?: string;
  size?: 'small' | 'regular' | 'large';
  className?: string;
};

/** A person: initials or picture, name ("You" for the viewer), role word, their local time. */
export function PersonChip({
  name,
  role,
  isYou = false,
  localTime,
  imageUrl,
  size = 'regular',
  className,
}: PersonChipProps) {
  const detail = role || localTime;
  return (
    <span className={cn('inline-flex min-w-0 items-center gap-2', className)}>
      <Avatar name={name} isYou={isYou} size={size} {...(imageUrl ? { imageUrl } : {})} />
      <span className={cn('flex min-w-0', size === 'small' ? 'items-baseline gap-1.5' : 'flex-col')}>
        <span className={cn('truncate font-medium', size === 'large' && 'font-semibold text-section')} title={name}>
          {isYou ? 'You' : name}
        </span>
        {detail ? (
          <span className="truncate text-label text-muted">
            {role}
            {role && localTime ? ' · ' : null}
            {localTime}
          </span>
        ) : null}
      </span>
    </span>
  );
}

type AvatarProps = { name: string; imageUrl?: string; isYou?: boolean; size?: 'small' | 'regular' | 'large' };

/** Decorative: the name always stands beside it. */
export function Avatar({ name, imageUrl, isYou = false, size = 'regular' }: AvatarProps) {
  const look = cn(
    'inline-grid shrink-0 select-none place-items-center rounded-full font-semibold leading-none',
    isYou ? 'bg-accent text-on-accent' : 'bg-other text-on-other',
    { small: 'size-5 text-[0.5625rem]', regular: 'size-7 text-[0.6875rem]', large: 'size-11 text-body' }[size],
  );
  // biome-ignore lint/performance/noImgElement: pictures are served by this product at their size
  if (imageUrl) return <img src={imageUrl} alt="" className={cn(look, 'object-cover')} />;
  return (
    <span aria-hidden="true" className={look}>
      {initialsOf(name)}
    </span>
  );
}

/** At most two letters: of the first and the last word. */
export function initialsOf(name: string): string {
  const words = name.trim().split(/\s+/).filter(Boolean);
  const [first, last] = [words.at(0), words.length > 1 ? words.at(-1) : undefined];
  return [first, last]
    .map((word) => [...(word ?? '')][0] ?? '')
    .join('')
    .toUpperCase();
}
