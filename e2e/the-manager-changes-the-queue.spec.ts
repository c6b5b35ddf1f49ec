import type { Page } from '@playwright/test';
import { expect, type Person, test } from './fixtures';

/** Ten in the morning in New York, where everybody of these stories lives. */
const tuesdayMorning = '2026-11-17T15:00:00Z';

type Shift = { role: string; personId: string; from: string; to: string };
type Queue = Awaited<ReturnType<typeof queueOf>>;
type Make = {
  api: { post: <T>(path: string, data: unknown) => Promise<T> };
  person: (name: string) => Promise<Person>;
};

/** Ada is primary from Monday 16 November, noon; then Ben, then Cho. Eva is of the team and in no queue; Dee and Fay manage. */
async function queueOf({ api, person }: Make, surname: string) {
  const ada = await person(`Ada ${surname}`);
  const ben = await person(`Ben ${surname}`);
  const cho = await person(`Cho ${surname}`);
  const eva = await person(`Eva ${surname}`);
  const dee = await person(`Dee ${surname}`);
  const fay = await person(`Fay ${surname}`);
  const { id: teamId } = await api.post<{ id: string }>('/teams', {
    name: `Team ${surname}`,
    memberIds: [ada.id, ben.id, cho.id, eva.id],
    managerIds: [dee.id, fay.id],
  });
  const name = `Rotation ${surname}`;
  const { id } = await api.post<{ id: string }>('/rotations', {
    ...{ teamId, name, timeZone: 'America/New_York', cadence: { unit: 'week', count: 1 } },
    ...{ startsAt: '2026-11-16T12:00', queue: [ada.id, ben.id, cho.id] },
    ...{ roles: ['primary', 'secondary'], pairing: 'secondary-then-primary' },
  });
  return { ada, ben, cho, eva, dee, fay, rotation: { id, name } };
}

const editor = ({ rotation }: Queue): string => `/settings/rotations/${rotation.id}`;
const reviewIn = (page: Page) => page.getByRole('region', { name: 'Before it counts' });
const publish = (page: Page) => reviewIn(page).getByRole('button', { name: /^Publish/ });

/** All that a change sent, and what the days between asked for. */
function mailsTo({ ada, ben, cho, eva, dee, fay }: Queue, outbox: { to: (one: Person) => unknown }): void {
  for (const one of [ada, ben, cho, eva, dee, fay]) outbox.to(one);
}

/** Chosen again until the screen listens. */
async function addNewcomer(page: Page, { name }: Person): Promise<void> {
  await expect(async () => {
    if (!(await reviewIn(page).isVisible()))
      await page.getByRole('combobox', { name: 'Newcomer' }).selectOption(name, { timeout: 1_000 });
    await expect(reviewIn(page)).toBeVisible({ timeout: 1_000 });
  }).toPass();
}

/** Who is primary in each week of the table, as it would be after the change. */
async function primariesShown(page: Page): Promise<string[]> {
  const rows = await reviewIn(page).getByRole('row').all();
  const cells = await Promise.all(rows.slice(1).map((row) => row.getByRole('cell').nth(1).innerText()));
  return cells.map((words) => words.split('→').at(-1)?.trim() ?? '');
}

test('a newcomer joins, a turn is skipped, and the weeks that were shown are the weeks that come', async ({
  api,
  as,
  at,
  baton,
  outbox,
  person,
}) => {
  await at(tuesdayMorning);
  const people = await queueOf({ api, person }, 'Queue');
  const { ada, ben, cho, eva, dee, rotation } = people;
  const page = await as(dee);
  await page.goto(editor(people));

  // After the published weeks, as long as nobody says otherwise: no promised week changes.
  await addNewcomer(page, eva);
  const review = reviewIn(page);
  await expect(review).toBeFocused();
  await expect(review).toContainText(`${eva.name} joins the queue at its end`);
  await expect(review).toContainText('Holds from Mon 21 Dec 12:00 ET');
  await expect(
    review
      .getByRole('row', { name: /11 Jan/ })
      .getByRole('cell')
      .nth(1),
  ).toHaveText(`${cho.name}→${eva.name}`);
  for (const published of [/23 Nov/, /30 Nov/, /7 Dec/, /14 Dec/])
    await expect(review.getByRole('row', { name: published }).getByRole('deletion')).toHaveCount(0);
  await publish(page).click();
  await expect(review).toHaveCount(0);
  expect((await outbox.next(eva)).subject).toContain(rotation.name);
  for (const one of [ada, ben, cho]) await outbox.next(one);

  await page.getByRole('combobox', { name: 'Changes begin' }).first().selectOption({ index: 1 });
  await page.getByRole('button', { name: `More for ${ben.name}` }).click();
  await page.getByRole('menuitem', { name: 'Skip the turn of Mon 23 Nov 12:00 ET…' }).click();
  const question = page.getByRole('dialog', { name: `Skip a turn: ${ben.name}` });
  await question.getByRole('button', { name: 'Show the difference' }).click();
  await expect(question).toContainText('Say why');
  await question.getByRole('textbox', { name: 'Reason' }).fill('speaks at a conference');
  await question.getByRole('button', { name: 'Show the difference' }).click();
  const week = review.getByRole('row', { name: /23 Nov/ });
  await expect(week.getByRole('deletion').first()).toHaveText(ben.name);
  await expect(week.getByRole('insertion').first()).toHaveText(cho.name);
  const affected = review.getByRole('listitem').filter({ hasText: ben.name }).first();
  await expect(affected).toContainText('loses');
  await expect(affected).toContainText('6 days of notice: short, in a published week');

  const shown = await primariesShown(page);
  expect(shown.slice(0, 3)).toEqual([cho.name, ada.name, ben.name]);
  await publish(page).click();
  await expect(review).toHaveCount(0);
  const told = await outbox.next(ben);
  expect(told.subject).toContain(`Your turns in ${rotation.name} have changed`);
  expect(told.text).toContain(`${dee.name} changed the rotation. Your first change is on Mon 23 Nov`);
  await expect(page.getByRole('region', { name: 'History' })).toContainText(
    `${ben.name}: skipped a turn (speaks at a conference)`,
  );

  const span = 'from=2026-11-23T17:00:00Z&to=2027-02-08T17:00:00Z';
  const { shifts } = await api.get<{ shifts: Shift[] }>(`/rotations/${rotation.id}/shifts?${span}`);
  const nameOf = (id: string) => [ada, ben, cho, eva].find((one) => one.id === id)?.name;
  const held = shifts.filter(({ role }) => role === 'primary').map(({ personId }) => nameOf(personId));
  expect(held).toEqual(shown.slice(0, held.length));
  expect(held).toContain(eva.name);

  await page.goto(`/calendar?rotation=${rotation.id}&view=list&day=2026-11-25`);
  await expect(page.getByRole('button', { name: new RegExp(`Primary:? ${cho.name}`) }).first()).toBeVisible();

  // And that is what came.
  await at('2026-11-24T15:00:00Z');
  await baton.settled();
  const now = await api.get<{ roles: { role: string; person: { id: string } | null }[] }>(
    `/rotations/${rotation.id}/on-call`,
  );
  expect(now.roles.find(({ role }) => role === 'primary')?.person?.id).toBe(cho.id);
  mailsTo(people, outbox);
});

