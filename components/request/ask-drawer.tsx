'use client';

import { useRouter } from 'next/navigation';
import { Suspense, useState } from 'react';
import { Dialog } from '@/components/ui/dialog';
import { toast } from '@/components/ui/toast';
import { paths } from '@/server/paths';
import type { Prefill } from './ask-address';
import { AskForm } from './ask-form';

type AskDrawerProps = { prefill: Prefill; onClose: () => void };

/** The same form over what one was looking at. */
export default function AskDrawer({ prefill, onClose }: AskDrawerProps) {
  const router = useRouter();
  const [forId, setForId] = useState(prefill.for ?? null);
  return (
    <Dialog
      open
      onOpenChange={(open) => (open ? undefined : onClose())}
      placement="side"
      wide
      title={prefill.kind === 'swap' ? 'Ask to swap' : 'Ask for cover'}
      description="You see what it would do before you send it."
    >
      <Suspense fallback={<div className="skeleton h-96" />}>
        <AskForm
          prefill={{ ...prefill, for: forId }}
          onFor={setForId}
          onSent={({ id, state }) => {
            onClose();
            toast({
              title: state === 'in-effect' ? 'In effect' : 'Sent',
              action: { label: 'Open the request', run: () => router.push(paths.request(id)) },
            });
          }}
        />
      </Suspense>
    </Dialog>
  );
}
