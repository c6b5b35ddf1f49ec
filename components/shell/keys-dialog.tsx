'use client';

import { useSyncExternalStore } from 'react';
import { Dialog } from '@/components/ui/dialog';
import { Checkbox } from '@/components/ui/input';
import { Kbd } from '@/components/ui/kbd';
import { currentGroups, keysAreOn, onKeysChange, switchKeys } from './key-bindings';

type KeysDialogProps = { open: boolean; onOpenChange: (open: boolean) => void };

/** What the keys do here, the screen's own first, and the switch that turns them off. */
export default function KeysDialog({ open, onOpenChange }: KeysDialogProps) {
  const groups = useSyncExternalStore(onKeysChange, currentGroups, currentGroups);
  const on = useSyncExternalStore(onKeysChange, keysAreOn, () => true);
  return (
    <Dialog title="Keys of this screen" open={open} onOpenChange={onOpenChange}>
      <div className="flex flex-col gap-5">
        {groups.toReversed().map((group) => (
          <section key={group.title} aria-label={group.title}>
            <h3 className="mb-1 font-medium text-label text-muted">{group.title}</h3>
            <dl className="grid">
              {group.bindings.map(({ keys, does }) => (
                <div key={keys} className="flex min-h-8 items-center justify-between gap-4 border-b last:border-b-0">
                  <dt>{does}</dt>
                  <dd>
                    <Kbd keys={keys} />
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
        <Checkbox
          checked={on}
          onChange={(event) => switchKeys(event.target.checked)}
          hint="Kept on this device. The menu with your name leads back here."
        >
          Single keys act on this device
        </Checkbox>
      </div>
    </Dialog>
  );
}
