import { connect } from 'node:net';
import { clockSkewSeconds } from '../audit';
import { sending } from '../bounds';
import { pushKeys, reachabilityOf } from '../contact/queries';
import type { Context } from '../context';
import { deliveryHealth, readinessOf } from '../delivery/queries';
import { channelsConfigured, env, loopbackNames } from '../env';
import { AppError } from '../errors';
import { isSetUp, listPeople } from '../team/queries';
import { type Command, misused } from './command';

/** `wrong`: pages are lost or late because of it, and the command ends with 1. */
type Finding = { state: 'ok' | 'note' | 'wrong'; says: string };

const ok = (says: string): Finding => ({ state: 'ok', says });
const note = (says: string): Finding => ({ state: 'note', says });
const wrong = (says: string): Finding => ({ state: 'wrong', says });

/** `doctor`: looks whether a page would get out, and says what stands in its way. Changes nothing. */
export const doctorCommand: Command = {
  usage: ['doctor'],
  async run(ctx, words) {
    if (words.length > 0) throw misused(doctorCommand);
    const findings = await examine(ctx);
    const marks = { ok: 'ok   ', note: 'note ', wrong: 'WRONG' };
    const lines = findings.map(({ state, says }) => `${marks[state]}  ${says}`);
    const faults = findings.filter(({ state }) => state === 'wrong').length;
    if (faults === 0) return [...lines, 'Nothing stands in the way of a page.'];
    throw new AppError('not-possible', [...lines, `${faults} of these stand in the way of pages.`].join('\n'));
  },
};

const checks: ((ctx: Context) => Promise<Finding[]> | Finding[])[] = [
  async (ctx) => {
    const seconds = await clockSkewSeconds(ctx);
    const said = `this machine’s clock is ${seconds.toFixed(1)} s from the database’s`;
    return [ok('the database answers'), Math.abs(seconds) > 5 ? wrong(`${said}: set one of them right`) : ok(said)];
  },
  async (ctx) => {
    const { reasons, turns } = await readinessOf(ctx);
    if (reasons.length === 0) return [ok(`the worker turns (${turns} turns so far)`)];
    return reasons.map((reason) => wrong(`${reason}: is it running?`));
  },
  async (ctx) => {
    const { findings, broken } = await deliveryHealth(ctx);
    return [
      ...findings.map(({ kind, count }) => wrong(`the auditor finds ${count} × ${kind}`)),
      ...broken.map((channel) => wrong(`the last messages over ${channel} all failed: see Settings, Deliveries`)),
    ];
  },
  async (ctx) => {
    try {
      const keys = await pushKeys(ctx);
      return [
        keys ? ok('stored secrets can be opened with AUTH_SECRET') : note('the worker has made no keys for pushes yet'),
      ];
    } catch {
      return [wrong('stored secrets cannot be opened: AUTH_SECRET is another than they were stored with')];
    }
  },
  mailServer,
  () => {
    const missing = Object.entries(channelsConfigured(env)).flatMap(([name, is]) => (is ? [] : [name]));
    return missing.length > 0 ? [note(`not set up, so nobody is reached over it: ${missing.join(', ')}`)] : [];
  },
  () =>
    loopbackNames.has(new URL(env.PUBLIC_URL).hostname)
      ? [note(`PUBLIC_URL is ${env.PUBLIC_URL}: links in pages open on this machine only`)]
      : [ok(`links lead to ${env.PUBLIC_URL}`)],
  async (ctx) => ((await isSetUp(ctx)) ? [ok('there is an admin')] : [note('there is no admin yet: open /setup')]),
  unreachable,
];

/** Every finding, in the order of the checks; one that cannot be made is a finding too. */
export async function examine(ctx: Context): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const check of checks)
    try {
      findings.push(...(await check(ctx)));
    } catch (error) {
      findings.push(wrong(`a check could not be made: ${String(error).replace(/\s+/g, ' ').slice(0, 200)}`));
    }
  return findings;
}

/** Whether the mail server greets; nothing is sent, and no password is shown to it. */
async function mailServer(): Promise<Finding[]> {
  if (!env.SMTP_URL) return [wrong('SMTP_URL is not set: no mail goes out')];
  const { hostname, port, protocol } = new URL(env.SMTP_URL);
  const at = { host: hostname.replace(/^\[|\]$/g, ''), port: Number(port) || (protocol === 'smtps:' ? 465 : 587) };
  const place = `the mail server ${at.host}:${at.port}`;
  // A server that begins with TLS says nothing before it.
  const fault = await new Promise<string | null>((resolve) => {
    const socket = connect({ ...at, timeout: sending.greetingMs });
    const end = (result: string | null) => {
      socket.destroy();
      resolve(result);
    };
    if (protocol === 'smtps:') socket.once('connect', () => end(null));
    socket.once('data', (said) => end(/^220/.test(said.toString('latin1')) ? null : 'does not greet as one'));
    socket.once('timeout', () => end('does not greet in time'));
    socket.once('error', (error: NodeJS.ErrnoException) => end(`cannot be reached (${error.code ?? error.message})`));
  });
  return [fault === null ? ok(`${place} answers`) : wrong(`${place} ${fault}`)];
}

const mostNamed = 20;

/** Whoever could be put on call and has no way to be paged. */
async function unreachable(ctx: Context): Promise<Finding[]> {
  const people = (await listPeople(ctx)).filter(({ active, demo, role }) => active && !demo && role !== 'viewer');
  const reach = await reachabilityOf(
    ctx,
    people.map(({ id }) => id),
  );
  const names = people.filter(({ id }) => !reach.get(id)?.reachable).map(({ name }) => name);
  if (names.length === 0) return [ok('everybody who may be on call can be paged')];
  const more = names.length > mostNamed ? ` and ${names.length - mostNamed} more` : '';
  return [note(`no page reaches ${names.slice(0, mostNamed).join(', ')}${more}: a contact method is missing`)];
}
