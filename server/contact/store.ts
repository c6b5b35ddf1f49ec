import type { Context } from '@/server/context';
import type { Channel } from '@/server/outbound';
import type { ContactMethod } from './contact-method';
import type { QuietHours } from './quiet';
import type { NotificationRule, Urgency } from './rule';

type MethodRow = NonNullable<Awaited<ReturnType<Context['db']['contactMethod']['findFirst']>>>;

const toMethod = ({ removedAt: _, sealedSecret: __, channel, ...row }: MethodRow): ContactMethod => ({
  ...row,
  channel: channel as Channel,
});

const oldestFirst = [{ createdAt: 'asc' }, { id: 'asc' }] as const;

export async function methodsOf(ctx: Context, personIds: string[]): Promise<ContactMethod[]> {
  const rows = await ctx.db.contactMethod.findMany({
    where: { personId: { in: personIds }, removedAt: null },
    orderBy: [...oldestFirst],
  });
  return rows.map(toMethod);
}

export async function methodById(ctx: Context, personId: string, id: string): Promise<ContactMethod | null> {
  const row = await ctx.db.contactMethod.findFirst({ where: { id, personId, removedAt: null } });
  return row && toMethod(row);
}

/** What is there already by person, channel and address stays; null then. */
export async function insertMethod(
  ctx: Context,
  row: Pick<ContactMethod, 'id' | 'personId' | 'channel' | 'address' | 'verifiedAt' | 'label' | 'createdAt'> & {
    sealedSecret: string | null;
  },
): Promise<ContactMethod | null> {
  const [made] = await ctx.db.contactMethod.createManyAndReturn({ data: [row], skipDuplicates: true });
  return made ? toMethod(made) : null;
}

export async function methodByAddress(
  ctx: Context,
  personId: string,
  channel: Channel,
  address: string,
): Promise<ContactMethod | null> {
  const row = await ctx.db.contactMethod.findFirst({ where: { personId, channel, address, removedAt: null } });
  return row && toMethod(row);
}

/** The sealed secrets of those of `ids` that have one of their own. */
export async function sealedSecrets(ctx: Context, ids: string[]): Promise<Map<string, string>> {
  const where = { id: { in: ids }, sealedSecret: { not: null } };
  const rows = ids.length === 0 ? [] : await ctx.db.contactMethod.findMany({ where, omit: { address: true } });
  return new Map(rows.map(({ id, sealedSecret }) => [id, sealedSecret ?? '']));
}

type MethodChange = Partial<
  Pick<ContactMethod, 'verifiedAt' | 'provenAt' | 'brokenAt' | 'brokenReason' | 'label'> & {
    sealedSecret: string;
    removedAt: Date;
  }
>;

export async function changeMethod(ctx: Context, id: string, change: MethodChange): Promise<void> {
  await ctx.db.contactMethod.update({ where: { id }, data: change });
}

export async function removeRulesOfMethod(ctx: Context, contactMethodId: string): Promise<void> {
  await ctx.db.notificationRule.deleteMany({ where: { contactMethodId } });
}

export type StoredCode = { codeHash: string; expiresAt: Date; tries: number };

export async function putCode(ctx: Context, contactMethodId: string, code: Omit<StoredCode, 'tries'>): Promise<void> {
  const fresh = { ...code, tries: 0 };
  await ctx.db.contactMethodCode.upsert({
    where: { contactMethodId },
    create: { contactMethodId, ...fresh },
    update: fresh,
  });
}

/** Counts one more try and answers with the code as it is then; the row is locked until the transaction ends. */
export async function tryCode(ctx: Context, contactMethodId: string): Promise<StoredCode | null> {
  const [row] = await ctx.db.contactMethodCode.updateManyAndReturn({
    where: { contactMethodId },
    data: { tries: { increment: 1 } },
  });
  return row ?? null;
}

export async function dropCode(ctx: Context, contactMethodId: string): Promise<void> {
  await ctx.db.contactMethodCode.deleteMany({ where: { contactMethodId } });
}

export async function rulesOf(ctx: Context, personIds: string[]): Promise<(NotificationRule & { personId: string })[]> {
  const rows = await ctx.db.notificationRule.findMany({
    where: { personId: { in: personIds } },
    orderBy: [{ urgency: 'asc' }, { afterSeconds: 'asc' }, { id: 'asc' }],
  });
  return rows.map(({ personId, urgency, afterSeconds, contactMethodId }) => ({
    personId,
    urgency: urgency as Urgency,
    afterSeconds,
    contactMethodId,
  }));
}

export async function replaceRules(ctx: Context, personId: string, rules: NotificationRule[]): Promise<void> {
  await ctx.db.notificationRule.deleteMany({ where: { personId } });
  await ctx.db.notificationRule.createMany({
    data: rules.map((rule) => ({ ...rule, id: crypto.randomUUID(), personId })),
  });
}

/** Verified holders of an address, in whatever state: a person may answer from a number that no longer takes pages. */
export async function holdersOf(ctx: Context, channels: Channel[], address: string): Promise<string[]> {
  const where = { channel: { in: channels }, address, removedAt: null, verifiedAt: { not: null } };
  const rows = await ctx.db.contactMethod.findMany({ where, select: { personId: true } });
  return [...new Set(rows.map(({ personId }) => personId))];
}

export async function quietHoursOf(ctx: Context, personIds: string[]): Promise<Map<string, QuietHours>> {
  const rows = await ctx.db.quietHours.findMany({ where: { personId: { in: personIds } } });
  return new Map(rows.map(({ personId, quietFrom, quietTo }) => [personId, { from: quietFrom, to: quietTo }]));
}

export async function saveQuietHours(ctx: Context, personId: string, hours: QuietHours | null): Promise<void> {
  if (!hours) return void (await ctx.db.quietHours.deleteMany({ where: { personId } }));
  const row = { quietFrom: hours.from, quietTo: hours.to };
  await ctx.db.quietHours.upsert({ where: { personId }, create: { personId, ...row }, update: row });
}

/** Kept as it was made first, whoever else makes it at the same time. */
export async function installationSecret(
  ctx: Context,
  name: string,
  make?: () => { sealed: string; createdAt: Date },
): Promise<string | null> {
  const find = async () => (await ctx.db.installationSecret.findUnique({ where: { name } }))?.sealed ?? null;
  const known = await find();
  if (known !== null || !make) return known;
  await ctx.db.installationSecret.createMany({ data: [{ name, ...make() }], skipDuplicates: true });
  return find();
}
