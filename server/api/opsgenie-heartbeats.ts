import { AppError } from '../errors';
import { hearBeat } from '../intake/commands';
import type { Known } from '../service/integration';
import { heartbeatNamed, heartbeatsBeside } from '../service/queries';
import type { Answer } from './door';
import type { Call } from './opsgenie-call';

/** Heartbeats by name: those of the integration's team. They are made in Baton, where it is said what they stand for. */
export async function heartbeatCall(call: Call): Promise<Answer | null> {
  const { ctx, integration, method, path } = call;
  const [name, what] = path;
  if (method === 'GET' && !name)
    return { status: 200, body: { data: { heartbeats: (await heartbeatsBeside(ctx, integration)).map(viewOf) } } };
  if (!name) return null;
  const heartbeat = await heartbeatNamed(ctx, integration, name);
  if (!heartbeat) throw new AppError('not-found', `Heartbeat with name [${name}] does not exist`);
  if (what === 'ping' && (method === 'GET' || method === 'POST')) {
    await hearBeat(ctx, heartbeat);
    return { status: 202, body: { result: 'PONG - Heartbeat received' } };
  }
  return method === 'GET' && !what ? { status: 200, body: { data: viewOf(heartbeat) } } : null;
}

const viewOf = ({ name, settings }: Known) => ({
  name,
  interval: Math.ceil((settings.intervalSeconds ?? 0) / 60),
  intervalUnit: 'minutes',
  enabled: true,
  alertMessage: `${name} has not been heard from`,
  alertPriority: 'P2',
});
