import { coversOf, timeEngine, weeklyOf } from '@/server/testing/engine-timing';
import type { Company } from './company';
import { client, type Figure, quantiles } from './measure';

/** The rotation engine by itself, and behind the API: a year of shifts for 50 people with 24 covers. */
export async function rotation({ url, token }: Company): Promise<Figure[]> {
  const { oneYearMs, tenYearsMs, fourHundredMs } = timeEngine();
  const http = client(url, 1);
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  const overrides = coversOf(24, 1).map(({ role, personId, from, to }) => ({ role, person: personId, from, to }));
  const preview = (to: string) =>
    JSON.stringify({ definition: weeklyOf(50), overrides, from: '2026-01-05T17:00:00Z', to });
  const tookMs: number[] = [];
  for (let round = 0; round < 60; round++) {
    const began = performance.now();
    const { status, body } = await http.send(
      'POST',
      '/api/v1/rotations/preview',
      headers,
      preview('2027-01-05T17:00:00Z'),
    );
    if (status !== 201 && status !== 200) throw new Error(`the preview answered ${status}: ${body}`);
    if (round >= 10) tookMs.push(performance.now() - began);
  }
  const { status: tooLong } = await http.send(
    'POST',
    '/api/v1/rotations/preview',
    headers,
    preview('2036-03-01T17:00:00Z'),
  );
  http.close();
  return [
    { name: 'shifts of one year, 50 people, 24 covers: computing', value: oneYearMs, unit: 'ms', atMost: 5 },
    { name: 'the same at the API, request to answer, p50', value: quantiles(tookMs).p50Ms, unit: 'ms', atMost: 20 },
    { name: 'who is on call for 400 rotations at once: computing', value: fourHundredMs, unit: 'ms', atMost: 50 },
    {
      name: 'ten years ÷ ten times one year',
      value: tenYearsMs / (10 * oneYearMs),
      unit: '×',
      atMost: 1.2,
      beside: { tenYearsMs },
    },
    { name: 'a window over ten years is refused', value: tooLong, unit: 'status', atLeast: 422, atMost: 422 },
  ];
}
