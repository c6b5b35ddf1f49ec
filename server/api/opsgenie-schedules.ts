import { AppError, invalid } from '../errors';
import { onCallAtUnchecked } from '../oncall/queries';
import { everyRotation } from '../rotation/queries';
import { peopleByIds } from '../team/queries';
import type { Answer } from './door';
import type { Call } from './opsgenie-call';

/** Who is on call, by the one function that everybody asks; a schedule there is a rotation of the integration's team. */
export async function scheduleCall(call: Call): Promise<Answer | null> {
  const { ctx, integration, ask, method, path } = call;
  if (method !== 'GET') return null;
  const date = ask.query.get('date');
  if (date !== null && !Number.isFinite(Date.parse(date))) throw invalid({ date: 'date must be an ISO 8601 instant' });
  const at = date === null ? await ctx.now() : new Date(date);
  const own = (await everyRotation(ctx)).filter(({ teamId }) => teamId === integration.teamId);
  if (path[0] === 'on-calls' && path.length === 1)
    return { status: 200, body: { data: await Promise.all(own.map((rotation) => onCalls(call, rotation, at))) } };
  const [named, what] = path;
  const byName = ask.query.get('scheduleIdentifierType') === 'name';
  const rotation = own.find(({ id, name }) => (byName ? name === named : id === named));
  if (!rotation) throw new AppError('not-found', 'Schedule does not exist');
  if (what === 'on-calls') return { status: 200, body: { data: await onCalls(call, rotation, at) } };
  if (what === 'next-on-calls') return { status: 200, body: { data: await nextOnCalls(call, rotation, at) } };
  return null;
}

type Rotation = { id: string; name: string };

const parentOf = ({ id, name }: Rotation) => ({ _parent: { id, name, enabled: true } });

async function peopleOf({ ctx }: Call, ids: (string | null | undefined)[]) {
  const wanted = [...new Set(ids.flatMap((id) => id ?? []))];
  const people = await peopleByIds(ctx, wanted);
  return wanted.flatMap((id) => people.get(id) ?? []);
}

async function onCalls(call: Call, rotation: Rotation, at: Date) {
  const { roles } = await onCallAtUnchecked(call.ctx, rotation.id, at);
  const people = await peopleOf(
    call,
    roles.map(({ personId }) => personId),
  );
  if (call.ask.query.get('flat') === 'true')
    return { ...parentOf(rotation), onCallRecipients: people.map(({ email }) => email) };
  return {
    ...parentOf(rotation),
    onCallParticipants: people.map(({ id, email }) => ({ id, name: email, type: 'user' })),
  };
}

async function nextOnCalls(call: Call, rotation: Rotation, at: Date) {
  const { roles } = await onCallAtUnchecked(call.ctx, rotation.id, at);
  const next = await peopleOf(
    call,
    roles.map((role) => role.next?.personId),
  );
  const names = next.map(({ email }) => email);
  if (call.ask.query.get('flat') === 'true')
    return { ...parentOf(rotation), nextOnCallRecipients: names, exactNextOnCallRecipients: names };
  const participants = next.map(({ id, email }) => ({ id, name: email, type: 'user' }));
  return { ...parentOf(rotation), nextOnCallParticipants: participants, exactNextOnCallParticipants: participants };
}
