import { expect, phone, scrollsSideways, test, tuesdayNight } from './fixtures';

test('the first page says who is on call, until when, in which zone, and who is next', async ({ as, at, company }) => {
  await at(tuesdayNight);
  const { ada, ben, cho, rotation } = await company();
  for (const options of [{}, phone]) {
    const page = await as(cho, options);
    await page.goto('/');
    const primary = page.getByRole('region', { name: `Primary, ${rotation.name}` });
    const secondary = page.getByRole('region', { name: `Secondary, ${rotation.name}` });
    await expect(primary).toContainText(ada.name);
    await expect(primary).toContainText('until Mon 23 Nov 12:00 ET (22:30 your time)');
    await expect(primary).toContainText(`Next: ${ben.name}`);
    await expect(secondary).toContainText(ben.name);
    await expect(secondary).toContainText('Next: You');
    await expect(page.getByRole('banner')).toContainText(`Primary ${ada.name} until Mon 23 Nov 12:00 ET`);
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
  const { ada, ben, cho, rotation } = await company();
  const page = await as(ada);
  await page.goto('/');
  const primary = page.getByRole('region', { name: `Primary, ${rotation.name}` });
  await expect(primary).toContainText('You');
  await at('2026-11-23T17:00:01Z');
  await baton.settled();
  await expect(primary).toContainText(ben.name);
  await expect(page.getByRole('region', { name: `Secondary, ${rotation.name}` })).toContainText(cho.name);
});

test('the calendar shows both roles by month and by week, on a desktop and on a phone', async ({ as, at, company }) => {
  await at(tuesdayNight);
  const { ada, ben, cho, rotation } = await company();
  for (const options of [{}, phone]) {
    const page = await as(ben, options);
    await page.goto(`/calendar?rotation=${rotation.id}`);
    const shift = (role: string, name: string) =>
      page.getByRole('button', { name: new RegExp(`\\b${role}:? ${name}`) }).first();
    for (const view of ['Month', 'Week', 'List']) {
      await page.getByRole('button', { name: view, exact: true }).click();
      await expect(shift('Primary', ada.name)).toBeVisible();
      await expect(shift('Secondary', `${ben.name} \\(you\\)`)).toBeVisible();
    }
    await page.getByRole('button', { name: 'Later week' }).click();
    await expect(shift('Primary', `${ben.name} \\(you\\)`)).toBeVisible();
    await shift('Secondary', cho.name).click();
    await expect(page.getByRole('dialog')).toContainText('Mon 23 Nov 12:00');
    expect(await scrollsSideways(page)).toBe(false);
  }
});
