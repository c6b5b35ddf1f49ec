import { pretendReceiver } from '@/server/testing/providers';
import { pushDevice } from '@/server/testing/push-device';
import { expect, test, tuesdayNight } from './fixtures';

// The push service of this story stands on this machine.
test.use({ settings: { ALLOW_PRIVATE_TARGETS: '1' } });

test('a week is classified, its report read down to the rows, the noise given an owner, and the whole printed', async ({
  api,
  as,
  at,
  company,
  outbox,
}) => {
  const pushService = await pretendReceiver(201);
  await at(tuesdayNight);
  const { ada, service, team } = await company();
  const method = { channel: 'push', address: pushDevice(`${pushService.url}/push/ada`).subscription, verified: true };
  await api.post(`/people/${ada.id}/contact-methods`, method);
  const title = 'The disk is nearly full';
  for (const time of [tuesdayNight, '2026-11-17T08:20:00Z']) {
    await at(time);
    const before = pushService.received.length;
    const { id } = await api.post<{ id: string }>('/alerts', { serviceId: service.id, title });
    await expect.poll(() => pushService.received.length).toBe(before + 1);
    await outbox.next(ada);
    await api.post(`/alerts/${id}/resolve`, {}, 200);
  }

  const page = await as(ada);
  const week = `team=${team.id}&at=${encodeURIComponent(tuesdayNight)}`;
  await page.goto(`/health/classify?${week}`);
  await expect(page.getByRole('status').filter({ hasText: '0 of 2 classified' })).toBeVisible();
  await page.getByRole('listitem', { name: title }).focus();
  await page.keyboard.press('5');
  await expect(page.getByRole('status').filter({ hasText: '2 of 2 classified' })).toBeVisible();

  await page.getByRole('link', { name: 'The report' }).click();
  await expect(page.getByRole('region', { name: 'The review questions' })).toBeVisible();
  const noise = page.getByRole('region', { name: '2 of 2 classified, 0 needed a human' });
  await noise.getByRole('link', { name: '2 noise' }).click();
  const rows = page.getByRole('complementary', { name: /^Noise: 2 of 2/ });
  await expect(rows.getByRole('listitem').filter({ hasText: title })).toHaveCount(2);
  await expect(page).toHaveURL(/show=B2/);
  await page.keyboard.press('Escape');
  await expect(rows).toBeHidden();

  // Alerts made by hand have a key each: there are two of the name.
  await page
    .getByRole('button', { name: `Open a follow-up for ${title}` })
    .first()
    .click();
  await expect(page.getByRole('region', { name: /interruptions by alert$/ })).toContainText(`Quieten ${title}`);

  const paper = await page.pdf({ preferCSSPageSize: true });
  expect(paper.subarray(0, 5).toString()).toBe('%PDF-');
  expect(paper.length).toBeGreaterThan(20_000);
  await pushService.close();
});
