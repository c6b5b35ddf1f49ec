'use client';

import { ChevronDown } from 'lucide-react';
import { type RefObject, useRef, useState } from 'react';
import { Fault } from '@/components/incident/fault';
import { useTRPCClient } from '@/components/trpc/client';
import { Button } from '@/components/ui/button';
import { Menu, MenuItem, MenuSeparator } from '@/components/ui/menu';
import { toast } from '@/components/ui/toast';
import { ShareDialog } from './share-dialog';
import { type ReviewDetail, useReviewAct } from './use-review';

type ExportMenuProps = { review: ReviewDetail; page: RefObject<HTMLDivElement | null>; zone: string };

/** The ways out and back in: a file, paper, rich text, a link that expires, and the file again. */
export function ExportMenu({ review, page, zone }: ExportMenuProps) {
  const client = useTRPCClient();
  const file = useRef<HTMLInputElement>(null);
  const [sharing, setSharing] = useState(false);
  const { act, refusal } = useReviewAct(review.incidentId);
  const reviewId = review.id;

  const download = () =>
    act('download', async () => {
      const { name, markdown } = await client.review.file.query({ reviewId });
      const link = document.createElement('a');
      link.href = URL.createObjectURL(new Blob([markdown], { type: 'text/markdown' }));
      link.download = name;
      link.click();
      URL.revokeObjectURL(link.href);
      return null;
    });
  const copy = () =>
    act('copy', async () => {
      const { markdown } = await client.review.file.query({ reviewId });
      const html = new Blob([page.current?.innerHTML ?? ''], { type: 'text/html' });
      const text = new Blob([markdown], { type: 'text/plain' });
      await navigator.clipboard.write([new ClipboardItem({ 'text/html': html, 'text/plain': text })]);
      toast({ title: 'Copied as rich text' });
      return null;
    });
  const bringBack = async (chosen: File | undefined) => {
    if (!chosen) return;
    const markdown = await chosen.text();
    const done = await act('import', (api) => api.review.import.mutate({ reviewId, markdown }));
    if (done) toast({ title: 'Brought back', description: 'Each section has what it said before as a version.' });
    if (file.current) file.current.value = '';
  };

  return (
    <>
      <Menu
        trigger={
          <Button>
            Export
            <ChevronDown aria-hidden="true" />
          </Button>
        }
      >
        <MenuItem onSelect={() => void download()}>Download Markdown</MenuItem>
        <MenuItem onSelect={() => window.print()}>Print, or save as PDF</MenuItem>
        <MenuItem onSelect={() => void copy()}>Copy as rich text</MenuItem>
        {review.may['review.edit'] ? (
          <>
            <MenuItem onSelect={() => setSharing(true)}>Share a link…</MenuItem>
            {review.state === 'done' ? null : (
              <>
                <MenuSeparator />
                <MenuItem onSelect={() => file.current?.click()}>Bring back a Markdown file…</MenuItem>
              </>
            )}
          </>
        ) : null}
      </Menu>
      <input
        ref={file}
        type="file"
        accept=".md,text/markdown"
        aria-label="Markdown file of this review"
        className="hidden"
        onChange={(event) => void bringBack(event.target.files?.[0])}
      />
      {refusal ? (
        <div className="basis-full">
          <Fault refusal={refusal} />
        </div>
      ) : null}
      {sharing ? <ShareDialog review={review} zone={zone} onClose={() => setSharing(false)} /> : null}
    </>
  );
}
