import { Button } from '@/components/ui/button';
import { Kbd } from '@/components/ui/kbd';
import { type Classification, classes, classifications } from '@/server/alert/classification';

type SayWhatItWasProps = { busy: boolean; onSay: (classification: Classification) => void };

/** Asked once it is over, in one press, while whoever was there still knows. */
export function SayWhatItWas({ busy, onSay }: SayWhatItWasProps) {
  return (
    <fieldset disabled={busy} className="rounded-control border bg-surface px-3 pt-1 pb-3">
      <legend className="px-1 font-medium">What was it?</legend>
      <div className="grid grid-cols-2 gap-1 sm:flex sm:flex-wrap">
        {classifications.map((name, place) => (
          <Button
            key={name}
            size="small"
            title={classes[name].words}
            className="justify-start"
            onClick={() => onSay(name)}
          >
            <span aria-hidden="true" className="max-sm:hidden">
              <Kbd keys={String(place + 1)} />
            </span>
            {classes[name].short}
          </Button>
        ))}
      </div>
    </fieldset>
  );
}
