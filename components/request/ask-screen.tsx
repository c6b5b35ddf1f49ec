'use client';

import { useRouter } from 'next/navigation';
import { useQueryStates } from 'nuqs';
import { PageHeader } from '@/components/shell/page-header';
import { toast } from '@/components/ui/toast';
import { paths } from '@/server/paths';
import { askAddress } from './ask-address';
import { AskForm } from './ask-form';

/** The form as a page of its own; its address says what it opens with. */
export function AskScreen() {
  const router = useRouter();
  const [prefill, set] = useQueryStates(askAddress);
  return (
    <>
      <PageHeader title="Ask for cover or a swap" detail="You see what it would do before you send it." />
      <AskForm
        prefill={prefill}
        onFor={(personId) => void set({ for: personId })}
        onSent={({ id, state }) => {
          toast({ title: state === 'in-effect' ? 'In effect' : 'Sent' });
          router.push(paths.request(id));
        }}
      />
    </>
  );
}
