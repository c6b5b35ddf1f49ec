'use client';

import { Download } from 'lucide-react';
import { Button } from '@/components/ui/button';

/** Hands a file to the browser that this page was given as text. */
export function CsvButton({ name, text, label }: { name: string; text: string; label: string }) {
  const save = () => {
    const address = URL.createObjectURL(new Blob([text], { type: 'text/csv;charset=utf-8' }));
    const link = Object.assign(document.createElement('a'), { href: address, download: name });
    link.click();
    URL.revokeObjectURL(address);
  };
  return (
    <Button onClick={save}>
      <Download aria-hidden="true" />
      {label}
    </Button>
  );
}
