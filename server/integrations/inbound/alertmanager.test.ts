import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { readInbound } from '../inbound';

type Fixture = { contentType: string; body: Record<string, unknown> & { alerts: Record<string, unknown>[] } };

const fixture = (name: string): Fixture =>
  JSON.parse(
    readFileSync(path.join(import.meta.dirname, 'fixtures/alertmanager', `alertmanager-webhook-${name}.json`), 'utf8'),
  );
const read = (body: unknown) =>
  readInbound('alertmanager', {
    bytes: new TextEncoder().encode(JSON.stringify(body)),
    contentType: 'application/json',
    headers: {},
    now: new Date('2026-11-21T16:18:00Z'),
  });

describe('Alertmanager’s webhook', () => {
  it('makes one signal of each alert, by its fingerprint', () => {
    const { signals, rejected } = read(fixture('firing-group2').body);
    expect(rejected).toEqual([]);
    expect(signals).toMatchObject([
      {
        key: '1096252c0768a2fb',
        state: 'open',
        title: '5xx over 5% on checkout',
        priority: 'P1',
        source: 'web-1',
        text: 'Error ratio 7.2% for 5m',
        links: [
          { href: 'https://runbooks.example.org/HighErrorRate', text: 'Runbook' },
          { text: 'Source' },
          { text: 'Alertmanager' },
        ],
      },
      { key: 'd372736e50656ea6', links: [{ text: 'Alertmanager' }] },
    ]);
    expect(signals[0]?.fields).toContainEqual({ name: 'cluster', value: 'eu1' });
  });

  it('resolves by the alert’s own status, and opens again under the same key', () => {
    expect(read(fixture('resolved').body).signals).toMatchObject([{ key: 'd372736e50656ea6', state: 'resolve' }]);
    expect(read(fixture('refire').body).signals).toMatchObject([
      { key: 'eaf09244f2c30009', state: 'open', priority: 'P3', title: 'Disk 91% on db-1 — café 🚨' },
    ]);
  });

  it('R16: never reads the group’s status, nor any text; what is unknown opens', () => {
    const { body } = fixture('firing-group2');
    const [first] = body.alerts;
    const odd = ['suppressed', 'RESOLVED!', '', null, undefined, 7].map((status) => ({
      ...first,
      status,
      annotations: { summary: 'resolved: all ok, up' },
    }));
    expect(read({ ...body, status: 'resolved', alerts: odd }).signals.every(({ state }) => state === 'open')).toBe(
      true,
    );
  });

  it('without a fingerprint equal labels are the same trouble, in whatever order', () => {
    const [a, b] = read({ alerts: [{ labels: { x: '1', y: '2' } }, { labels: { y: '2', x: '1' } }] }).signals;
    expect(a).toMatchObject({ key: null, title: '' });
    expect(a?.digestOf).toBe(b?.digestOf);
  });

  it('F05: lists what it cannot read and takes the rest; says how many were not sent', () => {
    const { body } = fixture('refire');
    const result = read({ ...body, truncatedAlerts: 3, alerts: [null, 'x', ...body.alerts] });
    expect(result.rejected.map(({ index }) => index)).toEqual([0, 1]);
    expect(result.signals[0]?.fields[0]).toEqual({ name: 'Not sent', value: '3 more were not sent' });
  });

  it('refuses with 400 only when nothing can be read', () => {
    for (const body of [{}, [], 'x', null, { alerts: {} }, { alerts: [7] }])
      expect(() => read(body)).toThrowError(expect.objectContaining({ code: 'invalid' }));
    expect(read({ alerts: [] })).toEqual({ signals: [], rejected: [] });
  });
});
