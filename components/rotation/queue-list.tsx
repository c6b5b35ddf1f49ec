'use client';

import {
  closestCenter,
  DndContext,
  type DragEndEvent,
  KeyboardSensor,
  PointerSensor,
  useSensor,
  useSensors,
} from '@dnd-kit/core';
import { SortableContext, sortableKeyboardCoordinates, verticalListSortingStrategy } from '@dnd-kit/sortable';
import { useId } from 'react';
import type { EditorPerson } from '@/server/rotation/editing';
import type { OrderedQueue } from './draft';
import { QueueRow, type RowAction } from './queue-row';

type QueueListProps = {
  queue: OrderedQueue;
  people: readonly EditorPerson[];
  zone: string;
  now: Date;
  disabled: boolean;
  onMove: (personId: string, position: number) => void;
  onAction: (action: RowAction, personId: string) => void;
};

/** One queue, the head first: by drag, by the handle's keys (space, arrows, space) or by buttons. */
export function QueueList({ queue, people, zone, now, disabled, onMove, onAction }: QueueListProps) {
  const sensors = useSensors(
    // A little way first: a tap on the handle is no drag.
    useSensor(PointerSensor, { activationConstraint: { distance: 4 } }),
    useSensor(KeyboardSensor, { coordinateGetter: sortableKeyboardCoordinates }),
  );
  const contextId = useId();
  const nameOf = (id: string) => people.find((person) => person.id === id)?.name ?? 'Somebody who left';
  const ids = queue.places.map(({ place, position }) => place ?? `nobody ${position}`);
  const dropped = ({ active, over }: DragEndEvent) => {
    const [from, to] = [ids.indexOf(String(active.id)), over ? ids.indexOf(String(over.id)) : -1];
    const place = queue.places[from]?.place;
    if (place && to >= 0 && to !== from) onMove(place, to);
  };
  const spoken = (id: string | number) => (String(id).startsWith('nobody ') ? 'nobody’s place' : nameOf(String(id)));
  const placeOf = (id: string | number) => `place ${ids.indexOf(String(id)) + 1} of ${ids.length}`;
  return (
    <DndContext
      id={contextId}
      sensors={sensors}
      collisionDetection={closestCenter}
      onDragEnd={dropped}
      accessibility={{
        announcements: {
          onDragStart: ({ active }) => `${spoken(active.id)} is lifted from ${placeOf(active.id)}.`,
          onDragOver: ({ active, over }) => (over ? `${spoken(active.id)} is over ${placeOf(over.id)}.` : undefined),
          onDragEnd: ({ active, over }) =>
            over ? `${spoken(active.id)} would stand at ${placeOf(over.id)}. Nothing counts yet.` : undefined,
          onDragCancel: ({ active }) => `${spoken(active.id)} stays where it was.`,
        },
      }}
    >
      <SortableContext items={ids} strategy={verticalListSortingStrategy}>
        <ol className="flex flex-col gap-1">
          {queue.places.map((entry, i) => {
            const id = ids[i] ?? '';
            const { place } = entry;
            const person = people.find((each) => each.id === place);
            return (
              <QueueRow
                key={id}
                {...{ id, entry, zone, now, disabled }}
                name={place === null ? 'Nobody' : nameOf(place)}
                active={place === null || (person?.active ?? false)}
                last={i === queue.places.length - 1}
                onMove={(position) => (place === null ? undefined : onMove(place, position))}
                onAction={(action) => (place === null ? undefined : onAction(action, place))}
              />
            );
          })}
        </ol>
      </SortableContext>
    </DndContext>
  );
}
