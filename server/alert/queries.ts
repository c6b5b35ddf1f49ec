import { contactMethodsOf } from '@/server/contact/queries';
import type { Context } from '@/server/context';
import { env } from '@/server/env';
import { AppError, notFound } from '@/server/errors';
import {
  type Asked,
  askOnCall,
  type Fired,
  type Run,
  resolveTargets,
  runsOf,
  targetsAt,
  turnsAhead,
} from '@/server/escalation/queries';
import { pagedAbout, pagesOf, toldTogether } from '@/server/notification/queries';
import { absolute, paths } from '@/server/paths';
import type { PersonActor } from '@/server/policy/actor';
import { abilitiesOf, authorize, visibleTeams } from '@/server/policy/authorize';
import { runsAbout, suggestedFor } from '@/server/runbook/queries';
import { digest } from '@/server/secret';
import { servicesByIds, windowsByIds } from '@/server/service/queries';
import { peopleByIds } from '@/server/team/queries';
import { historyOf } from '@/server/timeline/queries';
import { subject } from '@/server/timeline/subject';
import type { Alert } from './alert';
import { possible, stateOf } from './lifecycle';
import { nextActionOf } from './next-action';
import { pagedInstead } from './paged-instead';
import type { ListAlerts } from './schema';
import * as store from './store';
import { type AlertView, actingPerson, entryOf, linkedView, viewOf } from './view';
import { type Colleague, mostNamed, noticeOf, placesIn, type Told } from './wording';

const ids = (...list: (string | null | undefined)[]): string[] => list.filter((id) => typeof id === 'string');

async function viewsOf(ctx: Context, alerts: Alert[]) {
  const [people, services, targets, windows] = await Promise.all([
    peopleByIds(ctx, ids(...alerts.flatMap((one) => [one.acknowledgedById, one.closedById, one.classifiedById]))),
    servicesByIds(ctx, [...new Set(alerts.map(({ serviceId }) => serviceId))]),
    store.byIds(ctx, ids(...alerts.map(({ mergedIntoId }) => mergedIntoId))),
    windowsByIds(ctx, ids(...alerts.map(({ heldById }) => heldById))),
  ]);
  return alerts.map((alert) =>
    viewOf(alert, people, services.get(alert.serviceId), {
      mergedInto: targets.find(({ id }) => id === alert.mergedIntoId),
      window: windows.get(alert.heldById ?? ''),
    }),
  );
}

/** What happens next and to whom; asks who would be on call then. Null: it waits for a person. */
async function nextOf(ctx: Context, alert: Alert, run: Run | undefined, asked: Asked) {
  const next = nextActionOf(alert, run?.position);
  if (!next || !run) return null;
  if (next.kind === 'question') {
    const holder = (await peopleByIds(ctx, ids(alert.acknowledgedById))).get(alert.acknowledgedById ?? '');
    return { ...next, people: holder ? [{ id: holder.id, name: holder.name, role: null }] : [], reasons: [] };
  }
  const turns = turnsAhead(ctx, run.policy.policyId);
  const { people, reasons } = await resolveTargets(ctx, await targetsAt(ctx, run, run.position), next.at, asked, turns);
  const names = await peopleByIds(
    ctx,
    people.map(({ personId }) => personId),
  );
  const named = people.map(({ personId, role }) => ({ id: personId, name: names.get(personId)?.name ?? '', role }));
  return { ...next, people: named, reasons };
}

/** How many open alerts that the caller may see nobody has taken: the number in the title of every screen. */
export async function countWaiting(ctx: Context): Promise<number> {
  authorize(ctx.actor, 'organisation.view');
  return store.countWaiting(ctx, visibleTeams(ctx.actor));
}

/** Alerts the caller may see, newest first, with what happens next: `{ items, nextCursor }`. */
export async function listAlerts(ctx: Context, input: ListAlerts) {
  authorize(ctx.actor, 'organisation.view');
  const { state, service, team, since, cursor, limit } = input;
  const filter = {
    states: state ?? [],
    serviceId: service,
    teamId: team,
    since: since === undefined ? undefined : new Date(since),
    before: cursor === undefined ? undefined : Number(cursor),
  };
  const alerts = await store.list(ctx, visibleTeams(ctx.actor), filter, await ctx.now(), limit);
  const runs = await runsOf(
    ctx,
    'alert',
    alerts.filter(({ closedAt }) => !closedAt).map(({ id }) => id),
  );
  const views = await viewsOf(ctx, alerts);
  const shown = alerts.map(({ id }) => id);
  const lives = new Map((await store.livesOf(ctx, shown)).map((one) => [one.id, one.lives]));
  const asked: Asked = new Map();
  const items = [];
  for (const [i, view] of views.entries()) {
    const alert = alerts[i];
    if (alert)
      items.push({
        ...view,
        /** How its key went lately, newest first, at most five: `open`, `closed`, or what it turned out to be. */
        lives: lives.get(alert.id) ?? [],
        next: await nextOf(ctx, alert, runs.get(alert.id), asked),
        may: mayOn(ctx, alert),
      });
  }
  const last = alerts.length === limit ? alerts.at(-1) : undefined;
  return { items, nextCursor: last ? String(last.number) : null };
}

