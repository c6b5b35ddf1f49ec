import { Button } from '@/components/ui/button';
import { cn } from '@/components/ui/class-names';
import { listed } from './request-words';
import type { Asking } from './use-ask';

type SendBarProps = { asking: Asking; nameOf: (id: string) => string; className?: string };

/** What happens when it is sent, and the button that sends it. */
export function SendBar({ asking, nameOf, className }: SendBarProps) {
  const { draft, sending, preview } = asking;
  const whom = draft.withId === null ? null : nameOf(draft.withId);
  return (
    <div
      className={cn(
        'flex flex-wrap items-center gap-x-4 gap-y-2 border-t bg-background py-3',
        'max-lg:sticky max-lg:bottom-[calc(3.5rem+env(safe-area-inset-bottom))] in-[[role=dialog]]:bottom-0! max-sm:-mx-4 max-sm:px-4',
        className,
      )}
    >
      <p className="min-w-0 flex-1 basis-56 text-muted">{preview ? nextWords(preview, whom, nameOf) : null}</p>
      <Button type="submit" variant="primary" size="large" busy={sending} className="max-sm:grow">
        {sending ? 'Sending…' : sendWords(draft.kind, whom)}
      </Button>
    </div>
  );
}

function sendWords(kind: 'cover' | 'swap', whom: string | null): string {
  if (kind === 'swap') return whom ? `Ask ${whom} to swap` : 'Offer the swap to everyone';
  return whom ? `Ask ${whom} to cover` : 'Ask everyone for cover';
}

/** "Ben accepts, then Dee or Fay approves. Until then nothing changes." */
function nextWords(
  { needs, approvers }: NonNullable<Asking['preview']>,
  whom: string | null,
  nameOf: (id: string) => string,
): string {
  const steps = [
    ...(needs.includes('counterpart') ? [`${whom ?? 'the first who can'} accepts`] : []),
    ...(needs.includes('manager') ? [`${listed(approvers.map(nameOf))} approves`] : []),
  ];
  if (steps.length === 0) return whom ? 'It is in effect when you send it.' : 'It is in effect when somebody takes it.';
  const sentence = steps.join(', then ');
  return `${sentence.charAt(0).toUpperCase()}${sentence.slice(1)}. Until then nothing changes.`;
}
