'use client';

import { type ReactNode, useState } from 'react';
import { Button } from './button';
import { Dialog, DialogClose } from './dialog';
import { FieldError } from './field';

type AskFirstProps = {
  title: string;
  /** What will happen, in a sentence. */
  description: string;
  /** The button that asks. */
  trigger: ReactNode;
  /** What is said to go on. */
  go: string;
  danger?: boolean;
  /** Does it; throws what is then shown by `faultOf`, and nothing closes. */
  act: () => Promise<void>;
  faultOf: (error: unknown) => string;
  children?: ReactNode;
};

/** A question before something that cannot be taken back; it stays open with the reason when it was refused. */
export function AskFirst({ title, description, trigger, go, danger = false, act, faultOf, children }: AskFirstProps) {
  const [open, setOpen] = useState(false);
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<string | null>(null);

  const confirm = async () => {
    setFault(null);
    setBusy(true);
    try {
      await act();
      setOpen(false);
    } catch (error) {
      setFault(faultOf(error));
    } finally {
      setBusy(false);
    }
  };

  return (
    <Dialog
      title={title}
      description={description}
      trigger={trigger}
      open={open}
      onOpenChange={setOpen}
      footer={
        <>
          <DialogClose>
            <Button>Keep it</Button>
          </DialogClose>
          <Button variant={danger ? 'danger' : 'primary'} busy={busy} onClick={() => void confirm()}>
            {go}
          </Button>
        </>
      }
    >
      {children}
      {fault ? <FieldError>{fault}</FieldError> : null}
    </Dialog>
  );
}
