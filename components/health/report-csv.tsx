'use client';

import { Download } from 'lucide-react';
import { useState } from 'react';
import { useTRPCClient } from '@/components/trpc/client';
import { refusalOf } from '@/components/trpc/refusal';
import { Button } from '@/components/ui/button';
import { toast } from '@/components/ui/toast';
import type { reportInput } from './page-input';

/** Every figure of the report with its weeks, as a file. */
export function ReportCsv({ input }: { input: ReturnType<typeof reportInput> }) {
  const client = useTRPCClient();
  const [busy, setBusy] = useState(false);
  const save = async () => {
    setBusy(true);
    try {
      const text = await client.health.csv.query({ ...input, format: 'csv' });
      const address = URL.createObjectURL(new Blob([text], { type: 'text/csv;charset=utf-8' }));
      Object.assign(document.createElement('a'), { href: address, download: 'on-call-health.csv' }).click();
      URL.revokeObjectURL(address);
    } catch (error) {
      toast({ title: 'No file was made', description: refusalOf(error).message });
    } finally {
      setBusy(false);
    }
  };
  return (
    <Button busy={busy} onClick={() => void save()}>
      <Download aria-hidden="true" />
      CSV
    </Button>
  );
}
