import { type ContactMethod, isUsable } from './contact-method';

export type Urgency = 'high' | 'low';

/** "push now, SMS after 2 minutes": one line of it. */
export type NotificationRule = { urgency: Urgency; afterSeconds: number; contactMethodId: string };

export type Attempt<M> = { method: M; afterSeconds: number };

/**
 * Who is tried when. Without rules for this urgency, or when none of them names a usable method, every usable method is
 * tried at once: rules may delay a page, never lose it. When the methods of the first rules are unusable the others
 * move up, so that the first attempt is made as early as the person wanted one.
 */
export function attempts<M extends Pick<ContactMethod, 'id' | 'verifiedAt' | 'brokenAt'>>(
  rules: readonly NotificationRule[],
  methods: readonly M[],
  urgency: Urgency,
): Attempt<M>[] {
  const usable = methods.filter(isUsable);
  const wanted = rules.filter((rule) => rule.urgency === urgency);
  const planned = new Map<string, Attempt<M>>();
  for (const rule of [...wanted].sort((a, b) => a.afterSeconds - b.afterSeconds)) {
    const method = usable.find(({ id }) => id === rule.contactMethodId);
    if (method && !planned.has(method.id)) planned.set(method.id, { method, afterSeconds: rule.afterSeconds });
  }
  if (planned.size === 0) return usable.map((method) => ({ method, afterSeconds: 0 }));
  const asked = Math.min(...wanted.map(({ afterSeconds }) => afterSeconds));
  const early = Math.min(...[...planned.values()].map(({ afterSeconds }) => afterSeconds)) - asked;
  return [...planned.values()].map(({ method, afterSeconds }) => ({ method, afterSeconds: afterSeconds - early }));
}
