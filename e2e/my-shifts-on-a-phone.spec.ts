import { devices } from '@playwright/test';
import { expect, phone, scrollsSideways, test, tuesdayNight } from './fixtures';

test('the next shift, the list and the calendar program: all on a phone', async ({ as, at, company, stranger }) => {
  await at(tuesdayNight);
  const { ben, rotation } = await company();
  const page = await as(ben, { ...devices['iPhone 14'], ...phone });

  await page.goto('/');
  const mine = page.getByRole('region', { name: 'Mine' });
  const next = mine.getByRole('listitem').filter({ hasText: 'Primary' });
  await expect(next).toContainText('Mon 23 Nov 18:00');
  await expect(next).toContainText('Mon 23 Nov 12:00 – Mon 30 Nov 12:00 ET');
  expect(await scrollsSideways(page)).toBe(false);

  await page.goto('/calendar');
  await expect(page.getByRole('button', { name: 'List', exact: true })).toHaveAttribute('aria-pressed', 'true');
  await page.getByRole('button', { name: 'Later week' }).click();
  await expect(page.getByRole('button', { name: `Primary ${ben.name} (you)` })).toBeVisible();
  expect(await scrollsSideways(page)).toBe(false);

  await page.getByRole('button', { name: 'Subscribe', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'Subscribe' });
  await dialog.getByRole('button', { name: 'Subscribe to your shifts' }).click();
  const address = await dialog.getByRole('code').innerText();
  expect(address).toMatch(/^http:\/\/.+\/calendar\/[\w-]{20,}\.ics$/);
  await expect(dialog.getByRole('button', { name: 'Copy address' })).toBeVisible();

  // A calendar program has no session: the address is all it brings.
  const program = (await stranger()).request;
  const answer = await program.get(address);
  expect(answer.status()).toBe(200);
  expect(answer.headers()['content-type']).toContain('text/calendar');
  const events = (await answer.text()).split('BEGIN:VEVENT');
  const primary = events.find((event) => event.includes('DTSTART:20261123T170000Z') && event.includes('primary'));
  expect(primary).toContain('DTEND:20261130T170000Z');
  expect(primary).toContain(rotation.name);

  await dialog.getByRole('button', { name: /^Revoke the address of/ }).click();
  await expect(dialog.getByRole('list', { name: 'Your calendar addresses' })).toHaveCount(0);
  await expect(dialog.getByRole('code')).toHaveCount(0);
  expect((await program.get(address)).status()).toBe(404);
});
