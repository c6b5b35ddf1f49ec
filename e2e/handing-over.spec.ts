import AxeBuilder from '@axe-core/playwright';
import { expect, phone, scrollsSideways, test } from './fixtures';

test('the outgoing person writes, the incoming people read and accept on a phone', async ({
  as,
  at,
  baton,
  company,
}) => {
  test.slow();
  await at('2026-11-23T15:30:00Z');
  const { ada, ben, cho, rotation } = await company();
  await at('2026-11-23T15:32:00Z');
  await baton.settled();

  const desk = await as(ada);
  await desk.goto('/');
  await expect(desk.getByText(`You hand ${rotation.name} over Mon 12:00 ET`)).toBeVisible();
  await desk.getByRole('link', { name: 'Write the handoff note' }).click();
  await expect(desk.getByRole('heading', { level: 1, name: 'Handoff note' })).toBeVisible();
  const written = desk.getByRole('region', { name: 'What the next people must know' });
  await written.getByLabel('Risks').fill('The disk of the queue fills by Thursday.');
  await expect(written.getByText('Saved', { exact: true })).toBeVisible();
  await desk.reload();
  await expect(written.getByLabel('Risks')).toHaveValue('The disk of the queue fills by Thursday.');
  const address = new URL(desk.url()).pathname;

  // Nobody published it: at the handoff it goes out as it is.
  await at('2026-11-23T17:00:05Z');
  await baton.settled();

  const acceptOn = async (person: typeof cho, from: string) => {
    const page = await as(person, phone);
    await page.goto('/');
    await expect(page.getByText(`Handoff note from ${from} waits for you`)).toBeVisible();
    await page.getByRole('link', { name: 'Read and accept' }).click();
    await expect(page.getByRole('region', { name: 'Risks' })).toContainText('The disk of the queue fills by Thursday.');
    expect(await scrollsSideways(page)).toBe(false);
    expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
    await page.getByLabel('Laptop at hand').check();
    await page.getByRole('button', { name: 'Accept the handoff' }).click();
    await expect(page.getByRole('button', { name: 'Accept the handoff' })).toHaveCount(0);
    await expect(page.getByRole('region', { name: 'Takes over' })).toContainText('without internet and runbooks');
    return page;
  };
  await acceptOn(cho, `${ada.name} and ${ben.name}`);
  const last = await acceptOn(ben, ada.name);
  await expect(last.getByText('Accepted by everybody who takes over')).toBeVisible();

  await desk.goto(address);
  const pulse = desk.getByRole('region', { name: 'How was your shift?' });
  await pulse.getByRole('group', { name: 'I slept' }).getByRole('radio', { name: '2' }).check();
  await pulse.getByRole('group', { name: 'I felt supported' }).getByRole('radio', { name: '5' }).check();
  await pulse.getByRole('group', { name: 'I would take this week again' }).getByRole('radio', { name: '4' }).check();
  await expect(pulse.getByText('Kept.')).toBeVisible();
  expect((await new AxeBuilder({ page: desk }).analyze()).violations).toEqual([]);
});
