import type { Refusal } from '@/components/trpc/refusal';
import { Notice } from '@/components/ui/notice';
import { faultOf } from './use-act';

/** Why something was not done, beside where it was tried. */
export function Fault({ refusal, kept = false }: { refusal: Refusal | null; kept?: boolean }) {
  if (!refusal) return null;
  return (
    <div role="alert">
      <Notice tone="critical" title={faultOf(refusal)}>
        {kept ? 'What you typed is kept on this device.' : null}
      </Notice>
    </div>
  );
}
