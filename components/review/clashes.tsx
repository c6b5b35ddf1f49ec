import { Button } from '@/components/ui/button';
import { Notice } from '@/components/ui/notice';
import type { Clash } from '@/server/review/merging';

/** Lines on which two wrote at once, side by side. Both stand in the text already. */
export function Clashes({ clashes, onSettled }: { clashes: readonly Clash[]; onSettled: () => void }) {
  if (clashes.length === 0) return null;
  return (
    <Notice
      tone="waiting"
      live="polite"
      className="mb-2"
      title="You and somebody else wrote on the same lines"
      actions={<Button onClick={onSettled}>I have looked</Button>}
    >
      <p>Both stand in the text, theirs first. Keep what is right.</p>
      {clashes.map((clash, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: two clashes may say the same
        <dl key={place} className="mt-2 grid gap-2 sm:grid-cols-2 [&_dd]:whitespace-pre-wrap [&_dt]:text-label">
          <div className="rounded-control bg-background p-2">
            <dt>Theirs</dt>
            <dd>{clash.theirs || '(taken out)'}</dd>
          </div>
          <div className="rounded-control bg-background p-2">
            <dt>Yours</dt>
            <dd>{clash.mine || '(taken out)'}</dd>
          </div>
        </dl>
      ))}
    </Notice>
  );
}
