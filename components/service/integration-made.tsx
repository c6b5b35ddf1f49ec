'use client';

import { useNow } from '@/components/clock';
import { Button } from '@/components/ui/button';
import { CopyButton } from '@/components/ui/copy-button';
import { durationOf } from '@/components/ui/instant';
import { Mark } from '@/components/ui/mark';
import type { IntegrationKind } from '@/server/service/integration';
import { kindNames, snippetFor } from './sender-snippet';

export type Made = { id: string; key: string; url: string; kind: IntegrationKind; name: string };

type IntegrationMadeProps = { made: Made; lastHeardAt: Date | null; onDone: () => void };

/** The one time the key is shown, with what to do with it, until the sender is heard from. */
export function IntegrationMade({ made, lastHeardAt, onDone }: IntegrationMadeProps) {
  const now = useNow(1);
  const { where, text } = snippetFor(made);
  return (
    <section aria-label={`Connect ${made.name}`} className="flex min-w-0 flex-col gap-3 border-b bg-surface p-4">
      <p className="font-medium">
        {made.name} has its key. It is shown this once: copy it now.
        <span className="block font-normal text-muted">{kindNames[made.kind]}</span>
      </p>
      <Shown label="Address" text={made.url} />
      <Shown label="Key" text={made.key} />
      <div className="min-w-0">
        <div className="flex flex-wrap items-center justify-between gap-2">
          <p>{where}</p>
          <CopyButton text={text} label="Copy all lines" labelled />
        </div>
        <pre
          // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must scroll by keyboard too
          tabIndex={0}
          className="mt-1 overflow-x-auto rounded-control border bg-background p-3 font-mono text-label"
        >
          {text}
        </pre>
      </div>
      <div className="flex flex-wrap items-center justify-between gap-3">
        <p role="status">
          {lastHeardAt ? (
            <Mark kind="good">Received {durationOf((now.getTime() - lastHeardAt.getTime()) / 1_000)} ago</Mark>
          ) : (
            <Mark kind="waiting">Waiting for the first {made.kind === 'heartbeat' ? 'beat' : 'alert'}…</Mark>
          )}
        </p>
        <Button onClick={onDone}>I have copied it</Button>
      </div>
    </section>
  );
}

function Shown({ label, text }: { label: string; text: string }) {
  return (
    <div className="flex min-w-0 items-center gap-2">
      <span className="w-16 shrink-0 text-muted">{label}</span>
      <code className="min-w-0 flex-1 font-mono text-label wrap-anywhere">{text}</code>
      <CopyButton text={text} label={`Copy ${label.toLowerCase()}`} />
    </div>
  );
}
