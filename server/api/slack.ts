import { actorOfPerson } from '../account/queries';
import { classifications } from '../alert/classification';
import { alertsByIds, othersPaged } from '../alert/queries';
import { takeWords } from '../alert/take-words';
import { bodies } from '../bounds';
import { firstHeard, whisper } from '../chat/commands';
import { personInSlack, roomOfChannel } from '../chat/queries';
import { as, type Context, inTransaction, makeContext } from '../context';
import { answerable } from '../delivery/queries';
import { env } from '../env';
import { AppError, isAppError } from '../errors';
import { noteFromChat } from '../incident-log/commands';
import { ephemeral, escaped } from '../integrations/answers/slack';
import { challengeIn, type Pressed, pressedIn, type Written, writtenIn } from '../integrations/callbacks/slack';
import { fromSlack } from '../integrations/signature';
import { currentForTeams } from '../oncall/queries';
import { system } from '../policy/actor';
import { instantLabel } from '../time/label';
import { type AnsweringAct, answerFor, classifyFor } from './answering';
import { readBody } from './body';
import type { Answer, Ask, Door } from './door';

type Proven = { ctx: Context; text: string; form: URLSearchParams };

const heard: Answer = { status: 200, body: '' };

function door(pattern: string, handle: (proven: Proven) => Promise<Answer>): Door {
  return {
    pattern,
    methods: ['POST'],
    guard: 'Slack’s signature',
    async handle(ask: Ask) {
      const body = await readBody(ask.request, bodies.callback);
      const ctx = makeContext(system('slack'), { requestId: ask.requestId });
      const proof = fromSlack(env.SLACK_SIGNING_SECRET, {
        body,
        headers: ask.request.headers,
        now: await ctx.now(),
      });
      if (!proof.ok) {
        ctx.log.warn({ door: pattern, requestId: ask.requestId, why: proof.why }, 'signature refused');
        throw new AppError('signed-out', 'This is not signed by Slack');
      }
      const text = body.toString('utf8');
      return handle({ ctx, text, form: new URLSearchParams(text) });
    },
  };
}

/** `take` is the second press: whoever it is has read that somebody else was paged. */
const buttons: Record<string, AnsweringAct> = {
  ack: 'acknowledge',
  take: 'acknowledge',
  escalate: 'escalate',
  resolve: 'resolve',
};

const unknown =
  'Baton does not know who you are in Slack: add Slack as a contact method in your profile, or use the same e-mail address in both';

/** A pressed button: done before Slack is answered; the message itself is brought up to date by the worker. */
async function pressed({ ctx, form }: Proven): Promise<Answer> {
  const press = pressedIn(form);
  if (press?.action === 'classify') return picked(ctx, press);
  const act = press && buttons[press.action];
  if (!press || !act) return heard;
  const personId = await personInSlack(ctx, press.slackId);
  const alertIds = await alertsOf(ctx, press.alertId, press.identity);
  const question = press.action === 'ack' && personId ? await questionTo(ctx, personId, alertIds) : null;
  if (question && press.replyTo) {
    const offer = { label: question.take, alertId: press.alertId, identity: press.identity ?? press.alertId };
    await whisper(ctx, { slackId: press.slackId, replyTo: press.replyTo, text: question.title, offer });
    return heard;
  }
  const { done, says } = personId ? await answerFor(ctx, personId, act, alertIds) : { done: false, says: unknown };
  if (!done && press.replyTo) await whisper(ctx, { slackId: press.slackId, replyTo: press.replyTo, text: says });
  return heard;
}

/** What a closed alert was. Whoever said it hears it alone: the message has nothing to show of it. */
async function picked(ctx: Context, { slackId, alertId, choice, replyTo }: Pressed): Promise<Answer> {
  const classification = classifications.find((key) => key === choice);
  if (!classification) return heard;
  const personId = await personInSlack(ctx, slackId);
  const { says } = personId ? await classifyFor(ctx, personId, alertId, classification) : { says: unknown };
  if (replyTo) await whisper(ctx, { slackId, replyTo, text: says });
  return heard;
}

