import { ArrowDown, ArrowUp } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { Button } from './button';

type MoveButtonsProps = {
  /** What is moved: "Move Ana up". */
  name: string;
  /** It stands first, or last: there is no further in that direction. */
  first: boolean;
  last: boolean;
  disabled?: boolean;
  onMove: (by: -1 | 1) => void;
};

/** One place up and one place down in an order: what dragging does, by key and by pointer alike. */
export function MoveButtons({ name, first, last, disabled = false, onMove }: MoveButtonsProps) {
  const up = useRef<HTMLButtonElement>(null);
  const down = useRef<HTMLButtonElement>(null);
  const moved = useRef<-1 | 1 | null>(null);

  useEffect(() => {
    if (moved.current === null) return;
    const [pressed, other] = moved.current === -1 ? [up.current, down.current] : [down.current, up.current];
    moved.current = null;
    // At the end of the order the button is disabled, and the page would take the focus from it.
    (pressed?.disabled ? other : pressed)?.focus();
  });

  const move = (by: -1 | 1) => {
    moved.current = by;
    onMove(by);
  };
  return (
    <>
      <Button
        ref={up}
        size="icon"
        variant="ghost"
        aria-label={`Move ${name} up`}
        disabled={disabled || first}
        onClick={() => move(-1)}
      >
        <ArrowUp aria-hidden="true" />
      </Button>
      <Button
        ref={down}
        size="icon"
        variant="ghost"
        aria-label={`Move ${name} down`}
        disabled={disabled || last}
        onClick={() => move(1)}
      >
        <ArrowDown aria-hidden="true" />
      </Button>
    </>
  );
}
