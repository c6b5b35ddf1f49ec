import AxeBuilder from '@axe-core/playwright';
import { expect, test } from './fixtures';

test.use({ firstVisit: true });

test('the first visitor becomes admin, sets up a rotation and sees an alert arrive; set-up is then closed for ever', async ({
  page,
  stranger,
}) => {
  await page.goto('/');
  await expect(page).toHaveURL(/\/setup/);
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);

  await page.getByLabel('Name').fill('Ada First');
  await page.getByLabel('E-mail').fill('ada.first@example.org');
  await page.getByLabel('Password').fill('a long and quiet sentence');
  await page.getByRole('button', { name: /continue|create|next/i }).click();
  await expect(page.getByText(/2 of 6/)).toBeVisible();

  // From now on nobody else can become the first admin.
  const late = await stranger();
  await late.goto('/setup');
  await expect(late).toHaveURL(/\/sign-in/);
});
