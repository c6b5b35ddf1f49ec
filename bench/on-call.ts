import type { Company } from './company';
import { leanClient } from './lean-client';
import { type Figure, type Load, load } from './measure';

/** "Who is on call?" a second, beside an empty route handler of Next; in turns, because machines drift. */
export async function onCall({ url, token, rotationId }: Company): Promise<Figure[]> {
  const http = await leanClient(url, 16);
  const get =
    (path: string, headers = {}) =>
    async () => {
      const status = await http.send('GET', path, headers);
      if (status !== 200) throw new Error(`${path} answered ${status}`);
    };
  const empty = get('/api/health/live');
  const asked = get(`/api/v1/rotations/${rotationId}/on-call`, { authorization: `Bearer ${token}` });
  const loads: { empty: Load[]; asked: Load[] } = { empty: [], asked: [] };
  await load(16, 1, empty);
  await load(16, 1, asked);
  for (let turn = 0; turn < 3; turn++) {
    loads.empty.push(await load(16, 2, empty));
    loads.asked.push(await load(16, 2, asked));
  }
  http.close();
  const perSecond = (list: Load[]) => list.reduce((sum, one) => sum + one.perSecond, 0) / list.length;
  return [
    {
      name: 'GET …/on-call ÷ an empty route handler',
      value: perSecond(loads.asked) / perSecond(loads.empty),
      unit: '×',
      atLeast: 0.7,
      beside: {
        onCallPerSecond: perSecond(loads.asked),
        emptyPerSecond: perSecond(loads.empty),
        onCallP99Ms: Math.max(...loads.asked.map(({ p99Ms }) => p99Ms)),
      },
    },
  ];
}
