import { pretendReceiver } from '@/server/testing/providers';
import { pushDevice } from '@/server/testing/push-device';
import { expect, phone, test, tuesdayNight } from './fixtures';

// The push service of this story stands on this machine.
test.use({ settings: { ALLOW_PRIVATE_TARGETS: '1' } });

test('a push wakes the phone, its button acknowledges, and the phone says so only when it is true', async ({
  api,
  as,
  at,
  baton,
  company,
  outbox,
}) => {
  const pushService = await pretendReceiver(201);
  const device = pushDevice(`${pushService.url}/push/ada`);
  await at(tuesdayNight);
  const { ada, integration } = await company();
  const method = { channel: 'push', address: device.subscription, verified: true };
  await api.post(`/people/${ada.id}/contact-methods`, method);

  // No push service is reachable from here, so the browser is subscribed by hand: the script alone is registered.
  const page = await as(ada, { ...phone, permissions: ['notifications'] });
  const cdp = await page.context().newCDPSession(page);
  const registered = new Promise<string>((resolve) =>
    cdp.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
      const [first] = registrations;
      if (first) resolve(first.registrationId);
    }),
  );
  await cdp.send('ServiceWorker.enable');
  await page.goto('/settings/profile');
  await page.evaluate(async () => {
    await navigator.serviceWorker.register('/sw.js', { scope: '/' });
    await navigator.serviceWorker.ready;
  });
  const registrationId = await registered;

  const alert = { title: 'Queue is not moving', key: 'push', details: 'No job has ended for ten minutes.' };
  const answer = await fetch(integration.url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(alert),
  });
  expect(answer.status).toBe(200);
  await expect.poll(() => pushService.received.length).toBe(1);
  await outbox.next(ada);
  const data = JSON.stringify(device.read(pushService.received[0]?.bytes ?? Buffer.alloc(0)));
  await cdp.send('ServiceWorker.deliverPushMessage', { origin: baton.url, registrationId, data });

  const titles = () =>
    page.evaluate(async () => {
      const registration = await navigator.serviceWorker.ready;
      return (await registration.getNotifications()).map(({ title }) => title);
    });
  await expect.poll(titles).toEqual([expect.stringContaining(alert.title)]);
  const stored = async () => {
    const { items } = await api.get<{
      items: { title: string; state: string; acknowledgedBy: { id: string } | null }[];
    }>('/alerts');
    return items.find(({ title, state }) => title === alert.title && state !== 'closed');
  };
  expect((await stored())?.state).toBe('open');

  const [worker] = page.context().serviceWorkers();
  await worker?.evaluate(async () => {
    type Scope = { registration: ServiceWorkerRegistration; dispatchEvent(event: Event): void };
    const scope = globalThis as unknown as Scope;
    const [notification] = await scope.registration.getNotifications();
    const made = Reflect.get(globalThis, 'NotificationEvent') as new (name: string, init: object) => Event;
    // Only a browser's own events may be waited for: this one is pressed by hand.
    const press = Object.assign(new made('notificationclick', { notification, action: 'acknowledge' }), {
      waitUntil: () => undefined,
    });
    scope.dispatchEvent(press);
  });
  await expect.poll(async () => (await stored())?.state).toBe('acknowledged');
  expect((await stored())?.acknowledgedBy?.id).toBe(ada.id);
  await expect.poll(titles).toEqual([expect.stringContaining('it is yours')]);
  await pushService.close();
});
