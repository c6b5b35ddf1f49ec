/**
 * The address as it is stored and shown: NFKC first, so that a full-width "@" counts as what it becomes, then exactly
 * one ASCII "@". Null for what is no address or could lead a mail elsewhere: commas, quotes, line breaks, brackets.
 */
export function normaliseEmail(text: string): string | null {
  const email = text.normalize('NFKC').trim();
  if (email.length > 254 || /[\s\p{Cc}\p{Cf},;:"'`()<>[\]\\]/u.test(email)) return null;
  const [local, domain, ...more] = email.split('@');
  if (!local || !domain || more.length > 0 || local.length > 64) return null;
  const dotted = (part: string) => part.split('.').every((label) => label.length > 0 && label.length <= 64);
  if (!dotted(local) || !dotted(domain) || /(^|\.)-|-(\.|$)/.test(domain)) return null;
  return email;
}

/** What makes two addresses the same one: the database's unique index folds the same way. */
export const foldEmail = (email: string): string => email.toLowerCase();
