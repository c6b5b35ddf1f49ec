import { admin, expect, signIn, test } from './fixtures';

const pages = ['/', '/calendar', '/alerts', '/alerts/unknown', '/team', '/settings'];

test('strangers are led to sign-in from every page and back again, and get 401 from every call', async ({
  page,
  request,
}) => {
  for (const path of pages) {
    await page.goto(path);
    await expect(page).toHaveURL(/\/sign-in/);
    await expect(page.getByLabel('Password')).toBeVisible();
  }
  for (const path of ['/api/v1/alerts', '/api/v1/people', '/api/trpc/alert.list', '/api/trpc/team.people']) {
    const answer = await request.get(path);
    expect(answer.status(), path).toBe(401);
    expect(answer.headers()['content-type']).toContain('application/json');
  }

  await page.goto('/calendar');
  await page.getByLabel('E-mail').fill(admin.email);
  await page.getByLabel('Password').fill(admin.password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page).toHaveURL(/\/calendar$/);
});

test('a wrong password says no more than a wrong address; what was typed stays; signing out ends the session', async ({
  baton,
  faults,
  page,
}) => {
  faults.expected(/status of 401/);
  await page.goto('/sign-in');
  for (const email of [admin.email, 'nobody@example.org']) {
    await page.getByLabel('E-mail').fill(email);
    await page.getByLabel('Password').fill('not the password');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await expect(page.getByText('The address or the password is not right')).toBeVisible();
    await expect(page.getByLabel('E-mail')).toHaveValue(email);
  }

  await page.getByLabel('E-mail').fill(admin.email);
  await page.getByLabel('Password').fill(admin.password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page).toHaveURL(`${baton.url}/`);

  const before = await page.context().cookies();
  await page.getByRole('button', { name: /^Your menu/ }).click();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await expect(page).toHaveURL(/\/sign-in/);
  // A copy of the cookie is worth nothing either.
  await page.context().addCookies(before);
  await page.goto('/alerts');
  await expect(page).toHaveURL(/\/sign-in/);
});

test('ending a device in the list of signed-in devices signs it out at once', async ({ as, faults, person }) => {
  const eve = await person('Eve Device');
  const here = await as(eve);
  const lost = await as(eve);
  await lost.goto('/alerts');
  await expect(lost.getByRole('heading', { name: 'Alerts', exact: true })).toBeVisible();

  await here.goto('/settings');
  const device = here.getByRole('row').filter({ has: here.getByRole('button', { name: /^Sign out/ }) });
  await device
    .getByRole('button', { name: /^Sign out/ })
    .first()
    .click();
  await expect(device).toHaveCount(0);

  faults.expected(/status of 401/);
  await lost.goto('/alerts');
  await expect(lost).toHaveURL(/\/sign-in/);
  await here.goto('/alerts');
  await expect(here).toHaveURL(/\/alerts$/);
  await signIn(lost.request, eve);
  await lost.goto('/alerts');
  await expect(lost).toHaveURL(/\/alerts$/);
});
