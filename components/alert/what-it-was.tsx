import Link from 'next/link';
import { Notice } from '@/components/ui/notice';
import { classes } from '@/server/alert/classification';
import { paths } from '@/server/paths';
import type { AlertDetail } from './use-alert';

/** Where it is looked after, why it is quiet, and what somebody said it was: what the state alone does not tell. */
export function WhatItWas({ alert }: { alert: AlertDetail }) {
  const { mergedInto, classification, classifiedBy, flapping, state } = alert;
  return (
    <div className="mb-4 flex flex-col gap-2 empty:hidden">
      {mergedInto ? (
        <Notice title={`Merged into ${mergedInto.reference}`}>
          <Link href={paths.alert(mergedInto.id)} className="underline underline-offset-2">
            {mergedInto.title}
          </Link>{' '}
          is where it is looked after. Reopen this one to look after it by itself again.
        </Notice>
      ) : null}
      {flapping && state === 'open' ? (
        <Notice tone="waiting" title="It has opened again and again within minutes">
          It is paged if it stays open for five minutes; nothing of it is dropped.
        </Notice>
      ) : null}
      {classification ? (
        <p>
          <span className="font-medium">{classes[classification].words}</span>
          <span className="text-muted"> {classifiedBy ? `said ${classifiedBy.name}` : ''}</span>
        </p>
      ) : null}
    </div>
  );
}
