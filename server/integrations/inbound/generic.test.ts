import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readInbound } from '../inbound';

const folder = path.join(import.meta.dirname, 'fixtures/generic');
const send = (body: string, contentType = 'application/json') =>
  readInbound('generic', {
    bytes: new TextEncoder().encode(body),
    contentType,
    headers: {},
    now: new Date('2026-11-21T16:18:00Z'),
  });
const read = (body: unknown) => send(JSON.stringify(body));
const one = (body: unknown) => read(body).signals[0];

function sample(name: string) {
  const { contentType, body } = JSON.parse(readFileSync(path.join(folder, `${name}.json`), 'utf8'));
  return send(typeof body === 'string' ? body : JSON.stringify(body), contentType).signals[0];
}

describe('the generic door', () => {
  it('reads every captured sender', () => {
    for (const file of readdirSync(folder)) expect(sample(file.replace('.json', ''))?.title, file).toBeTruthy();
  });

  it('Uptime Kuma’s heartbeat decides, whatever it was sent as', () => {
    for (const kind of ['webhook', 'keep', 'pagertree']) {
      expect(sample(`uptime-kuma-${kind}-down`)).toMatchObject({
        key: 'Uptime Kuma/7',
        state: 'open',
        priority: 'P2',
        source: 'https://checkout.example.org/healthz',
      });
    }
    expect(sample('uptime-kuma-webhook-down')?.title).toBe('Checkout API / eu: connect ECONNREFUSED 10.0.0.5:443');
    expect(sample('uptime-kuma-webhook-up')).toMatchObject({ key: 'Uptime Kuma/7', state: 'resolve' });
    for (const status of [2, 3]) expect(one({ heartbeat: { monitorID: 7, status } })?.state).toBe('record');
    expect(one({ heartbeat: { monitorID: 7, status: 9 } })?.state).toBe('open');
  });

  it('Uptime Kuma’s test button is an alert of low priority without a key, never dropped', () => {
    expect(sample('uptime-kuma-webhook-test')).toMatchObject({
      key: null,
      state: 'open',
      priority: 'P4',
      title: 'My Notification Testing',
    });
    expect(sample('uptime-kuma-pagertree-test')).toMatchObject({ key: null, priority: 'P4' });
  });

  it('resolves for senders that say so in a field, and for no others', () => {
    expect(sample('uptime-kuma-splunk-victorops-up')).toMatchObject({ key: 'Uptime Kuma/7', state: 'resolve' });
    expect(sample('uptime-kuma-splunk-victorops-down')).toMatchObject({ key: 'Uptime Kuma/7', state: 'open' });
    expect(sample('uptime-kuma-grafana-oncall-up')).toMatchObject({ key: null, state: 'resolve' });
    expect(sample('uptime-kuma-goalert-up')).toMatchObject({ key: null, state: 'resolve' });
    for (const name of ['uptime-kuma-slack-up', 'uptime-kuma-gotify-up', 'apprise-json'])
      expect(sample(name)?.state).toBe('open');
    expect(sample('apprise-json')).toMatchObject({
      key: 'disk-db-1',
      title: 'Disk full',
      text: 'db-1 at 91%',
      priority: 'P2',
    });
  });

  it('R16, F06: text never decides, in any language; an unknown state opens', () => {
    const text = fc.constantFrom(
      'up',
      'OK',
      'resolved',
      'update',
      'recovered',
      'backup_failed',
      'ist wieder oben',
      '解決済み',
      'all ok now',
    );
    fc.assert(
      fc.property(text, text, (title, body) => {
        expect(one({ title, message: body, description: body, labels: { status: 'ok' }, type: 'success' })?.state).toBe(
          'open',
        );
      }),
    );
    for (const state of ['down', 'okay', 'not ok', 'up!', 'resolved?', 'backup', 'pending', 'INSUFFICIENT_DATA'])
      expect(one({ state })?.state, state).toBe('open');
    for (const status of ['Resolved', ' OK ', 'CLOSED', 'up']) expect(one({ status })?.state, status).toBe('resolve');
    for (const status of ['ack', 'Acknowledged']) expect(one({ status })?.state).toBe('acknowledge');
    expect(one({ severity: 'cleared' })?.state).toBe('resolve');
    expect(one({ status: 'open', severity: 'normal' })?.state).toBe('open');
  });

  it('takes what is a key, and nothing that a template left behind', () => {
    expect(one({ dedup_key: 'a', id: 'b' })?.key).toBe('a');
    expect(one({ id: 7 })?.key).toBe('7');
    expect(one({ environment: 'prod', resource: 'db', event: 'down' })?.key).toBe('prod/db/down');
    for (const id of ['undefined', 'kuma-undefined', 'kuma/NaN', 'x:undefined', ' ', null, {}, []])
      expect(one({ id })?.key).toBeNull();
    expect(one({ id: 'wellundefined' })?.key).toBe('wellundefined');
  });

  it('reads priorities by word, never by number', () => {
    expect(one({ priority: 5, severity: 'Critical' })?.priority).toBe('P1');
    expect(one({ priority: '1' })?.priority).toBe('P3');
    expect(one({ urgency: 'low' })?.priority).toBe('P4');
  });

  it('keeps web links only', () => {
    const links = one({
      url: 'javascript:alert(1)',
      link: 'https://a.example.org',
      links: [{ href: 'data:text/html,x' }, { href: 'http://b.example.org', text: 'B' }],
    })?.links;
    expect(links).toEqual([
      { href: 'https://a.example.org', text: 'link' },
      { href: 'http://b.example.org', text: 'B' },
    ]);
  });

  it('takes lists, forms, XML and text', () => {
    expect(read([{ title: 'a' }, 7, { title: 'b' }])).toMatchObject({
      signals: [{ title: 'a' }, { title: 'b' }],
      rejected: [{ index: 1 }],
    });
    expect(send('summary=Disk+full&action=close', 'application/x-www-form-urlencoded').signals[0]).toMatchObject({
      title: 'Disk full',
      state: 'resolve',
    });
    expect(
      send(`payload=${encodeURIComponent('{"text":"Hi"}')}`, 'application/x-www-form-urlencoded').signals[0]?.title,
    ).toBe('Hi');
    expect(send('<a><Subject>Disk &lt;full&gt;</Subject></a>', 'text/xml').signals[0]).toMatchObject({
      title: 'Disk &lt;full&gt;',
      state: 'open',
    });
    expect(send('\n  Disk full\nresolved', 'text/plain; charset=utf-8').signals[0]).toMatchObject({
      title: 'Disk full',
      state: 'open',
    });
    expect(send('{"title":"x"}', '').signals[0]?.title).toBe('x');
  });

  it('F07: hostile bodies are refused in words or read harmlessly', () => {
    const refused = (body: string, type?: string) =>
      expect(() => send(body, type)).toThrowError(
        expect.objectContaining({ status: expect.toSatisfy((status: number) => status >= 400 && status < 500) }),
      );
    refused('{"a":');
    refused('');
    refused('7');
    refused('[]'.repeat(2));
    refused(`${'['.repeat(50_000)}${']'.repeat(50_000)}`);
    refused('x', 'application/octet-stream');
    refused('x', 'multipart/form-data');
    const signal = send(
      '{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},"title":"t","title":"u","n":1e309}',
    ).signals[0];
    expect(signal?.title).toBe('u');
    expect(({} as { polluted?: number }).polluted).toBeUndefined();
    const began = performance.now();
    send('<title '.repeat(150_000), 'text/xml');
    expect(performance.now() - began).toBeLessThan(10_000);
  });
});
