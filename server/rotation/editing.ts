import { AppError } from '@/server/errors';
import type { Approval } from './approval';
import type { PersonId } from './definition';
import type { Plan } from './proposal';

/** What the editor computes from, in the browser: the rotation as it is, and who can be put into its queues. */
export interface EditorView extends Plan {
  readonly id: string;
  readonly name: string;
  readonly teamId: string;
  /** The one that a change must name. */
  readonly version: number;
  readonly approval: Approval;
  /** Null: in use. */
  readonly archivedAt: Date | null;
  readonly roles: readonly string[];
  readonly people: readonly EditorPerson[];
  readonly abilities: { readonly 'rotation.edit': boolean };
}

/** Throws `schedule-moved` when somebody changed the rotation since `version` was read. */
export function refuseMoved(rotation: { readonly version: number }, version: number): void {
  if (version === rotation.version) return;
  throw new AppError(
    'schedule-moved',
    'The rotation changed while you were reading: look at it as it is now, then decide again',
  );
}

/** Somebody of the team, or who stands in a queue. `joinable`: active, and a member of the team. */
export interface EditorPerson {
  readonly id: PersonId;
  readonly name: string;
  readonly timeZone: string;
  readonly active: boolean;
  readonly joinable: boolean;
}
