import { type Company, expect, phone, test, tuesdayNight } from './fixtures';

const alert = { title: 'Queue is not moving', key: 'queue', details: 'No job has ended for ten minutes.' };

type Fire = (integration: Company['integration'], body: object) => Promise<void>;
const fire: Fire = async (integration, body) => {
  const answer = await fetch(integration.url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  expect(answer.status).toBe(200);
};

const linkIn = (text: string): string => /https?:\/\/\S+\/l\/[\w.~-]+/.exec(text)?.[0] ?? 'no link in the mail';

test('a link in a page shows the alert and asks; only the button acknowledges, and later it says what is true', async ({
  api,
  at,
  company,
  outbox,
  stranger,
}) => {
  await at(tuesdayNight);
  const { ada, service, integration } = await company();
  await fire(integration, alert);
  const link = linkIn((await outbox.next(ada)).text);
  const stored = async () =>
    (await api.get<{ items: { id: string; title: string; state: string; serviceId: string }[] }>('/alerts')).items.find(
      ({ title, state }) => title === alert.title && state !== 'closed',
    );

  // Programs that look at mail open every link; nothing may come of it.
  const page = await stranger(phone);
  for (const method of ['get', 'head'] as const) expect((await page.request[method](link)).status()).toBe(200);
  await page.goto(link);
  await expect(page.getByRole('heading', { name: alert.title })).toBeVisible();
  await expect(page.getByText(service.name)).toBeVisible();
  const before = await stored();
  expect(before?.state).toBe('open');

  await page.getByRole('button', { name: 'Acknowledge' }).click();
  await expect(page.getByText(/acknowledged/i).first()).toBeVisible();
  expect((await stored())?.state).toBe('acknowledged');

  // Used twice, on another device: nothing to press, and who has it.
  const again = await stranger(phone);
  await again.goto(link);
  await expect(again.getByText(ada.name).first()).toBeVisible();
  await expect(again.getByRole('button', { name: 'Acknowledge' })).toHaveCount(0);

  await api.post(`/alerts/${before?.id}/resolve`, {}, 200);
  await again.reload();
  await expect(again.getByText(/resolved|closed/i).first()).toBeVisible();
  await expect(again.getByRole('button', { name: 'Acknowledge' })).toHaveCount(0);
});

test('a link speaks for the person who was paged and for nobody else, and a made-up one for nobody at all', async ({
  api,
  at,
  company,
  faults,
  outbox,
  stranger,
  tick,
}) => {
  await at(tuesdayNight);
  const { ada, ben, integration } = await company();
  await fire(integration, alert);
  const adas = linkIn((await outbox.next(ada)).text);
  await tick(12 * 3_600);
  const bens = linkIn((await outbox.next(ben)).text);
  expect(bens).not.toBe(adas);

  const page = await stranger(phone);
  await page.goto(bens);
  await page.getByRole('button', { name: 'Acknowledge' }).click();
  await expect(page.getByText(/acknowledged/i).first()).toBeVisible();
  const { items } = await api.get<{ items: { title: string; acknowledgedBy: { id: string } | null }[] }>('/alerts');
  expect(items.find(({ title }) => title === alert.title)?.acknowledgedBy?.id).toBe(ben.id);

  // Ada's own link now says that Ben has it.
  await page.goto(adas);
  await expect(page.getByText(ben.name).first()).toBeVisible();
  await expect(page.getByRole('button', { name: 'Acknowledge' })).toHaveCount(0);

  faults.expected(/status of 404/);
  await page.goto(`${bens.slice(0, -6)}AAAAAA`);
  await expect(page.getByText(/not found|does not exist|no longer/i).first()).toBeVisible();
  await expect(page.getByRole('button', { name: 'Acknowledge' })).toHaveCount(0);
});
