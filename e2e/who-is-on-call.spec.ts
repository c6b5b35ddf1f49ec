import { expect, phone, test, tuesdayNight } from './fixtures';

test('the first page says who is on call, until when, in which zone, and who is next', async ({ as, at, company }) => {
  await at(tuesdayNight);
  const { ada, ben, cho } = await company();
  for (const options of [{}, phone]) {
    const page = await as(cho, options);
    await page.goto('/');
    const primary = page.getByRole('article', { name: /primary/i });
    const secondary = page.getByRole('article', { name: /secondary/i });
    await expect(primary).toContainText(ada.name);
    await expect(primary).toContainText(/Mon,? 23 Nov,? 12:00/);
    await expect(primary).toContainText(/ET|EST|New York/);
    await expect(primary).toContainText(ben.name);
    await expect(secondary).toContainText(ben.name);
    await expect(secondary).toContainText('You');
  }
});

test('the first page holds the names before any script has run', async ({ as, at, company }) => {
  await at(tuesdayNight);
  const { ada, ben } = await company();
  const page = await as(ada);
  const html = await (await page.request.get('/')).text();
  expect(html).toContain(ben.name);
});

test('at the handoff the first page changes hands by itself', async ({ as, at, baton, company }) => {
  await at('2026-11-23T16:59:30Z');
  const { ada, ben, cho } = await company();
  const page = await as(ada);
  await page.goto('/');
  const primary = page.getByRole('article', { name: /primary/i });
  await expect(primary).toContainText('You');
  await at('2026-11-23T17:00:01Z');
  await baton.settled();
  await expect(primary).toContainText(ben.name);
  await expect(page.getByRole('article', { name: /secondary/i })).toContainText(cho.name);
});

test('the calendar shows both roles by month and by week, on a desktop and on a phone', async ({ as, at, company }) => {
  await at(tuesdayNight);
  const { ada, ben } = await company();
  for (const options of [{}, phone]) {
    const page = await as(ada, options);
    await page.goto('/calendar');
    for (const view of ['Month', 'Week']) {
      await page
        .getByRole('radio', { name: view })
        .or(page.getByRole('tab', { name: view }))
        .or(page.getByRole('link', { name: view, exact: true }))
        .or(page.getByRole('button', { name: view, exact: true }))
        .first()
        .click();
      await expect(
        page.getByText(new RegExp(`primary.*(You|${ada.name})|(You|${ada.name}).*primary`, 'i')).first(),
      ).toBeVisible();
      await expect(
        page.getByText(new RegExp(`secondary.*${ben.name}|${ben.name}.*secondary`, 'i')).first(),
      ).toBeVisible();
    }
    const sideways = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(sideways).toBeLessThanOrEqual(0);
  }
});
