import type { Policy } from '@/server/escalation/policy';
import { ladderOf, type Names } from './policy-words';

/** A policy as a time line in words: what happens, whom it reaches, and how it ends. */
export function Ladder({ policy, names, label }: { policy: Policy; names: Names; label: string }) {
  const lines = ladderOf(policy, names);
  return (
    <ol aria-label={label} className="flex flex-col">
      {lines.map((line, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a step has no other identity than its place
        <li key={place} className="relative flex gap-3 pb-3 last:pb-0">
          {place < lines.length - 1 ? (
            <span aria-hidden="true" className="absolute top-4 bottom-0 left-[0.3125rem] w-px bg-divider" />
          ) : null}
          <span
            aria-hidden="true"
            className="mt-[0.4em] size-[0.6875rem] shrink-0 rounded-full border-[1.5px] border-control bg-background"
          />
          <div className="grid min-w-0 flex-1 gap-x-3 sm:grid-cols-[7rem_1fr]">
            <span className="text-muted tabular-nums">{line.when}</span>
            <span className="min-w-0 wrap-anywhere">
              {line.who}
              {line.since ? <span className="text-muted"> ({line.since})</span> : null}
              {line.only ? <span className="block text-label text-muted">{line.only}</span> : null}
            </span>
          </div>
        </li>
      ))}
    </ol>
  );
}
