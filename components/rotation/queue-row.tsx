'use client';

import { useSortable } from '@dnd-kit/sortable';
import { GripVertical, MoreHorizontal } from 'lucide-react';
import { Button } from '@/components/ui/button';
import { cn } from '@/components/ui/class-names';
import { dayAndTime } from '@/components/ui/instant';
import { Mark } from '@/components/ui/mark';
import { Menu, MenuItem, MenuSeparator } from '@/components/ui/menu';
import { MoveButtons } from '@/components/ui/move-buttons';
import type { OrderedQueue } from './draft';

export type RowAction = 'move-to' | 'skip' | 'leave';

type QueueRowProps = {
  id: string;
  entry: OrderedQueue['places'][number];
  name: string;
  active: boolean;
  last: boolean;
  zone: string;
  now: Date;
  /** Nothing is moved or asked for while another change waits for its answer. */
  disabled: boolean;
  onMove: (position: number) => void;
  onAction: (action: RowAction) => void;
};

/** One place of the queue. Dragged by its handle, or moved by its buttons: no drag is ever needed. */
export function QueueRow(props: QueueRowProps) {
  const { id, entry, name, active, last, zone, now, disabled, onMove, onAction } = props;
  const { attributes, listeners, setNodeRef, setActivatorNodeRef, transform, isDragging } = useSortable({
    id,
    disabled: disabled || entry.place === null,
  });
  const { position } = entry;
  const stands = entry.place === null || disabled;
  return (
    <li
      ref={setNodeRef}
      style={transform ? { transform: `translate3d(0, ${Math.round(transform.y)}px, 0)` } : undefined}
      className={cn(
        'flex min-h-11 flex-wrap items-center gap-x-1 rounded-control border bg-background px-2 sm:pointer-fine:min-h-9',
        isDragging && 'relative z-10 border-accent shadow-float',
      )}
    >
      <button
        ref={setActivatorNodeRef}
        type="button"
        {...attributes}
        {...listeners}
        disabled={stands}
        aria-label={`Drag ${name}`}
        className="grid size-11 touch-none place-items-center text-control disabled:opacity-40 max-sm:hidden sm:pointer-fine:size-8"
      >
        <GripVertical aria-hidden="true" className="size-4" />
      </button>
      <span className="w-6 text-muted tabular-nums">{position + 1}</span>
      <span className="min-w-0 flex-1 basis-32">
        <span className="font-medium">{name}</span> {active ? null : <Mark kind="major">Deactivated</Mark>}
        <span className="block text-label text-muted">next turn {dayAndTime(entry.turnStartsAt, zone, now)}</span>
      </span>
      <MoveButtons
        name={name}
        first={position === 0}
        last={last}
        disabled={stands}
        onMove={(by) => onMove(position + by)}
      />
      <Menu
        trigger={
          <Button size="icon" variant="ghost" aria-label={`More for ${name}`} disabled={stands}>
            <MoreHorizontal aria-hidden="true" />
          </Button>
        }
      >
        <MenuItem onSelect={() => onAction('move-to')}>Move to…</MenuItem>
        <MenuItem onSelect={() => onAction('skip')}>
          Skip the turn of {dayAndTime(entry.turnStartsAt, zone, now)}…
        </MenuItem>
        <MenuSeparator />
        <MenuItem danger onSelect={() => onAction('leave')}>
          Leave from a date…
        </MenuItem>
      </Menu>
    </li>
  );
}