/** What is asked of somebody before they take what others were paged for; null: nothing, the press counts. */
async function questionTo(ctx: Context, personId: string, alertIds: string[]) {
  const actor = await actorOfPerson(ctx, personId);
  if (!actor) return null;
  const open = (await alertsByIds(ctx, alertIds)).filter(({ state }) => state === 'open').map(({ id }) => id);
  try {
    const others = await othersPaged(as(ctx, actor), { alertIds: open });
    const names = others.people.map(({ name }) => name);
    return names.length > 0 ? takeWords(names, others.alertIds.length, open.length - others.alertIds.length) : null;
  } catch (error) {
    // What they may not see they may not take either: the press itself is refused in words.
    if (!isAppError(error)) throw error;
    return null;
  }
}

/** All that the message is about when it names this alert, else the alert alone. */
async function alertsOf(ctx: Context, alertId: string, identity: string | null): Promise<string[]> {
  const message = identity ? await answerable(ctx, identity) : null;
  const ids = message?.about.flatMap(({ subject }) => (subject.kind === 'alert' ? [subject.id] : [])) ?? [];
  return ids.includes(alertId) ? ids : [alertId];
}

/** Who is on call now, in the rotations that whoever asks may see. */
async function commanded({ ctx, form }: Proven): Promise<Answer> {
  if (form.get('ssl_check') === '1') return heard;
  const personId = await personInSlack(ctx, form.get('user_id') ?? '');
  const actor = personId && (await actorOfPerson(ctx, personId));
  if (!actor) return { status: 200, body: ephemeral([unknown]) };
  return { status: 200, body: ephemeral(await onCallLines(as(ctx, actor), form.get('text') ?? '')) };
}

async function onCallLines(ctx: Context, asked: string): Promise<string[]> {
  const { rotations, people, viewer } = await currentForTeams(ctx);
  const zone = viewer?.timeZone ?? 'UTC';
  const wanted = asked.trim().toLowerCase();
  const named = (id: string) => escaped(people.find((person) => person.id === id)?.name ?? 'somebody');
  const until = (end: Date | null) => (end ? ` until ${instantLabel(end, zone)}` : '');
  const shown = rotations.filter(({ name, team }) => `${name} ${team}`.toLowerCase().includes(wanted));
  const lines = shown.map(({ name, team, roles }) => {
    const holders = roles.map(({ role, personId, until: end, isGap }) => {
      if (personId) return `${escaped(role)} ${named(personId)}${until(end)}`;
      return isGap ? `*nobody* is ${escaped(role)}` : `nobody is ${escaped(role)} now, as planned`;
    });
    return `*${escaped(name)}* (${escaped(team)}): ${holders.join(' · ')}`;
  });
  if (lines.length > 0) return lines;
  return [wanted ? `No rotation that you may see is called “${escaped(asked.trim())}”` : 'There is no rotation yet'];
}

async function happened({ ctx, text }: Proven): Promise<Answer> {
  const challenge = challengeIn(text);
  if (challenge !== null) return { status: 200, body: { challenge } };
  const written = writtenIn(text);
  if (written) await noted(ctx, written);
  return heard;
}

/** Words in an incident's channel stand on its timeline, once, in the name of whoever may act on it; others' do not. */
async function noted(ctx: Context, { eventId, channelId, slackId, text }: Written): Promise<void> {
  const room = await roomOfChannel(ctx, channelId);
  const personId = room?.subject.kind === 'incident' ? await personInSlack(ctx, slackId) : null;
  const actor = personId && (await actorOfPerson(ctx, personId));
  if (!room || !actor) return;
  await inTransaction(ctx, async (ctx) => {
    if (await firstHeard(ctx, eventId)) await noteFromChat(as(ctx, actor), { incidentId: room.subject.id, text });
  }).catch((error: unknown) => {
    // Slack would say it again and again: what they may not do now they may not do then.
    if (!isAppError(error) || !refusals.has(error.code)) throw error;
  });
}

const refusals: ReadonlySet<string> = new Set(['not-allowed', 'not-found', 'signed-out', 'not-possible']);

export const slackDoors: Door[] = [
  door('/api/slack/actions', pressed),
  door('/api/slack/commands', commanded),
  door('/api/slack/events', happened),
];
