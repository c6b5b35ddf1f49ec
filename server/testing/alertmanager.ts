import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { freePort, until } from './waiting';

/** Debian calls it `prometheus-alertmanager`; elsewhere it goes by its own name. */
function program(): string {
  const folders = (process.env.PATH ?? '').split(path.delimiter);
  for (const name of ['prometheus-alertmanager', 'alertmanager'])
    for (const folder of folders) if (existsSync(path.join(folder, name))) return path.join(folder, name);
  throw new Error('these tests send real alerts: sudo apt-get install prometheus-alertmanager');
}

const configuration = (webhook: string): string => `
route:
  receiver: baton
  group_by: [alertname]
  group_wait: 100ms
  group_interval: 1s
  repeat_interval: 24h
receivers:
  - name: baton
    webhook_configs:
      - url: ${JSON.stringify(webhook)}
        send_resolved: true
`;

export type FiredAlert = { labels: Record<string, string>; annotations?: Record<string, string> };

/** Prometheus' own Alertmanager, alone on loopback, handing everything to one webhook. Groups by `alertname`. */
export async function startAlertmanager(webhook: string) {
  const folder = mkdtempSync(path.join(tmpdir(), 'baton-alertmanager-'));
  const config = path.join(folder, 'alertmanager.yml');
  writeFileSync(config, configuration(webhook));
  const url = `http://127.0.0.1:${await freePort()}`;
  let said = '';
  const child: ChildProcess = spawn(
    program(),
    [
      `--config.file=${config}`,
      `--storage.path=${path.join(folder, 'data')}`,
      `--web.listen-address=${new URL(url).host}`,
      '--cluster.listen-address=',
    ],
    { stdio: ['ignore', 'pipe', 'pipe'] },
  );
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (part: Buffer) => (said = (said + part.toString('utf8')).slice(-4_000)));

  async function stop(): Promise<void> {
    if (child.exitCode === null && child.signalCode === null) {
      const gone = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGTERM');
      await gone;
    }
    rmSync(folder, { recursive: true, force: true });
  }

  async function send(alerts: (FiredAlert & { endsAt?: string })[]): Promise<void> {
    const answer = await fetch(`${url}/api/v2/alerts`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(alerts),
    });
    if (!answer.ok) throw new Error(`Alertmanager answered ${answer.status}: ${await answer.text()}`);
  }

  try {
    await until('Alertmanager is ready', async () => {
      if (child.exitCode !== null) throw new Error(`Alertmanager ended: ${said}`);
      return (await fetch(`${url}/-/ready`)).ok;
    });
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    url,
    fire: (...alerts: FiredAlert[]) => send(alerts),
    /** Says of alerts with these labels that they have ended; Alertmanager passes it on with the group's next message. */
    resolve: (...alerts: FiredAlert[]) =>
      send(alerts.map((alert) => ({ ...alert, endsAt: new Date(Date.now() - 1_000).toISOString() }))),
    /** The last of what it logged, for the message of a failed test. */
    said: () => said,
    stop,
  };
}
