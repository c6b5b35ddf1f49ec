'use client';

import { type PointerEvent, useRef, useState } from 'react';

/** A stretch of the range that is being dragged over, in per cent of it. */
export type Stretch = { from: number; to: number };

/** Less than this is a press with an unsteady hand. */
const least = 6;

/**
 * Dragging across a lane with a mouse. It only says where: whoever listens fills a form with it, which can be filled by
 * hand as well. A finger scrolls, and a press stays a press.
 */
export function useStretch(onStretch: (stretch: Stretch) => void) {
  const [stretch, setStretch] = useState<Stretch | null>(null);
  const start = useRef<{ x: number; at: number } | null>(null);

  const placeOf = (event: PointerEvent<HTMLElement>): number => {
    const { left, width } = event.currentTarget.getBoundingClientRect();
    return Math.min(100, Math.max(0, ((event.clientX - left) / width) * 100));
  };
  const end = () => {
    start.current = null;
    setStretch(null);
  };

  return {
    stretch,
    handlers: {
      onPointerDown: (event: PointerEvent<HTMLElement>) => {
        if (event.pointerType !== 'mouse' || event.button !== 0) return;
        start.current = { x: event.clientX, at: placeOf(event) };
      },
      onPointerMove: (event: PointerEvent<HTMLElement>) => {
        if (!start.current || (!stretch && Math.abs(event.clientX - start.current.x) < least)) return;
        // From here on it is a drag: what lies below no longer takes it for a press.
        event.currentTarget.setPointerCapture(event.pointerId);
        const [a, b] = [start.current.at, placeOf(event)];
        setStretch({ from: Math.min(a, b), to: Math.max(a, b) });
      },
      onPointerUp: () => {
        if (stretch) onStretch(stretch);
        end();
      },
      onPointerCancel: end,
    },
  };
}
