import { z } from 'zod';
import { normaliseEmail } from './email';
import { passwordFault } from './password';
import { tokenKinds, tokenScopes } from './token';

export const emailSchema = z.string().transform((text, ctx) => {
  const email = normaliseEmail(text);
  if (email !== null) return email;
  ctx.addIssue({ code: 'custom', message: 'Give one e-mail address, such as ada@example.org' });
  return z.NEVER;
});

/** What is typed to prove who one is: any text, bounded; the rules are for new passwords only. */
const typedPassword = z.string().max(4_096);

export const newPasswordSchema = z.string().superRefine((text, ctx) => {
  const fault = passwordFault(text);
  if (fault) ctx.addIssue({ code: 'custom', message: fault });
});

/** For bodies that also hold e-mail or name: refuses a password that is one of them, beside the field. */
export function checkPassword(
  body: { password?: string | undefined; email?: string; name?: string },
  ctx: z.RefinementCtx,
): void {
  const fault = body.password === undefined ? null : passwordFault(body.password, body);
  if (fault) ctx.addIssue({ code: 'custom', path: ['password'], message: fault });
}

export const signInSchema = z.object({ email: z.string().max(400), password: typedPassword });
export const confirmPasswordSchema = z.strictObject({ password: typedPassword });
export const changePasswordSchema = z.strictObject({ current: typedPassword, password: newPasswordSchema });
export const endSessionsSchema = z.strictObject({ id: z.string().max(100).nullable() });
export const byIdSchema = z.strictObject({ id: z.string().max(100) });
export const linkSchema = z.strictObject({ token: z.string().max(100) });
export const takeLinkSchema = z.strictObject({ token: z.string().max(100), password: newPasswordSchema });

export const createTokenSchema = z.strictObject({
  name: z.string().trim().min(1, 'Say what it is for').max(120),
  kind: z.enum(tokenKinds).default('personal'),
  scopes: z.array(z.enum(tokenScopes)).min(1, 'Choose at least one').default(['read', 'write']),
  /** Days; null: until it is revoked. */
  days: z.int().min(1).max(3_650).nullable(),
});

export type CreateToken = z.infer<typeof createTokenSchema>;
