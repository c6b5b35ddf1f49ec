import { Bell, BookOpen, ClipboardList, Flame, ListTodo, type LucideIcon } from 'lucide-react';
import { stateWords } from '@/components/incident/incident-words';
import type { Answers } from '@/components/trpc/client';
import { classes } from '@/server/alert/classification';
import { paths } from '@/server/paths';
import type { FoundKind } from '@/server/search/found';

export type Found = Answers['search']['find']['items'][number];

export const kindWords: Record<FoundKind, { one: string; many: string; icon: LucideIcon }> = {
  alert: { one: 'Alert', many: 'Alerts', icon: Bell },
  incident: { one: 'Incident', many: 'Incidents', icon: Flame },
  review: { one: 'Review', many: 'Reviews', icon: ClipboardList },
  runbook: { one: 'Runbook', many: 'Runbooks', icon: BookOpen },
  'follow-up': { one: 'Follow-up', many: 'Follow-ups', icon: ListTodo },
};

const places: Record<FoundKind, (id: string) => string> = {
  alert: paths.alert,
  incident: (id) => paths.incident(id),
  review: paths.review,
  runbook: paths.runbook,
  'follow-up': paths.followUp,
};

/** Where it stands; what was found on a timeline leads to its line. */
export const addressOf = ({ kind, id, part }: Pick<Found, 'kind' | 'id' | 'part'>): string =>
  part?.kind === 'entry' ? paths.incident(id, part.id) : places[kind](id);

const alertStates = { open: 'Un-acknowledged', acknowledged: 'Acknowledged', closed: 'Closed' } as const;

/** "Incident INC-12 · Mitigated", "Alert ALR-7 · Closed · Check is wrong". */
export function factsOf({ kind, reference, state, classification, part }: Found): string {
  const standing =
    state === null
      ? null
      : state in alertStates && kind === 'alert'
        ? alertStates[state as keyof typeof alertStates]
        : kind === 'incident'
          ? stateWords[state as keyof typeof stateWords].word
          : null;
  const where = part?.kind === 'note' ? 'in a note' : part?.kind === 'entry' ? 'in its timeline' : null;
  return [
    reference ? `${kindWords[kind].one} ${reference}` : kindWords[kind].one,
    standing,
    classification ? classes[classification].short : null,
    where,
  ]
    .filter(Boolean)
    .join(' · ');
}
