'use client';

import { Archive, Download, Ellipsis, Printer } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { Dialog, DialogClose } from '@/components/ui/dialog';
import { FieldError } from '@/components/ui/field';
import { Menu, MenuItem, MenuSeparator } from '@/components/ui/menu';
import { toast } from '@/components/ui/toast';
import { paths } from '@/server/paths';
import { download, fileNameOf } from './download';
import type { Service } from './use-company';
import { faultOf, useRunbookActs } from './use-runbook-acts';
import type { RunbookDetail } from './use-runbooks';

type RunbookMenuProps = { runbook: RunbookDetail; services: readonly Service[]; may: boolean };

/** What is done with a runbook as a whole. */
export function RunbookMenu({ runbook, services, may }: RunbookMenuProps) {
  const router = useRouter();
  const [asking, setAsking] = useState(false);
  const { act, pending, refusal } = useRunbookActs();
  const runbookId = runbook.id;
  const losing = services.filter(({ id }) => runbook.serviceIds.includes(id)).map(({ name }) => name);

  const save = () =>
    act('download', async (client) =>
      download(fileNameOf(runbook.title), await client.service.runbookFile.query({ runbookId })),
    );
  const archive = async () => {
    if (!(await act('archive', (client) => client.runbook.archive.mutate({ runbookId })))) return;
    toast({ title: `${runbook.title} was put away` });
    router.push(paths.runbooks());
  };
  return (
    <>
      <Menu
        trigger={
          <Button size="icon" aria-label="More for this runbook">
            <Ellipsis aria-hidden="true" />
          </Button>
        }
      >
        <MenuItem icon={<Download aria-hidden="true" />} onSelect={() => void save()}>
          Download as Markdown
        </MenuItem>
        <MenuItem icon={<Printer aria-hidden="true" />} onSelect={() => window.print()}>
          Print, with boxes to tick
        </MenuItem>
        {may ? (
          <>
            <MenuSeparator />
            <MenuItem danger icon={<Archive aria-hidden="true" />} onSelect={() => setAsking(true)}>
              Put away…
            </MenuItem>
          </>
        ) : null}
      </Menu>
      <Dialog
        title={`Put “${runbook.title}” away?`}
        description={
          losing.length > 0
            ? `It is no longer offered for ${losing.join(', ')}, and nothing new starts from it. Runs under way go on with what they have. It cannot be taken back.`
            : 'It is no longer offered, and nothing new starts from it. Runs under way go on with what they have. It cannot be taken back.'
        }
        open={asking}
        onOpenChange={setAsking}
        footer={
          <>
            <DialogClose>
              <Button>Keep it</Button>
            </DialogClose>
            <Button variant="danger" busy={pending === 'archive'} onClick={() => void archive()}>
              Put it away
            </Button>
          </>
        }
      >
        {refusal ? <FieldError>{faultOf(refusal)}</FieldError> : null}
      </Dialog>
      {refusal && !asking ? (
        <span role="alert">
          <FieldError>{faultOf(refusal)}</FieldError>
        </span>
      ) : null}
    </>
  );
}
