import type { PersonId } from '@/server/rotation/definition';
import type { Request, Terms } from './request';

/** A question as it came in; `missingIn` has said what it lacks. */
export interface Asking {
  readonly kind: 'cover' | 'swap';
  readonly role?: string | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly turnStartsAt?: string | undefined;
  readonly withTurnStartsAt?: string | undefined;
  readonly with: PersonId | null;
}

/** What is asked for, of one person's time. */
export function termsOf(asking: Asking, personId: PersonId): Terms {
  const withId = asking.with;
  if (asking.kind === 'cover') {
    const { role = '', from = '', to = '' } = asking;
    return { kind: 'cover', personId, withId, role, from: new Date(from), to: new Date(to) };
  }
  const { turnStartsAt = '', withTurnStartsAt } = asking;
  return {
    ...{ kind: 'swap', personId, withId, turnStartsAt: new Date(turnStartsAt) },
    withTurnStartsAt: withTurnStartsAt === undefined ? null : new Date(withTurnStartsAt),
  };
}

/** The same taken by somebody. Of an offer to everyone the taker says which turn they give. */
export function takenBy({ terms, openOffer }: Request, personId: PersonId, turnStartsAt: Date | null): Terms {
  if (!openOffer) return terms;
  return terms.kind === 'cover'
    ? { ...terms, withId: personId }
    : { ...terms, withId: personId, withTurnStartsAt: turnStartsAt };
}

/** What the asker writes, and why it is asked in spite of the warnings, as one note. */
export function noteOf(input: { note?: string | undefined; proceedReason?: string | undefined }): string | null {
  const parts = [input.note, input.proceedReason].filter((part) => part !== undefined && part !== '');
  return parts.length === 0 ? null : [...new Set(parts)].join('\n');
}