const mayOn = (ctx: Context, alert: Alert) => ({
  ...abilitiesOf(ctx.actor, ['alert.act'], { teamId: alert.teamId }),
  actions: possible(alert),
});

async function visible(ctx: Context, alertId: string): Promise<Alert> {
  const [alert] = await store.byIds(ctx, [alertId]);
  if (!alert) throw notFound();
  authorize(ctx.actor, 'alert.view', { teamId: alert.teamId });
  return alert;
}

/** Internal: alerts by id, oldest first, whoever's they are. */
export const alertsByIds = async (ctx: Context, alertIds: string[]) => viewsOf(ctx, await store.byIds(ctx, alertIds));

/** One alert: what it is, what happens next, who was told and how far that got, its history, and the last openings of its key. */
export async function alertById(ctx: Context, input: { alertId: string }) {
  const alert = await visible(ctx, input.alertId);
  const about = subject('alert', alert.id);
  const run = (await runsOf(ctx, 'alert', [alert.id])).get(alert.id);
  const [view] = await viewsOf(ctx, [alert]);
  if (!view) throw notFound();
  const pages = await pagesOf(ctx, about);
  const history = await historyOf(ctx, about);
  const names = await peopleByIds(ctx, ids(...pages.map(({ personId }) => personId), ...history.map(actingPerson)));
  return {
    ...view,
    details: alert.details,
    payload: await store.payloadOf(ctx, alert.id),
    next: await nextOf(ctx, alert, run, new Map()),
    pages: pages.map((page) => ({ ...page, personName: names.get(page.personId ?? '')?.name ?? page.addressee ?? '' })),
    merged: await viewsOf(ctx, await store.mergedInto(ctx, alert.id)),
    openings: await viewsOf(ctx, await store.openingsOf(ctx, alert, 5)),
    timeline: history.map((event) => entryOf(event, names)),
    may: mayOn(ctx, alert),
  };
}

/** Which of these others were paged about and the caller was not, and who they are. Throws `not-found` for others’. */
export async function othersPaged(ctx: Context, { alertIds }: { alertIds: string[] }) {
  const wanted = [...new Set(alertIds)];
  const alerts = await store.byIds(ctx, wanted);
  if (alerts.length < wanted.length) throw notFound();
  for (const { teamId } of alerts) authorize(ctx.actor, 'alert.view', { teamId });
  const pages = await pagedAbout(ctx, 'alert', wanted);
  const self = ctx.actor.kind === 'person' ? ctx.actor.personId : '';
  const others = pagedInstead(
    pages.map(({ subjectId: alertId, personId }) => ({ alertId, personId })),
    self,
  );
  const people = await peopleByIds(ctx, others.personIds);
  return { alertIds: others.alertIds, people: [...people.values()].map(({ id, name }) => ({ id, name })) };
}

/** The runbooks that answer an alert, and those that were started about it, oldest first. */
export async function runbooksOf(ctx: Context, input: { alertId: string }) {
  const alert = await visible(ctx, input.alertId);
  const [runs, suggested] = await Promise.all([runsAbout(ctx, [subject('alert', alert.id)]), suggestedFor(ctx, alert)]);
  return { runs, suggested, may: mayOn(ctx, alert) };
}

/** Internal: the team of an alert that the caller may act on. */
export async function teamToActFor(ctx: Context, alertId: string): Promise<string> {
  const [alert] = await store.byIds(ctx, [alertId]);
  if (!alert) throw notFound();
  return authorize(ctx.actor, 'alert.act', { teamId: alert.teamId });
}

/** Internal: what a page says about these alerts to one person, without its addresses. */
export async function toldOf(
  ctx: Context,
  alertIds: readonly string[],
  person: { id: string; name: string; timeZone: string },
  { firing, people, asked }: Fired,
  now: Date,
): Promise<Omit<Told, 'acknowledgeUrl' | 'alertUrl' | 'way'>> {
  const alerts = await store.byIds(ctx, alertIds.slice(0, mostNamed));
  const serviceIds = [...new Set(alerts.map(({ serviceId }) => serviceId))];
  const services = await servicesByIds(ctx, serviceIds);
  const { role = null, rotationId = null } = people.find(({ personId }) => personId === person.id) ?? {};
  const head = rotationId ? (await askOnCall(ctx, rotationId, now, asked))?.roles[0] : undefined;
  const ahead = head?.personId && head.role !== role && head.personId !== person.id ? head : undefined;
  return {
    alerts,
    count: alertIds.length,
    serviceNames: serviceIds.map((id) => services.get(id)?.name ?? ''),
    person,
    role,
    round: firing ? firing.round - firing.firstRound : 0,
    lateSince: firing?.late ? firing.nextAt : null,
    primary: ahead?.personId ? await colleague(ctx, ahead.personId, ahead.role) : null,
  };
}

