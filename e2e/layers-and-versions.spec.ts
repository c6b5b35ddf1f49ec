import type { Page } from '@playwright/test';
import { expect, test } from './fixtures';

/** Ten in the morning in New York: Ada is primary until Monday noon, then Ben, then Cho; Dee manages. */
const tuesdayMorning = '2026-11-17T15:00:00Z';

const reviewIn = (page: Page) => page.getByRole('region', { name: 'Before it counts' });

async function publish(page: Page): Promise<void> {
  await reviewIn(page)
    .getByRole('button', { name: /^Publish/ })
    .click();
  await expect(reviewIn(page)).toHaveCount(0);
}

/** Pressed again until the screen listens. */
async function addLayer(page: Page, template: RegExp): Promise<void> {
  await expect(async () => {
    await page.getByRole('button', { name: 'Add a layer' }).click({ timeout: 1_000 });
    await page.getByRole('menuitem', { name: template }).click({ timeout: 1_000 });
  }).toPass();
}

type OnCall = { roles: { role: string; source: string; person: { id: string } | null }[] };

test('a layer is laid over the rotation, an override over both, and an earlier version comes back', async ({
  api,
  as,
  at,
  baton,
  company,
  outbox,
}) => {
  test.slow();
  await at(tuesdayMorning);
  const { ada, ben, cho, dee, rotation } = await company();
  const primaryAt = async (instant: string) => {
    const { roles } = await api.get<OnCall>(`/rotations/${rotation.id}/on-call?at=${instant}`);
    return roles.find(({ role }) => role === 'primary')?.person?.id;
  };
  const page = await as(dee);
  await page.goto(`/settings/rotations/${rotation.id}`);
  const review = reviewIn(page);

  // Business hours are Dee's, from the next handoff on; the nights stay with the rotation.
  await addLayer(page, /^Business hours/);
  const layers = page.getByRole('region', { name: 'Layers' });
  await layers.getByRole('combobox', { name: 'Changes begin' }).selectOption({ index: 1 });
  const order = layers.getByRole('group', { name: 'Order of Business hours' });
  await order.getByRole('combobox', { name: 'Add a person' }).selectOption(dee.name);
  for (const { name } of [ada, ben, cho]) await order.getByRole('button', { name: `Remove ${name}` }).click();
  await expect(review).toContainText('Holds from Mon 23 Nov 12:00 ET');
  const week = review.getByRole('row', { name: /23 Nov/ });
  await expect(week.getByRole('deletion')).toHaveText(ben.name);
  await expect(week.getByRole('insertion')).toHaveText(`${ben.name} 128 h, ${dee.name} 40 h`);
  await publish(page);
  await expect(layers.getByRole('listitem').first()).toContainText('Business hours');
  expect(await primaryAt('2026-11-24T15:00:00Z')).toBe(dee.id);
  expect(await primaryAt('2026-11-24T23:00:00Z')).toBe(ben.id);
  for (const one of [ada, ben, cho, dee])
    expect((await outbox.next(one)).subject).toBe(`Your turns in ${rotation.name} have changed`);

  await page.getByRole('button', { name: 'Lay an override' }).click();
  const question = page.getByRole('dialog', { name: 'Lay an override' });
  await question.getByRole('button', { name: 'Show the difference' }).click();
  await expect(question).toContainText('Choose who, or nobody');
  await question.getByRole('combobox', { name: 'Who' }).selectOption(cho.name);
  await question.getByLabel('From').fill('2026-11-25T09:00');
  await question.getByLabel('To', { exact: true }).fill('2026-11-25T21:00');
  await question.getByRole('button', { name: 'Show the difference' }).click();
  await expect(review).toBeFocused();
  await expect(review).toContainText(`${cho.name} as primary, Wed 25 Nov 09:00 – 21:00 ET`);
  await review.getByRole('textbox', { name: /^Why/ }).fill('conference');
  await publish(page);
  expect((await outbox.next(cho)).text).toContain('conference');
  expect(await primaryAt('2026-11-25T15:00:00Z')).toBe(cho.id);
  const overrides = page.getByRole('region', { name: 'Overrides' });
  await expect(overrides.getByRole('listitem')).toContainText(`laid by ${dee.name}`);

  await page.getByLabel('Who was on call on').fill('2026-11-25');
  const thatDay = page.getByRole('list', { name: 'On call that day' });
  await expect(thatDay.getByRole('listitem').filter({ hasText: 'by an override' })).toContainText('(conference)');

  await overrides.getByRole('button', { name: /^Take back/ }).click();
  await expect(review).toContainText(`Taken back: ${cho.name} as primary`);
  await publish(page);
  await expect(overrides.getByRole('listitem')).toHaveCount(0);
  expect(await primaryAt('2026-11-25T15:00:00Z')).toBe(dee.id);

  const history = page.getByRole('region', { name: 'History' });
  await history.getByRole('link', { name: 'View version 1', exact: true }).click();
  const version = page.getByRole('region', { name: 'Version 1' });
  await expect(version).toContainText('Made the rotation');
  await expect(version.getByRole('row', { name: /23 Nov/ })).toContainText(ben.name);
  await version.getByRole('combobox', { name: 'Changes begin' }).selectOption({ index: 1 });
  await version.getByRole('button', { name: 'Restore this version…' }).click();
  await expect(review).toContainText('Version 1 again');
  await publish(page);
  await expect(history.getByRole('list', { name: 'Changes' }).getByRole('listitem').first()).toContainText(
    'Restored version 1',
  );
  expect(await primaryAt('2026-11-24T15:00:00Z')).toBe(ben.id);

  // What pages by it is named, and keeps it.
  await page.getByRole('button', { name: 'More for this rotation' }).click();
  await page.getByRole('menuitem', { name: 'Archive…' }).click();
  const archive = page.getByRole('dialog', { name: `Archive ${rotation.name}` });
  await expect(archive.getByRole('link', { name: /^Policy/ })).toBeVisible();
  await expect(archive.getByRole('button', { name: 'Archive the rotation' })).toBeDisabled();

  await baton.settled();
  for (const one of [ada, ben, cho, dee]) outbox.to(one);
});
