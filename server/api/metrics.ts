import { Counter, collectDefaultMetrics, Gauge, Registry } from 'prom-client';
import { actorOfToken } from '../account/queries';
import { audit, clockSkewSeconds, findingKinds, oldestDueStepSeconds } from '../audit';
import { makeContext } from '../context';
import { readinessOf } from '../delivery/queries';
import { notFound } from '../errors';
import { unreadyAt } from '../oncall/queries';
import { stranger, system } from '../policy/actor';
import { refusedInAll } from '../service/queries';
import type { Ask, Door } from './door';

const registry = new Registry();
collectDefaultMetrics({ register: registry });
const oldestDue = new Gauge({
  name: 'baton_oldest_due_page_seconds',
  help: 'How long the oldest due page has been waiting',
  registers: [registry],
});
const workerTurn = new Gauge({
  name: 'baton_worker_last_turn_age_seconds',
  help: 'Real seconds since a worker last reached the database',
  registers: [registry],
});
const oldestStep = new Gauge({
  name: 'baton_oldest_due_step_seconds',
  help: 'How long the oldest due escalation step has been waiting',
  registers: [registry],
});
const findings = new Gauge({
  name: 'baton_audit_findings',
  help: 'What the auditor finds: open, and nothing follows; 0 is the only good value',
  labelNames: ['kind'],
  registers: [registry],
});
const unready = new Gauge({
  name: 'baton_unreachable_on_call',
  help: 'People who are on call, or will be within a week, and whom no page can reach',
  registers: [registry],
});
const skew = new Gauge({
  name: 'baton_clock_skew_seconds',
  help: 'How far the clock of the web process is ahead of the database',
  registers: [registry],
});
const ready = new Gauge({ name: 'baton_ready', help: '1 when pages can be stored and sent', registers: [registry] });

const turnedAway = new Counter({
  name: 'baton_ingest_refused_total',
  help: 'Requests of senders turned away because a key sent too many',
  registers: [registry],
});

async function mayRead(ask: Ask): Promise<boolean> {
  if (ask.local) return true;
  const token = /^Bearer (\S+)$/i.exec(ask.request.headers.authorization ?? '')?.[1];
  return token !== undefined && (await actorOfToken(makeContext(stranger), token)) !== null;
}

/** Prometheus text. Without a token only for this machine, and then not through a proxy. */
export const metricsDoor: Door = {
  pattern: '/metrics',
  methods: ['GET'],
  guard: 'a token, or this machine',
  async handle(ask) {
    if (!(await mayRead(ask))) throw notFound();
    const ctx = makeContext(system('metrics'), { requestId: ask.requestId });
    const state = await readinessOf(ctx);
    const found = await audit(ctx);
    for (const kind of findingKinds) findings.set({ kind }, found.find((one) => one.kind === kind)?.count ?? 0);
    oldestStep.set(await oldestDueStepSeconds(ctx));
    skew.set(await clockSkewSeconds(ctx));
    unready.set((await unreadyAt(ctx, await ctx.now())).unready.length);
    oldestDue.set(state.oldestDuePageSeconds);
    workerTurn.set(state.workerTurnAgeSeconds ?? -1);
    ready.set(state.ready ? 1 : 0);
    // The rows count for all processes; this one only says it.
    turnedAway.reset();
    turnedAway.inc(await refusedInAll(makeContext(system('metrics'))));
    return { status: 200, headers: { 'Content-Type': registry.contentType }, body: await registry.metrics() };
  },
};
