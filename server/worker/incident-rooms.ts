import { outside } from '@/server/bounds';
import { keptRoom, roomHeldUp, roomOpened, tellRoom } from '@/server/chat/commands';
import { openRooms, roomsToOpen, slackIdsOf } from '@/server/chat/queries';
import type { Room } from '@/server/chat/room';
import type { Context } from '@/server/context';
import { env } from '@/server/env';
import { roomNews, roomStandings } from '@/server/incident/queries';
import { callSlack, type SlackAnswer } from '@/server/integrations/outbound/slack';

async function ask(method: string, fields: Record<string, string>): Promise<SlackAnswer> {
  const settings = { token: env.SLACK_BOT_TOKEN ?? '', apiUrl: env.SLACK_API_URL };
  const { said } = await callSlack(settings, method, fields, AbortSignal.timeout(outside.totalMs));
  return said;
}

/** What Slack says is wrong, for whoever set it up. */
const wrongWith = (method: string, { error }: SlackAnswer): string => `Slack: ${method}: ${error ?? 'no answer'}`;

/** The channel of a room. One of its name is ours: the answer that told of it was lost. */
async function create(name: string): Promise<string> {
  const said = await ask('conversations.create', { name });
  const id = (said.channel as { id?: unknown } | undefined)?.id;
  if (said.ok && typeof id === 'string') return id;
  const there = said.error === 'name_taken' ? await named(name) : null;
  if (there) return there;
  throw new Error(wrongWith('conversations.create', said));
}

async function named(name: string): Promise<string | null> {
  let cursor = '';
  // Newest come late in a long list; so many pages hold twenty thousand channels.
  for (let page = 0; page < 20; page++) {
    const fields = { limit: '1000', exclude_archived: 'true', types: 'public_channel', ...(cursor && { cursor }) };
    const said = await ask('conversations.list', fields);
    const channels = Array.isArray(said.channels) ? (said.channels as { id: string; name: string }[]) : [];
    const found = channels.find((channel) => channel.name === name);
    if (found) return found.id;
    cursor = (said.response_metadata as { next_cursor?: string } | undefined)?.next_cursor ?? '';
    if (!cursor) return null;
  }
  return null;
}

/** Opens what is wanted, and keeps what is above each channel and who is in it. One that fails holds up no other. */
export async function keepRooms(ctx: Context): Promise<void> {
  if (!env.SLACK_BOT_TOKEN) return;
  for (const room of await roomsToOpen(ctx, await ctx.now()))
    try {
      await roomOpened(ctx, room, await create(room.name));
    } catch (error) {
      await roomHeldUp(ctx, room, error instanceof Error ? error.message : String(error));
    }
  const rooms = await openRooms(ctx, 'incident');
  const standings =
    rooms.length === 0
      ? []
      : await roomStandings(
          ctx,
          rooms.map(({ subject }) => subject.id),
        );
  for (const room of rooms) {
    const standing = standings.find(({ id }) => id === room.subject.id);
    if (standing) await keep(ctx, room, standing);
  }
}

type Standing = Awaited<ReturnType<typeof roomStandings>>[number];

async function keep(ctx: Context, room: Room, { topic, personIds, ended }: Standing): Promise<void> {
  const channel = room.channelId ?? '';
  const slackIds = [...(await slackIdsOf(ctx, personIds)).values()].filter((id) => !room.invited.includes(id));
  if (slackIds.length > 0) {
    // With `force` those who can come do, though one of them is in already or cannot.
    await ask('conversations.invite', { channel, users: slackIds.join(','), force: 'true' });
    await keptRoom(ctx, room, { invited: [...room.invited, ...slackIds] });
  }
  if (topic !== room.topic) {
    const said = await ask('conversations.setTopic', { channel, topic });
    if (!said.ok) ctx.log.warn({ room: room.name, error: said.error }, 'topic not set');
    await keptRoom(ctx, room, { topic });
  }
  const toldAll = ended && (await roomNews(ctx, room.subject.id, room.toldUpTo)) === null;
  if (toldAll) await keptRoom(ctx, room, { endedAt: await ctx.now() });
}

/** Says in each channel what happened since. Returns how many were told something. */
export async function tellRooms(ctx: Context): Promise<number> {
  if (!env.SLACK_BOT_TOKEN) return 0;
  let told = 0;
  for (const room of await openRooms(ctx, 'incident')) {
    const news = await roomNews(ctx, room.subject.id, room.toldUpTo);
    if (news && (await tellRoom(ctx, room, news.upTo, news.notice)) && news.notice) told += 1;
  }
  return told;
}
