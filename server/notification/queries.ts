import type { Context } from '@/server/context';
import type { DeliveryView } from '@/server/delivery/parcel';
import { deliveriesByIds } from '@/server/delivery/queries';
import { webhookSecrets } from '@/server/secret';
import type { Subject, SubjectKind } from '@/server/timeline/subject';
import type { StoredPage } from './page';
import * as store from './store';

/** Internal: what a webhook that policies of a team name is signed by, the present secret first. */
export const targetSecrets = (teamId: string, address: string): string[] =>
  webhookSecrets(`policy-target ${teamId} ${address}`);

/** A page and how far its message got. Several pages may share one message: a bundle. */
export type PageView = StoredPage & { delivery: Omit<DeliveryView, 'id' | 'channel'> | null };

/** The pages about one subject, oldest first. The caller has authorised the subject. */
export async function pagesOf(ctx: Context, about: Subject): Promise<PageView[]> {
  const pages = await store.pagesOf(ctx, about);
  const deliveries = await deliveriesByIds(ctx, [...new Set(pages.map(({ deliveryId }) => deliveryId))]);
  return pages.map((page) => {
    const found = deliveries.get(page.deliveryId);
    if (!found) return { ...page, delivery: null };
    const { id: _, channel: __, ...delivery } = found;
    return { ...page, delivery };
  });
}

/** Who has been paged about each of these subjects of one kind, each once. The caller has authorised the subjects. */
export const pagedAbout = (
  ctx: Context,
  kind: SubjectKind,
  subjectIds: string[],
): Promise<{ subjectId: string; personId: string }[]> => store.pagedAbout(ctx, kind, subjectIds);

/** Everything of its kind that the messages about `subject` told this person and that is still wanted. The caller has authorised. */
export const toldTogether = (ctx: Context, subject: Subject, personId: string): Promise<string[]> =>
  store.toldTogether(ctx, subject, personId);
