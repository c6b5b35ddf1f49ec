'use client';

import type { RefObject } from 'react';
import { useScreenKeys } from '@/components/shell/use-screen-keys';
import type { RequestRow } from '@/server/request/view';
import { decisionNoteId } from './decision-form';
import { requestLinkId } from './request-line';
import type { Bulk } from './use-bulk';
import type { Act, Decisions } from './use-decisions';

type ListKeys = {
  items: readonly RequestRow[];
  open: string | null;
  show: (id: string) => void;
  bulk: Bulk;
  decisions: Decisions;
  press: RefObject<((act: Act) => void) | null>;
};

/** Five on Monday morning, without a mouse: the keys mean the request that stands beside the list. */
export function useListKeys({ items, open, show, bulk, decisions, press }: ListKeys): void {
  const at = items.findIndex(({ id }) => id === open);
  const present = items[at];
  const move = (by: 1 | -1) => {
    const next = items[at === -1 ? 0 : Math.min(Math.max(at + by, 0), items.length - 1)];
    if (!next) return;
    show(next.id);
    document.getElementById(requestLinkId(next.id))?.focus();
  };
  const first = (...acts: Act[]) => {
    const act = acts.find((each) => present?.can[each]);
    if (act) press.current?.(act);
  };
  useScreenKeys('Requests', [
    { keys: 'j', does: 'Next request', run: () => move(1) },
    { keys: 'k', does: 'Request before', run: () => move(-1) },
    { keys: 'a', does: 'Approve, or accept', run: () => first('approve', 'accept') },
    { keys: 'r', does: 'Reject, or decline', run: () => first('reject', 'decline') },
    { keys: 'n', does: 'Write a note', run: () => document.getElementById(decisionNoteId)?.focus() },
    {
      keys: 'x',
      does: 'Select',
      run: () => (present?.can.approve ? bulk.select(present.id, !bulk.isSelected(present.id)) : undefined),
    },
    { keys: 'u', does: 'Undo the last decision', run: () => decisions.undo() },
  ]);
}
