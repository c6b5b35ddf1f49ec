'use client';

import { Check, Copy } from 'lucide-react';
import { useEffect, useState } from 'react';
import { Button } from './button';

type CopyButtonProps = {
  text: string;
  /** What is copied, for the name of the button: "Copy address". */
  label: string;
  /** Shows the label beside the icon. */
  labelled?: boolean;
  className?: string;
};

/** Copies `text` and says so; where the browser refuses, it says that instead. */
export function CopyButton({ text, label, labelled = false, className }: CopyButtonProps) {
  const [state, setState] = useState<'ready' | 'copied' | 'refused'>('ready');

  useEffect(() => {
    if (state === 'ready') return;
    const timer = setTimeout(() => setState('ready'), 2_000);
    return () => clearTimeout(timer);
  }, [state]);

  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      setState('copied');
    } catch {
      setState('refused');
    }
  };
  const said = { ready: label, copied: 'Copied', refused: 'Not copied: select it by hand' }[state];

  return (
    <Button
      variant="ghost"
      size={labelled || state === 'refused' ? 'small' : 'icon'}
      onClick={copy}
      aria-label={labelled || state === 'refused' ? undefined : label}
      title={said}
      className={className}
    >
      {state === 'copied' ? <Check aria-hidden="true" /> : <Copy aria-hidden="true" />}
      {labelled || state === 'refused' ? said : null}
      <span role="status" className="sr-only">
        {state === 'copied' ? 'Copied' : ''}
      </span>
    </Button>
  );
}
