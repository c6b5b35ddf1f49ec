import { TRPCClientError } from '@trpc/client';
import type { FieldValues, Path, UseFormSetError } from 'react-hook-form';

/** Why something was not done, in the server's words. */
export type Refusal = {
  /** One of the product's codes; `failed` for a fault on the server, `unreachable` when no answer came. */
  code: string;
  message: string;
  /** What to do about each field, by its path. */
  fields: Record<string, string>;
  retryAfterSeconds?: number;
};

type Spoken = { code: string; fields?: Record<string, string>; retryAfterSeconds?: number };

export function refusalOf(error: unknown): Refusal {
  const spoken = error instanceof TRPCClientError ? (error.data?.refusal as Spoken | undefined) : undefined;
  if (!spoken)
    return {
      code: 'unreachable',
      message: 'Baton did not answer. Nothing is known to have changed: try again.',
      fields: {},
    };
  const { code, fields = {}, retryAfterSeconds } = spoken;
  return { code, message: (error as Error).message, fields, ...(retryAfterSeconds && { retryAfterSeconds }) };
}

/** Puts a refusal beside the fields of a form, and what belongs to no field above it. Typed text is kept. */
export function showRefusal<T extends FieldValues>(
  setError: UseFormSetError<T>,
  error: unknown,
  known: readonly Path<T>[],
): void {
  const { message, fields } = refusalOf(error);
  const placed = known.filter((field) => fields[field] !== undefined);
  for (const field of placed)
    setError(field, { message: fields[field] ?? message }, { shouldFocus: field === placed[0] });
  if (placed.length === 0) setError('root', { message });
}
