import type { TimelineEvent } from '@/server/timeline/event';
import { asSet, type Definition, type PersonId } from './definition';

/** One line of a rotation's history: who changed what, when, from when on, and why. */
export interface LoggedChange {
  readonly id: string;
  readonly at: Date;
  /** A person's name, or "Baton". */
  readonly by: string;
  /** The handoff from which it holds; null where it holds at once, or for a span of its own. */
  readonly effectiveFrom: Date | null;
  /** The version it published; null where the queue and the settings stayed as they were. */
  readonly version: number | null;
  /** In the words of whoever did it. */
  readonly reason: string | null;
  readonly what:
    | { readonly kind: 'created' | 'archived' | 'brought-back' }
    | { readonly kind: 'restored'; readonly version: number }
    | { readonly kind: 'queue'; readonly change: string; readonly personId: PersonId }
    | { readonly kind: 'settings'; readonly fields: readonly string[] }
    | {
        readonly kind: 'override-added' | 'override-removed';
        readonly overrideId: string;
        readonly role: string;
        readonly personId: PersonId | null;
        readonly from: Date;
        readonly to: Date;
      };
}

/** The record of one rotation as lines, newest first. `events`: oldest first. `nameOf`: of whoever acted. */
export function changeLog(
  events: readonly TimelineEvent[],
  nameOf: (actor: TimelineEvent['actor']) => string,
): LoggedChange[] {
  const lines: LoggedChange[] = [];
  let before: Definition | null = null;
  for (const event of events) {
    const what = whatOf(event, before);
    before = definitionOf(event) ?? before;
    if (!what) continue;
    const { effectiveFrom } = event.data;
    lines.push({
      id: event.id,
      at: event.at,
      by: nameOf(event.actor),
      effectiveFrom: typeof effectiveFrom === 'string' ? new Date(effectiveFrom) : null,
      version: versionOf(event),
      reason: textOrNull(event.data.reason),
      what,
    });
  }
  return lines.reverse();
}

const definitionOf = ({ data }: TimelineEvent): Definition | null =>
  data.definition ? (data.definition as Definition) : null;

/** The first is 1; overrides and what holds at once raise the number without a revision of their own. */
function versionOf({ kind, data }: TimelineEvent): number | null {
  if (kind === 'created') return 1;
  return data.definition && typeof data.version === 'number' ? data.version : null;
}

function whatOf(event: TimelineEvent, before: Definition | null): LoggedChange['what'] | null {
  const { kind, data } = event;
  if (kind === 'created') return { kind };
  if (kind === 'override-added' || kind === 'override-removed') {
    const [from, to] = [new Date(String(data.from)), new Date(String(data.to))];
    const overrideId = String(data.id);
    return { kind, overrideId, role: String(data.role), personId: textOrNull(data.personId), from, to };
  }
  if (kind === 'removed') return { kind: 'archived' };
  if (kind !== 'changed') return null;
  const settings = (data.settings ?? {}) as Record<string, unknown>;
  if (settings.archived === false) return { kind: 'brought-back' };
  if (typeof data.restored === 'number') return { kind: 'restored', version: data.restored };
  if (typeof data.change === 'string' && typeof data.personId === 'string') {
    return { kind: 'queue', change: data.change, personId: data.personId };
  }
  const fields = [...Object.keys(settings), ...fieldsThatDiffer(event, before)];
  return { kind: 'settings', fields: [...new Set(fields)] };
}

const textOrNull = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);

/** Names of the settings that another definition stands for. */
function fieldsThatDiffer(event: TimelineEvent, before: Definition | null): string[] {
  const after = definitionOf(event);
  if (!after || !before) return [];
  const [old, next] = [asSet(before), asSet(after)] as unknown as [Record<string, unknown>, Record<string, unknown>];
  return [...new Set([...Object.keys(old), ...Object.keys(next)])].filter(
    (field) => JSON.stringify(old[field]) !== JSON.stringify(next[field]),
  );
}
