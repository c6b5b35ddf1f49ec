import { startAlertmanager } from '@/server/testing/alertmanager';
import { expect, test, tuesdayNight } from './fixtures';

test('a worker killed between two pages comes back and sends the second one, once, within five seconds', async ({
  at,
  baton,
  company,
  outbox,
  tick,
}) => {
  await at(tuesdayNight);
  const { ada, ben, integration } = await company({ kind: 'alertmanager' });
  const alertmanager = await startAlertmanager(integration.url);
  try {
    await alertmanager.fire({ labels: { alertname: 'DiskFull' }, annotations: { summary: 'The disk is full' } });
    await outbox.next(ada);
    // Killed before it has noted what became of the first mail, it would rightly send that one again.
    await baton.settled();

    const started = () => baton.sql<{ id: number }>('SELECT "id" FROM "Worker" ORDER BY "id" DESC LIMIT 1');
    const [before] = await started();
    await baton.killWorker();
    await at(new Date((await baton.now()).getTime() + 13 * 3_600_000).toISOString());

    await expect.poll(async () => (await started())[0]?.id ?? 0).toBeGreaterThan(before?.id ?? 0);
    const restarted = performance.now();
    await outbox.next(ben);
    expect(performance.now() - restarted).toBeLessThan(5_000);

    await tick(60);
    expect(outbox.to(ben)).toHaveLength(1);
    expect(outbox.to(ada)).toHaveLength(1);
  } finally {
    await alertmanager.stop();
  }
});
