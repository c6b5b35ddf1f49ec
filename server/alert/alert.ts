import type { Priority } from '@/server/escalation/priority';
import type { Classification } from './classification';

export type Link = { href: string; text: string };
export type Field = { name: string; value: string };

/** One open → close life of a key at one origin: an integration, or a service when people opened it. */
export type Alert = {
  id: string;
  number: number;
  teamId: string;
  serviceId: string;
  integrationId: string | null;
  origin: string;
  key: string;
  title: string;
  details: { text: string; fields: Field[] };
  source: string;
  priority: Priority;
  urgency: 'high' | 'low';
  links: Link[];
  batchId: string;
  count: number;
  openedAt: Date;
  lastSeenAt: Date;
  acknowledgedAt: Date | null;
  acknowledgedById: string | null;
  snoozedUntil: Date | null;
  closedAt: Date | null;
  closedBy: 'person' | 'source' | 'system' | null;
  closedById: string | null;
  /** Looked after as that one: it counts on under its own key and pages nobody. */
  mergedIntoId: string | null;
  classification: Classification | null;
  classifiedAt: Date | null;
  classifiedById: string | null;
  duplicateOfId: string | null;
  /** Its key had opened again and again within minutes. */
  flapping: boolean;
  /** Nobody is paged before; `heldById`: by that maintenance window, null: because it flaps. */
  heldUntil: Date | null;
  heldById: string | null;
  /** Whoever has it was asked then whether they are still on it. */
  remindedAt: Date | null;
  demo: boolean;
};

/** What people call it. */
export const reference = ({ number }: Pick<Alert, 'number'>): string => `ALR-${number}`;
