import { Button } from '@/components/ui/button';

type StepTurnsProps = {
  /** From 0. */
  at: number;
  count: number;
  onTurn: (at: number | null) => void;
};

/** On a phone one step stands alone, under the thumb; all of them are one tap away. `null`: all. */
export function StepTurns({ at, count, onTurn }: StepTurnsProps) {
  return (
    <nav aria-label="Steps" className="flex items-center gap-2 border-t bg-surface px-4 py-2 sm:hidden">
      <Button className="h-12" disabled={at <= 0} onClick={() => onTurn(at - 1)}>
        Back
      </Button>
      <button type="button" className="min-h-12 flex-1 text-center" onClick={() => onTurn(null)}>
        <span className="block font-medium tabular-nums">
          Step {at + 1} of {count}
        </span>
        <span className="block text-label text-muted underline underline-offset-2">Show all</span>
      </button>
      <Button className="h-12" disabled={at >= count - 1} onClick={() => onTurn(at + 1)}>
        Next
      </Button>
    </nav>
  );
}
