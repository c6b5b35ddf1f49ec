import { startAlertmanager } from '@/server/testing/alertmanager';
import { expect, test, tuesdayNight } from './fixtures';

const halfDay = 12 * 3_600;
const checkoutDown = {
  labels: { alertname: 'CheckoutDown', severity: 'critical', instance: 'checkout-1' },
  annotations: { summary: 'Checkout answers nobody' },
};

test('an alert from a real Alertmanager reaches the primary, half a day later the secondary, who takes it', async ({
  as,
  api,
  at,
  baton,
  company,
  outbox,
  tick,
}) => {
  await at(tuesdayNight);
  const { ada, ben, cho, dee, service, integration } = await company({ kind: 'alertmanager' });
  const alertmanager = await startAlertmanager(integration.url);
  try {
    const list = await as(dee);
    await list.goto('/alerts');

    await alertmanager.fire(checkoutDown);
    const first = await outbox.next(ada);
    expect(first.subject).toContain('Checkout answers nobody');
    expect(first.to).toBe(ada.email);
    expect(first.messageId).toMatch(/^<[^<>@\s]+@[^<>@\s]+>$/);
    expect(first.text).toContain(service.name);
    expect(first.text).toContain(`${baton.url}/l/`);

    // The list of somebody who only looks on shows it without being asked.
    const row = list.getByRole('row').filter({ has: list.getByRole('link', { name: 'Checkout answers nobody' }) });
    await expect(row).toBeVisible();

    await tick(halfDay);
    const second = await outbox.next(ben);
    expect(second.subject).toContain('Checkout answers nobody');
    expect(second.text, 'the secondary is told how to reach the primary').toContain(ada.email);
    expect(second.messageId).not.toBe(first.messageId);

    const { items } = await api.get<{ items: { id: string; title: string; openedAt: string }[] }>('/alerts?state=open');
    const alert = items.find(({ title }) => title === 'Checkout answers nobody');
    const page = await as(ben);
    await page.goto(`/alerts/${alert?.id}`);
    await expect(page.getByRole('heading', { name: 'Checkout answers nobody' })).toBeVisible();
    await page.getByRole('button', { name: 'Acknowledge' }).click();
    await expect(page.getByText('Acknowledged by you').first()).toBeVisible();
    await expect(row).toContainText(`Acknowledged by ${ben.name}`);

    // Acknowledged: nobody else is paged, however long it takes.
    await tick(halfDay);
    await alertmanager.resolve(checkoutDown);
    await expect.poll(async () => (await api.get<{ state: string }>(`/alerts/${alert?.id}`)).state).toBe('closed');
    await expect(page.getByText(/Resolved|Closed/).first()).toBeVisible();
    expect(outbox.to(ada)).toHaveLength(1);
    expect(outbox.to(ben)).toHaveLength(1);
    expect([...outbox.to(cho), ...outbox.to(dee)]).toEqual([]);

    const told = await api.get<{ openedAt: string; timeline: { kind: string; at: string }[] }>(`/alerts/${alert?.id}`);
    const secondsAfterOpening = (kind: string): number[] =>
      told.timeline
        .filter((event) => event.kind === kind)
        .map(({ at: instant }) => Math.floor((Date.parse(instant) - Date.parse(told.openedAt)) / 1_000));
    const [toPrimary, toSecondary] = secondsAfterOpening('page-sent');
    expect(toPrimary).toBeLessThanOrEqual(10);
    expect(toSecondary).toBeGreaterThanOrEqual(halfDay);
    expect(toSecondary).toBeLessThanOrEqual(halfDay + 60);
    expect(secondsAfterOpening('acknowledged')).toHaveLength(1);
    expect(secondsAfterOpening('resolved')).toHaveLength(1);
    const timeline = page.getByRole('list', { name: 'Timeline' });
    await expect(timeline).toContainText(ada.name);
    await expect(timeline).toContainText(ben.name);
  } finally {
    await alertmanager.stop();
  }
});