test('the queue is changed by keyboard alone', async ({ api, as, at, baton, outbox, person }) => {
  await at(tuesdayMorning);
  const people = await queueOf({ api, person }, 'Keys');
  const { ada, cho, dee } = people;
  const page = await as(dee);
  await page.goto(editor(people));
  const names = async () =>
    (await page.getByRole('button', { name: /^Drag / }).all()).map((handle) => handle.getAttribute('aria-label'));
  // From the handoff after the published weeks on it is Cho's turn first.
  expect((await Promise.all(await names()))[0]).toBe(`Drag ${cho.name}`);
  const down = page.getByRole('button', { name: `Move ${cho.name} down` });
  await expect(down).toBeEnabled();
  await down.focus();
  await page.keyboard.press('Enter');
  await expect(reviewIn(page)).toBeFocused();
  await expect(reviewIn(page)).toContainText(`${cho.name} moves to place 2 of the queue`);
  while (!(await publish(page).evaluate((button) => button === document.activeElement)))
    await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(reviewIn(page)).toHaveCount(0);
  await expect(page.getByRole('listitem').filter({ hasText: 'Mon 21 Dec 12:00 ET' }).first()).toContainText(ada.name);
  await outbox.next(ada);
  await outbox.next(cho);
  await baton.settled();
  mailsTo(people, outbox);
});

test('who comes second is told who was first, and loses nothing', async ({
  api,
  as,
  at,
  baton,
  faults,
  outbox,
  person,
}) => {
  await at(tuesdayMorning);
  const people = await queueOf({ api, person }, 'Second');
  const { eva, dee, fay, rotation } = people;
  const second = await as(fay);
  // Without the live connection nothing tells this page that it is old, but the server does.
  await second.route(/oncall\.watch/, (route) => route.abort());
  faults.expected(/oncall\.watch/);
  await second.goto(editor(people));
  const name = second.getByRole('textbox', { name: 'Name', exact: true });
  await name.fill('Renamed by Fay');
  await expect(publish(second)).toBeEnabled();

  const first = await as(dee);
  await first.goto(editor(people));
  await addNewcomer(first, eva);
  await publish(first).click();
  await expect(reviewIn(first)).toHaveCount(0);
  await outbox.next(eva);

  await publish(second).click();
  const conflict = reviewIn(second);
  await expect(conflict).toContainText('This changed while you were reading');
  await expect(conflict).toContainText(`${dee.name}, Tue 17 Nov`);
  await expect(conflict).toContainText(`${eva.name}: added`);
  await expect(publish(second)).toBeDisabled();
  await expect(name).toHaveValue('Renamed by Fay');

  await conflict.getByRole('button', { name: 'Go on with the new schedule' }).click();
  await publish(second).click();
  await expect(conflict).toHaveCount(0);
  await expect(second.getByRole('heading', { level: 1, name: 'Renamed by Fay' })).toBeVisible();
  const stored = await api.get<{ name: string; version: number }>(`/rotations/${rotation.id}`);
  expect(stored.name).toBe('Renamed by Fay');
  await api.post(`/rotations/${rotation.id}/queue`, { version: 1, change: 'leave', personId: eva.id }, 409);
  await baton.settled();
  mailsTo(people, outbox);
});
