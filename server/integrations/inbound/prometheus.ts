import { invalid } from '@/server/errors';
import { type Body, type Circumstances, type Entry, isEntry, type Read } from '@/server/intake/signal';
import { signalOf } from './alertmanager';

/** The v2 API of Alertmanager, as Prometheus and amtool call it: no state is sent, only until when each alert lives. */
export function readPrometheus(body: Body, { now }: Circumstances): Read {
  const alerts = 'json' in body ? body.json : null;
  if (!Array.isArray(alerts)) throw invalid({ body: 'Send a list of alerts' });
  const read: Read = { signals: [], rejected: [] };
  for (const [index, alert] of alerts.entries()) {
    if (isEntry(alert) && isEntry(alert.labels))
      read.signals.push({ ...signalOf({ ...alert, status: statusOf(alert, now) }, {}), payload: alert });
    else read.rejected.push({ index, reason: 'An alert is an object with labels' });
  }
  return read;
}

/** `endsAt` of a firing alert is a lease ahead of now; the year 1 stands for "not said". */
function statusOf(alert: Entry, now: Date): 'firing' | 'resolved' {
  const { endsAt } = alert;
  const ends = typeof endsAt === 'string' && /^\d{4}-/.test(endsAt) ? Date.parse(endsAt) : Number.NaN;
  const isSaid = Number.isFinite(ends) && ends > Date.parse('0002-01-01T00:00:00Z');
  return isSaid && ends <= now.getTime() ? 'resolved' : 'firing';
}
