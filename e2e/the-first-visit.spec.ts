import AxeBuilder from '@axe-core/playwright';
import { expect, test } from './fixtures';

test.use({ firstVisit: true });

test('the first visitor becomes admin, sets up a rotation and acknowledges a first alert; set-up is then closed', async ({
  baton,
  faults,
  outbox,
  page,
  request,
  stranger,
}) => {
  const me = { name: 'Ada First', email: 'ada.first@example.org' };
  const press = (name: string) => page.getByRole('button', { name, exact: true }).click();
  const step = (number: number) => expect(page.getByText(`${number} of 6`)).toBeVisible();
  await page.goto('/');
  await expect(page).toHaveURL(/\/setup/);
  await step(1);
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);

  // A password that everybody guesses is refused beside its field, and what was typed stays.
  await page.getByLabel('Name').fill(me.name);
  await page.getByLabel('E-mail').fill(me.email);
  await page.getByLabel('Password').fill('password123');
  await press('Create administrator');
  await expect(page.getByLabel('Password')).toHaveAttribute('aria-invalid', 'true');
  await expect(page.getByLabel('Name')).toHaveValue(me.name);
  await page.getByLabel('Password').fill('a long and quiet sentence');
  await press('Create administrator');

  await step(2);
  await page.getByLabel('Name of the company').fill('Example Works');
  await page.getByLabel('Time zone').selectOption('Europe/Berlin');
  await press('Save and continue');

  await step(3);
  await page.getByLabel('Name of the team').fill('Platform');
  await press('Create team');
  await page.getByLabel('People').fill('Ben Second, ben.second@example.org\nCho Third, cho.third@example.org');
  await press('Add 2 people');
  await expect(page.getByRole('listitem').filter({ hasText: 'Cho Third' })).toBeVisible();
  await press('Continue');

  await step(4);
  const weeks = page.getByRole('table', { name: 'The next 12 weeks' });
  await expect(weeks.getByRole('row').nth(1)).toContainText(/Ada First.*Ben Second/);
  await expect(weeks.getByRole('row').nth(2)).toContainText(/Ben Second.*Cho Third/);
  await press('Create rotation and continue');

  await step(5);
  await press('Send a code');
  const code = /\b\d{6}\b/.exec((await outbox.next(me)).text)?.[0] ?? 'no code in the mail';
  await page.getByLabel('Code').fill(code);
  await press('Confirm the code');
  await press('Send test page');
  await outbox.next(me);
  await press('Continue');

  await step(6);
  await press('Make the first integration');
  const line = await page.getByRole('region', { name: 'First alert' }).getByText('curl').textContent();
  await expect(page.getByText('Waiting for the first alert')).toBeVisible();
  const url = /http:\/\/\S+$/.exec(line ?? '')?.[0] ?? 'no address in the line';
  expect((await request.post(url, { data: { title: 'Hello from set-up' } })).status()).toBe(200);
  await expect(page.getByText(/^Received/)).toBeVisible();
  expect((await outbox.next(me)).subject).toContain('Hello from set-up');
  await press('Finish set-up');

  await expect(page).toHaveURL(`${baton.url}/`);
  await expect(page.getByRole('region', { name: /^Primary, / })).toContainText(me.name);
  await expect(page.getByRole('region', { name: /^Secondary, / })).toContainText('Ben Second');
  await page
    .getByRole('link', { name: /^Alerts/ })
    .first()
    .click();
  await page.getByRole('link', { name: 'Hello from set-up' }).click();
  await press('Acknowledge');
  await expect(page.getByText('Acknowledged by you').first()).toBeVisible();

  // Nobody else can ever become the first admin, however they ask.
  const late = await stranger();
  await late.goto('/setup');
  await expect(late).toHaveURL(/\/sign-in/);
  faults.expected(/status of 40[0-9]/);
  const again = await late.request.post('/api/trpc/team.createFirstAdmin', {
    headers: { origin: baton.url },
    data: { json: { name: 'Mallory', email: 'm@example.org', password: 'another long sentence', timeZone: 'UTC' } },
  });
  expect(again.ok()).toBe(false);
});
