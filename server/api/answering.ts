import { actorOfPerson } from '../account/queries';
import { type Classification, classes } from '../alert/classification';
import { acknowledge, classify, escalate, resolve } from '../alert/commands';
import { as, type Context } from '../context';
import { isAppError } from '../errors';

const acts = {
  acknowledge: (ctx: Context, alertId: string) => acknowledge(ctx, { alertId }),
  escalate: (ctx: Context, alertId: string) => escalate(ctx, { alertId }),
  resolve: (ctx: Context, alertId: string) => resolve(ctx, { alertId }),
};

export type AnsweringAct = keyof typeof acts;
type View = Awaited<ReturnType<typeof acknowledge>>;

/** What became of an answer: whether it did anything, and what is true now, as one sentence. */
export type Answered = { done: boolean; says: string };

/**
 * Does by a key on a phone, a reply or a button what the screen would do, in that person's name and with their rights of
 * this instant. Said twice, it is done once; who came late hears who was first.
 */
export async function answerFor(
  ctx: Context,
  personId: string | null,
  act: AnsweringAct,
  alertIds: string[],
): Promise<Answered> {
  const actor = personId === null ? null : await actorOfPerson(ctx, personId);
  if (!actor || alertIds.length === 0) return { done: false, says: 'This can no longer be answered here: open Baton' };
  const views: View[] = [];
  let refusal = '';
  for (const alertId of alertIds)
    try {
      views.push(await acts[act](as(ctx, actor), alertId));
    } catch (error) {
      if (!isAppError(error)) throw error;
      refusal = error.message;
    }
  const [first] = views;
  if (!first) return { done: false, says: refusal };
  return said(act, first, views.length, actor.personId);
}

/** What an alert was, picked in a menu, in that person's name. */
export async function classifyFor(
  ctx: Context,
  personId: string,
  alertId: string,
  classification: Classification,
): Promise<Answered> {
  const actor = await actorOfPerson(ctx, personId);
  if (!actor) return { done: false, says: 'This can no longer be answered here: open Baton' };
  try {
    const { reference, title } = await classify(as(ctx, actor), { alertId, classification });
    return { done: true, says: `${classes[classification].words}: ${reference}, ${title}` };
  } catch (error) {
    if (!isAppError(error)) throw error;
    return { done: false, says: error.message };
  }
}

function said(
  act: AnsweringAct,
  { reference, title, acknowledgedBy }: View,
  count: number,
  personId: string,
): Answered {
  const what = count > 1 ? `${count} alerts, the first: ${title}` : `${reference}, ${title}`;
  if (act === 'resolve') return { done: true, says: `Resolved: ${what}` };
  if (act === 'escalate') return { done: true, says: `Escalated, the next person is paged now: ${what}` };
  if (acknowledgedBy && acknowledgedBy.id !== personId)
    return { done: false, says: `${acknowledgedBy.name} already has it: ${what}` };
  return { done: true, says: `Acknowledged, it is yours: ${what}` };
}