/** Internal: a page to a channel or a webhook: no link that acts, for it would act in nobody's name. */
export async function noticeForPlace(ctx: Context, alertIds: readonly string[], fired: Fired, now: Date) {
  const told = await toldOf(ctx, alertIds, { id: '', name: '', timeZone: 'UTC' }, fired, now);
  const alertUrl = absolute(env.PUBLIC_URL, paths.alert(alertIds[0] ?? ''));
  const notice = noticeOf({ ...told, way: 'step', acknowledgeUrl: alertUrl, alertUrl });
  const reason = `The escalation policy of ${placesIn(told)} names this place.`;
  return { ...notice, links: notice.links.slice(-1), reason };
}

async function colleague(ctx: Context, personId: string, role: string): Promise<Colleague | null> {
  const person = (await peopleByIds(ctx, [personId])).get(personId);
  if (!person) return null;
  const { methods } = await contactMethodsOf(ctx, personId);
  const phones = methods.filter(({ channel, verifiedAt }) => verifiedAt && (channel === 'voice' || channel === 'sms'));
  return { name: person.name, role, email: person.email, phones: [...new Set(phones.map(({ address }) => address))] };
}

/**
 * Internal: the person a signed link was made for, with their rights as they are now, its alert first and then the open
 * ones of the same group and of the same messages. Throws `not-found` for unknown links, `not-allowed` when the person has left.
 */
export async function linkedAlerts(
  ctx: Context,
  tokenHash: string,
): Promise<{ actor: PersonActor; timeZone: string; alerts: Alert[] }> {
  const link = await store.linkByHash(ctx, tokenHash);
  const [alert] = link ? await store.byIds(ctx, [link.alertId]) : [];
  if (!link || !alert) throw notFound();
  const person = (await peopleByIds(ctx, [link.personId])).get(link.personId);
  if (!person?.active || person.role === 'viewer')
    throw new AppError('not-allowed', 'This link no longer acts for anybody: sign in instead');
  const told = await toldTogether(ctx, subject('alert', alert.id), person.id);
  const others = (await store.openTogether(ctx, alert.batchId, told)).filter(
    ({ id, teamId }) => id !== alert.id && teamId === alert.teamId,
  );
  const actor: PersonActor = {
    kind: 'person',
    personId: person.id,
    name: person.name,
    role: person.role,
    teams: new Map([[alert.teamId, 'member']]),
    sessionId: null,
    signedInAt: null,
    via: 'link',
    scopes: new Set(['read', 'write']),
  };
  return { actor, timeZone: person.timeZone, alerts: [alert, ...others] };
}

/** What a signed link shows: the alert as it is now. Opening it changes nothing. Open to whoever holds the link. */
export async function linkView(ctx: Context, input: { token: string }) {
  const { actor, timeZone, alerts } = await linkedAlerts(ctx, digest(input.token));
  const [view] = await viewsOf(ctx, alerts.slice(0, 1));
  if (!view) throw notFound();
  return linkedView(view, {
    person: { id: actor.personId, name: actor.name, timeZone },
    others: alerts.slice(1).filter((alert) => stateOf(alert) === 'open').length,
    now: await ctx.now(),
  });
}

/** Internal: every alert ever opened by hand at these services under keys that begin with `prefix`. */
export const openedUnder = (
  ctx: Context,
  serviceIds: string[],
  prefix: string,
): Promise<{ alertId: string; key: string; closed: boolean }[]> => store.openedUnder(ctx, serviceIds, prefix);

/** Internal: what a team has not closed, the oldest first; at most 100. */
export const unclosedAlerts = async (ctx: Context, teamId: string): Promise<AlertView[]> =>
  viewsOf(ctx, await store.unclosedOf(ctx, teamId, 100));

/** Internal: what opened again and again in a team within a span, the most frequent first, by its last opening. */
export async function noisyAlerts(ctx: Context, teamId: string, span: { from: Date; to: Date }, atLeast: number) {
  const found = await store.openedOften(ctx, teamId, span, atLeast);
  const services = await servicesByIds(ctx, [...new Set(found.map(({ serviceId }) => serviceId))]);
  return found.map(({ serviceId, ...rest }) => ({ ...rest, service: services.get(serviceId)?.name ?? '' }));
}
