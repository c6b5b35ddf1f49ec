import { ArrowDown, ArrowUp } from 'lucide-react';
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
  return (
    <>
      <Button
        size="icon"
        variant="ghost"
        aria-label={`Move ${name} up`}
        disabled={disabled || first}
        onClick={() => onMove(-1)}
      >
        <ArrowUp aria-hidden="true" />
      </Button>
      <Button
        size="icon"
        variant="ghost"
        aria-label={`Move ${name} down`}
        disabled={disabled || last}
        onClick={() => onMove(1)}
      >
        <ArrowDown aria-hidden="true" />
      </Button>
    </>
  );
}
