import { alertsByIds } from '@/server/alert/queries';
import { outside } from '@/server/bounds';
import { follow, matchPeople } from '@/server/chat/commands';
import { type Post, type Standing, together } from '@/server/chat/post';
import { openPosts, slackIdsOf } from '@/server/chat/queries';
import type { Context } from '@/server/context';
import { aboutOf } from '@/server/delivery/queries';
import { env } from '@/server/env';
import { callSlack, type SlackAnswer } from '@/server/integrations/outbound/slack';
import { currentForTeams } from '@/server/oncall/queries';
import { absolute, paths } from '@/server/paths';
import { isPagingRole } from '@/server/rotation/definition';

async function ask(method: string, fields: Record<string, string>): Promise<SlackAnswer> {
  const settings = { token: env.SLACK_BOT_TOKEN ?? '', apiUrl: env.SLACK_API_URL };
  const { said } = await callSlack(settings, method, fields, AbortSignal.timeout(outside.totalMs));
  return said;
}

const failed = (method: string, { error }: SlackAnswer): Error =>
  new Error(`Slack: ${method}: ${error ?? 'no answer'}`);

/** What was posted about alerts says how they stand now. Returns how many messages changed. */
export async function followAlerts(ctx: Context): Promise<number> {
  if (!env.SLACK_BOT_TOKEN) return 0;
  const posts = await openPosts(ctx, 'alert');
  if (posts.length === 0) return 0;
  const about = await aboutOf(
    ctx,
    posts.map(({ deliveryId }) => deliveryId),
  );
  const idsOf = ({ deliveryId, subject }: Post) => (about.get(deliveryId) ?? [subject]).map(({ id }) => id);
  const alerts = new Map((await alertsByIds(ctx, [...new Set(posts.flatMap(idsOf))])).map((one) => [one.id, one]));
  let followed = 0;
  for (const post of posts) {
    const standing = together(idsOf(post).flatMap((id) => standingOf(alerts.get(id)) ?? []));
    if (standing && (await follow(ctx, post, standing))) followed += 1;
  }
  return followed;
}

function standingOf(alert: Awaited<ReturnType<typeof alertsByIds>>[number] | undefined): Standing | null {
  if (!alert) return null;
  const { id, state, title, reference, acknowledgedBy, closedByPerson } = alert;
  const by = state === 'closed' ? closedByPerson : acknowledgedBy;
  const asks = alert.classification ? null : id;
  return { state, title, reference, by: by?.name ?? null, url: absolute(env.PUBLIC_URL, paths.alert(id)), asks };
}

/** Finds people in Slack by their e-mail address, so that buttons they press are theirs. */
export async function findPeople(ctx: Context): Promise<void> {
  if (!env.SLACK_BOT_TOKEN) return;
  await matchPeople(ctx, async (email) => {
    const said = await ask('users.lookupByEmail', { email });
    const { id } = (said.user ?? {}) as { id?: unknown };
    if (said.ok && typeof id === 'string') return id;
    if (said.error === 'users_not_found') return null;
    throw failed('users.lookupByEmail', said);
  });
}

const slug = (name: string): string =>
  name
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-|-$/g, '');

type Group = { id: string; handle: string };

/**
 * Keeps Slack's user groups in step with who is on call: `@on-call` is everybody who is, `@on-call-<team or rotation>`
 * those of one team or rotation. Which groups there are is decided in Slack, by their handles. `sent`: what each group
 * was last told, so that Slack is asked only when something changed.
 */
export async function keepGroups(ctx: Context, sent: Map<string, string>): Promise<void> {
  if (!env.SLACK_BOT_TOKEN) return;
  const { rotations } = await currentForTeams(ctx);
  const onCall = rotations.map(({ name, team, roles }) => {
    const people = roles.flatMap(({ role, personId }) => (personId && isPagingRole(role) ? [personId] : []));
    return { handles: ['on-call', `on-call-${slug(team)}`, `on-call-${slug(name)}`], people };
  });
  const slackIds = await slackIdsOf(ctx, [...new Set(onCall.flatMap(({ people }) => people))]);
  const wanted = (handle: string): string => {
    const people = onCall.flatMap((one) => (one.handles.includes(handle) ? one.people : []));
    return [...new Set(people.flatMap((id) => slackIds.get(id) ?? []))].sort().join(',');
  };
  const known = new Set(onCall.flatMap(({ handles }) => handles));
  for (const { id, handle } of await groupsIn(known)) {
    const users = wanted(handle);
    // Slack takes no empty group: the last ones stay until somebody is on call again.
    if (!users || sent.get(id) === users) continue;
    const said = await ask('usergroups.users.update', { usergroup: id, users });
    if (!said.ok) throw failed('usergroups.users.update', said);
    sent.set(id, users);
  }
}

async function groupsIn(handles: ReadonlySet<string>): Promise<Group[]> {
  const said = await ask('usergroups.list', {});
  if (!said.ok || !Array.isArray(said.usergroups)) throw failed('usergroups.list', said);
  return (said.usergroups as Group[]).filter(({ id, handle }) => typeof id === 'string' && handles.has(handle));
}

/** As a job: remembers between runs what it told Slack. */
export function groupKeeper(): (ctx: Context) => Promise<void> {
  const sent = new Map<string, string>();
  return (ctx) => keepGroups(ctx, sent);
}
