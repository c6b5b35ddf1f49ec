import { request } from 'node:http';
import { isConcerned } from '@/components/trpc/concerned';
import { until } from '@/server/testing/waiting';
import type { Company } from './company';
import { client, type Figure, quantiles } from './measure';
import { signIn } from './session';

const entries = 2_000;
const viewers = 20;
const posts = 125;
/** Longer than a screen is left alone after a change, so that every entry is a change of its own. */
const pauseMs = 800;

/** What the incident's screen shows, each with its input: asked for anew where a change may concern it. */
const asked = (incidentId: string): [string, object][] => [
  ['incident.byId', { incidentId }],
  ['statusUpdate.ofIncident', { incidentId }],
  ['review.ofIncident', { incidentId }],
  ['team.me', {}],
  ['team.teams', {}],
  ['oncall.now', {}],
  ['alert.waiting', {}],
  ['request.waiting', {}],
];

const batch = (calls: [string, object][]): string => {
  const names = calls.map(([name]) => name).join();
  const input = Object.fromEntries(
    calls.map(([, value], i) => [
      i,
      Object.keys(value).length > 0 ? { json: value } : { json: null, meta: { values: ['undefined'] } },
    ]),
  );
  return `/api/trpc/${names}?batch=1&input=${encodeURIComponent(JSON.stringify(input))}`;
};

/** As the screen decides it. */
const concerned = (calls: [string, object][], changed: string[] | null): [string, object][] =>
  calls.filter(([name]) => isConcerned([name.split('.')], changed));

/** Calls `heard` with what each message of a stream says of changes; answers how to hang up. */
async function listen(url: string, cookie: string, heard: (changed: string[] | null) => void): Promise<() => void> {
  const call = request(`${url}/api/trpc/oncall.watch`, {
    headers: { cookie, accept: 'text/event-stream' },
    agent: false,
  });
  await new Promise<void>((resolve, reject) => {
    call.on('error', reject).on('response', (answer) => {
      if (answer.statusCode !== 200) reject(new Error(`the stream answered ${answer.statusCode}`));
      answer.on('error', () => undefined);
      let rest = '';
      answer.setEncoding('utf8').on('data', (part: string) => {
        const lines = (rest + part).split('\n');
        rest = lines.pop() ?? '';
        for (const line of lines)
          if (line.startsWith('data: ') && line.includes('"changed"')) heard(JSON.parse(line.slice(6)).json.changed);
      });
      resolve();
    });
    call.end();
  });
  return () => call.destroy();
}

/** An incident of 2 000 entries before 20 pairs of eyes: from the posting of an entry until all see it, and its page. */
export async function incident({ url, admin, teamId, post, fillTimeline, isPastRecorded }: Company): Promise<Figure[]> {
  const http = client(url, viewers);
  const cookie = await signIn(http, admin);
  const { id } = await post<{ id: string }>('/incidents', { teamId, title: 'Checkout is down', severity: 'minor' });
  await fillTimeline(id, entries);

  const rendered = async (path: string): Promise<number> => {
    const began = performance.now();
    const { status } = await http.send('GET', path, { cookie });
    if (status !== 200) throw new Error(`${path} answered ${status}`);
    return performance.now() - began;
  };
  const pages = { incident: [] as number[], floor: [] as number[] };
  for (let n = 0; n < 45; n++) {
    const [page, floor] = [await rendered(`/incidents/${id}`), await rendered('/search')];
    // The first ones warm the process up.
    if (n < 5) continue;
    pages.incident.push(page);
    pages.floor.push(floor);
  }

  await until('the past is written down', isPastRecorded, 90_000);
  const shown = asked(id);
  let [text, postedAt] = ['', 0];
  const seenMs: (number | null)[] = Array.from({ length: viewers }, () => null);
  const hangUps = await Promise.all(
    seenMs.map((_, viewer) =>
      listen(url, cookie, async (changed) => {
        const calls = concerned(shown, changed);
        if (calls.length === 0) return;
        const { body } = await http.send('GET', batch(calls), { cookie });
        if (text !== '' && body.includes(text)) seenMs[viewer] ??= performance.now() - postedAt;
      }),
    ),
  );
  const tookMs: number[] = [];
  const acceptedMs: number[] = [];
  for (let n = 0; n < posts; n++) {
    await new Promise((resolve) => setTimeout(resolve, pauseMs));
    seenMs.fill(null);
    text = `Seen by all, number ${n}.`;
    postedAt = performance.now();
    const body = JSON.stringify({ json: { incidentId: id, kind: 'finding', text } });
    const headers = { cookie, 'content-type': 'application/json', origin: url };
    const { status } = await http.send('POST', '/api/trpc/incidentLog.add', headers, body);
    if (status !== 200) throw new Error(`the entry answered ${status}`);
    acceptedMs.push(performance.now() - postedAt);
    await until(`all ${viewers} see entry ${n}`, () => seenMs.every((ms) => ms !== null));
    // The first ones warm the process up.
    if (n >= 5) tookMs.push(Math.max(...seenMs.map(Number)));
  }
  for (const hangUp of hangUps) hangUp();
  http.close();

  const seen = quantiles(tookMs);
  const page = quantiles(pages.incident);
  const floor = quantiles(pages.floor);
  return [
    {
      name: `an entry of an incident with ${entries} entries → seen by all of ${viewers} viewers, p99`,
      value: seen.p99Ms,
      unit: 'ms',
      atMost: 500,
      beside: { p50Ms: seen.p50Ms, p95Ms: seen.p95Ms, acceptedP50Ms: quantiles(acceptedMs).p50Ms },
    },
    {
      name: `the page of an incident with ${entries} entries, p95`,
      value: page.p95Ms,
      unit: 'ms',
      atMost: 200,
      beside: { p50Ms: page.p50Ms, emptySearchPageP50Ms: floor.p50Ms, emptySearchPageP95Ms: floor.p95Ms },
    },
  ];
}
