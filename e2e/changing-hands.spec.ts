import type { Page } from '@playwright/test';
import { type Company, expect, type Person, phone, test } from './fixtures';

/** Ten in the morning in New York: Ada is primary until Monday noon, Ben secondary. */
const tuesdayMorning = '2026-11-17T15:00:00Z';
const thursdayNoon = '2026-11-19T17:00:00Z';

type OnCall = { roles: { role: string; person: { id: string } | null; source: string }[] };
type Api = { get: <T>(path: string) => Promise<T> };

/** Who is primary at an instant, as programs are told. */
async function primaryAt(api: Api, { rotation }: Company, at: string): Promise<string | undefined> {
  const { roles } = await api.get<OnCall>(`/rotations/${rotation.id}/on-call?at=${encodeURIComponent(at)}`);
  return roles.find(({ role }) => role === 'primary')?.person?.id;
}

/** The spans in which somebody's own calendar program shows them as primary: "20261119T170000Z/20261119T210000Z". */
async function primaryIn(page: Page): Promise<string[]> {
  await page.goto('/calendar');
  await page.getByRole('button', { name: 'Subscribe', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'Subscribe' });
  await dialog.getByRole('button', { name: 'Subscribe to your shifts' }).click();
  const feed = await (await page.request.get(await dialog.getByRole('code').innerText())).text();
  const at = (event: string, edge: string) => new RegExp(`${edge}:(\\w+)`).exec(event)?.[1];
  return feed
    .split('BEGIN:VEVENT')
    .filter((event) => /primary/i.test(event))
    .map((event) => `${at(event, 'DTSTART')}/${at(event, 'DTEND')}`);
}

/** The calendar's list of the week of `day` shows this shift. */
async function shownOnCalendar(page: Page, { rotation }: Company, shift: RegExp, day = '2026-11-17'): Promise<void> {
  await page.goto(`/calendar?rotation=${rotation.id}&view=list&day=${day}`);
  await expect(page.getByRole('button', { name: shift }).first()).toBeVisible();
}

/** Asks for four hours of Thursday afternoon, from the first screen; answers the request's address. */
async function askForThursday(page: Page, whom: Person | null): Promise<string> {
  await page.goto('/');
  const mine = page.getByRole('region', { name: 'Mine' });
  const form = page.getByRole('form', { name: 'Ask for cover or a swap' });
  await expect(async () => {
    if (!(await form.isVisible()))
      await mine
        .getByRole('button', { name: /^Ask for cover: Primary/ })
        .first()
        .click({ timeout: 1_000 });
    await expect(form).toBeVisible({ timeout: 3_000 });
  }).toPass();
  await form.getByRole('radio', { name: 'A part of it' }).check();
  await form.getByLabel('Start, ET').fill('2026-11-19T12:00');
  await form.getByLabel('End, ET').fill('2026-11-19T16:00');
  if (whom) await form.getByRole('radio', { name: new RegExp(`^${whom.name}`) }).check();
  await form.getByRole('radio', { name: 'Travel' }).check();
  await form.getByRole('textbox', { name: /^Note/ }).fill('On the train, no signal');
  const effect = form.getByRole('region', { name: 'What it would do' });
  await expect(effect.getByRole('row', { name: /Thu 19 Nov 12:00 – 16:00 ET/ })).toContainText(
    whom ? whom.name : 'whoever takes it',
  );
  await form.getByRole('button', { name: whom ? `Ask ${whom.name} to cover` : 'Ask everyone for cover' }).click();
  await page.getByRole('button', { name: 'Open the request' }).click();
  await expect(page).toHaveURL(/\/requests\/[\w-]{30,}$/);
  await expect(page.getByText('You are on call until this is in effect.')).toBeVisible();
  return new URL(page.url()).pathname;
}

/** All that the people of a story were sent: what they ask for is told to those it concerns. */
function mailsTo({ ada, ben, cho, dee }: Company, outbox: { to: (one: Person) => unknown }): void {
  for (const one of [ada, ben, cho, dee]) outbox.to(one);
}

const status = (page: Page, word: string) => expect(page.getByRole('heading', { level: 1 })).toContainText(word);

test('a cover of four hours: asked from the first screen, accepted on a phone, in effect everywhere', async ({
  api,
  as,
  at,
  baton,
  company,
  outbox,
}) => {
  await at(tuesdayMorning);
  const people = await company();
  const { ada, ben } = people;
  const asker = await as(ada);
  const address = await askForThursday(asker, ben);
  expect(await primaryAt(api, people, thursdayNoon), 'until it is in effect nothing changes').toBe(ada.id);
  await expect(asker.getByText(`Waits for ${ben.name} to accept.`)).toBeVisible();

  const told = await outbox.next(ben);
  expect(told.text).toContain(address);
  const taker = await as(ben, phone);
  await taker.goto(address);
  expect(await primaryAt(api, people, thursdayNoon), 'opening a link decides nothing').toBe(ada.id);
  await expect(taker.getByRole('region', { name: 'Your weeks around it' })).toContainText('Thu 19 Nov 18:00 – 22:00');
  await taker.getByRole('button', { name: 'Accept cover' }).click();
  await status(taker, 'In effect');

  // Whoever asked sees it without reloading.
  await status(asker, 'In effect');
  expect(await primaryAt(api, people, thursdayNoon)).toBe(ben.id);
  expect(await primaryAt(api, people, '2026-11-19T21:00:00Z')).toBe(ada.id);
  await shownOnCalendar(asker, people, new RegExp(`Primary:? ${ben.name}.*Cover`));
  expect(await primaryIn(taker)).toContain('20261119T170000Z/20261119T210000Z');
  await baton.settled();
  mailsTo(people, outbox);
});

test('a swap: the counterpart accepts, the manager sees both calendars and approves by key', async ({
  api,
  as,
  at,
  baton,
  company,
  outbox,
}) => {
  await at(tuesdayMorning);
  const people = await company();
  const { ben, cho, dee } = people;
  const asker = await as(ben);
  await asker.goto('/requests/new?kind=swap');
  const form = asker.getByRole('form', { name: 'Ask for cover or a swap' });
  await form.getByRole('combobox', { name: 'Your turn' }).selectOption({ label: 'Primary from Mon 23 Nov 12:00 ET' });
  await form.getByRole('radio', { name: new RegExp(`^${cho.name}`) }).check();
  await form.getByRole('combobox', { name: /that you take$/ }).selectOption({ label: 'From Mon 30 Nov 12:00 ET' });
  await form.getByRole('radio', { name: 'Time off' }).check();
  await form.getByRole('textbox', { name: /^Note/ }).fill('A wedding');
  await form.getByRole('button', { name: `Ask ${cho.name} to swap` }).click();
  await expect(asker.getByText(`Waits for ${cho.name} to accept.`)).toBeVisible();
  const address = new URL(asker.url()).pathname;

  const counterpart = await as(cho);
  await counterpart.goto(address);
  await counterpart.getByRole('button', { name: 'Accept swap' }).click();
  await status(counterpart, 'Accepted, not yet in effect');
  expect(await primaryAt(api, people, '2026-11-24T17:00:00Z')).toBe(ben.id);

  const manager = await as(dee);
  await manager.goto('/requests');
  await expect(manager.getByRole('link', { name: 'Requests 1 waiting for you' }).first()).toBeVisible();
  const pane = manager.getByRole('region', { name: /^Request SWP-/ });
  await expect(pane.getByRole('table', { name: 'What changes' })).toContainText(`${ben.name} → ${cho.name}`);
  await expect(pane).toContainText('A wedding');
  await manager.keyboard.press('a');
  await expect(manager.getByText('Nothing waits for you')).toBeVisible();

  await status(asker, 'In effect');
  expect(await primaryAt(api, people, '2026-11-24T17:00:00Z')).toBe(cho.id);
  expect(await primaryAt(api, people, '2026-12-01T17:00:00Z')).toBe(ben.id);
  expect(await primaryIn(asker)).toContain('20261130T170000Z/20261207T170000Z');
  await asker.goto(`/calendar?rotation=${people.rotation.id}&view=list&day=2026-11-24`);
  await expect(asker.getByRole('button', { name: new RegExp(`Primary:? ${cho.name}.*Swap`) })).toBeVisible();
  await baton.settled();
  mailsTo(people, outbox);
});

test('an offer to everyone: the first to accept has it, the second reads who was first', async ({
  api,
  as,
  at,
  baton,
  company,
  faults,
  outbox,
}) => {
  await at(tuesdayMorning);
  const people = await company();
  const { ada, ben, cho } = people;
  const asker = await as(ada);
  const address = await askForThursday(asker, null);
  const [first, second] = [await as(cho), await as(ben)];
  // Without the live connection nothing tells this page that it is old, but the server does.
  await second.route(/oncall\.watch/, (route) => route.abort());
  faults.expected(/oncall\.watch/);
  faults.expected(/409/);
  await second.goto(address);
  await expect(second.getByRole('button', { name: 'Accept cover' })).toBeVisible();
  await first.goto(address);
  await first.getByRole('button', { name: 'Accept cover' }).click();
  await status(first, 'In effect');
  await second.getByRole('button', { name: 'Accept cover' }).click();
  await expect(second.getByRole('alert').getByText(`${cho.name} was first; nothing changes for you`)).toBeVisible();

  expect(await primaryAt(api, people, thursdayNoon)).toBe(cho.id);
  await shownOnCalendar(asker, people, new RegExp(`Primary:? ${cho.name}.*Cover`));
  expect(await primaryIn(first)).toContain('20261119T170000Z/20261119T210000Z');
  expect(await primaryIn(second)).not.toContain('20261119T170000Z/20261119T210000Z');
  await baton.settled();
  mailsTo(people, outbox);
});

/** The whole of Ben's week from Monday: more than a day, so that a manager decides as well. */
async function askForBensWeek(page: Page, whom: Person): Promise<string> {
  await page.goto('/requests/new?kind=cover&role=primary&from=2026-11-23T17:00:00Z');
  const form = page.getByRole('form', { name: 'Ask for cover or a swap' });
  await form.getByRole('radio', { name: new RegExp(`^${whom.name}`) }).check();
  await form.getByRole('radio', { name: 'Illness' }).check();
  await form.getByRole('textbox', { name: /^Note/ }).fill('An operation');
  await form.getByRole('button', { name: `Ask ${whom.name} to cover` }).click();
  await expect(page).toHaveURL(/\/requests\/[\w-]{30,}$/);
  return new URL(page.url()).pathname;
}

test('a rejection says why, and changes nothing', async ({ api, as, at, baton, company, outbox }) => {
  await at(tuesdayMorning);
  const people = await company();
  const { ada, ben, dee } = people;
  const asker = await as(ben);
  const address = await askForBensWeek(asker, ada);
  const taker = await as(ada);
  await taker.goto(address);
  await taker.getByRole('button', { name: 'Accept cover' }).click();
  await status(taker, 'Accepted, not yet in effect');

  const manager = await as(dee, phone);
  await manager.goto('/requests');
  await manager.getByRole('link', { name: new RegExp(`${ben.name} → ${ada.name}`) }).click();
  await manager.getByRole('button', { name: 'Reject' }).click();
  await expect(manager.getByText('Say why: they read it')).toBeVisible();
  await manager.getByRole('textbox', { name: /^Note/ }).fill('Ada was primary last week');
  await manager.getByRole('button', { name: 'Reject' }).click();
  await status(manager, 'Rejected');
  await status(asker, 'Rejected');
  await expect(asker.getByRole('list', { name: 'History' })).toContainText('Ada was primary last week');

  expect(await primaryAt(api, people, '2026-11-24T17:00:00Z')).toBe(ben.id);
  expect(await primaryIn(asker)).toContain('20261123T170000Z/20261130T170000Z');
  await shownOnCalendar(asker, people, new RegExp(`Primary:? ${ben.name}`), '2026-11-24');
  await baton.settled();
  mailsTo(people, outbox);
});

test('nobody answers: it expires as its time begins, and whoever was on call still is', async ({
  api,
  as,
  at,
  baton,
  company,
  outbox,
}) => {
  await at(tuesdayMorning);
  const people = await company();
  const { ada, ben } = people;
  const asker = await as(ada);
  const address = await askForThursday(asker, ben);
  await at('2026-11-19T17:00:01Z');
  await baton.settled();
  await asker.goto(address);
  await status(asker, 'Expired');
  expect(await primaryAt(api, people, thursdayNoon)).toBe(ada.id);
  const late = await as(ben);
  await late.goto(address);
  await status(late, 'Expired');
  await expect(late.getByRole('button', { name: 'Accept cover' })).toHaveCount(0);
  await shownOnCalendar(asker, people, new RegExp(`Primary:? ${ada.name} \\(you\\)`));
  expect(await primaryIn(late)).not.toContain('20261119T170000Z/20261119T210000Z');
  await baton.settled();
  mailsTo(people, outbox);
});

test('a manager takes an approval back before the changed time starts', async ({
  api,
  as,
  at,
  baton,
  company,
  outbox,
}) => {
  await at(tuesdayMorning);
  const people = await company();
  const { ada, ben, dee } = people;
  const asker = await as(ben);
  const address = await askForBensWeek(asker, ada);
  const taker = await as(ada);
  await taker.goto(address);
  await taker.getByRole('button', { name: 'Accept cover' }).click();
  await status(taker, 'Accepted, not yet in effect');
  const manager = await as(dee);
  await manager.goto(address);
  await manager.getByRole('button', { name: 'Approve cover' }).click();
  await status(asker, 'In effect');
  expect(await primaryAt(api, people, '2026-11-24T17:00:00Z')).toBe(ada.id);

  await manager
    .getByRole('region', { name: /^Result/ })
    .getByRole('button', { name: 'Undo' })
    .click();
  await status(asker, 'Undone');
  expect(await primaryAt(api, people, '2026-11-24T17:00:00Z')).toBe(ben.id);
  expect(await primaryIn(asker)).toContain('20261123T170000Z/20261130T170000Z');
  await asker.goto(`/calendar?rotation=${people.rotation.id}&view=list&day=2026-11-24`);
  await expect(asker.getByRole('button', { name: new RegExp(`Primary:? ${ben.name} \\(you\\)`) })).toBeVisible();
  await baton.settled();
  mailsTo(people, outbox);
});

test('a manager who is away lets somebody else decide', async ({ api, as, at, baton, company, outbox }) => {
  await at(tuesdayMorning);
  const people = await company();
  const { ada, ben, cho, dee } = people;
  const manager = await as(dee);
  await manager.goto('/settings/profile');
  const away = manager.getByRole('region', { name: 'While you are away' });
  await expect(async () => {
    if (!(await away.getByRole('combobox', { name: 'Who decides' }).isVisible()))
      await away.getByRole('button', { name: 'Choose who decides' }).click({ timeout: 1_000 });
    await expect(away.getByRole('combobox', { name: 'Who decides' })).toBeVisible({ timeout: 1_000 });
  }).toPass();
  await away.getByRole('combobox', { name: 'Who decides' }).selectOption(cho.name);
  await away.getByLabel('Until, ET').fill('2026-12-04T18:00');
  await away.getByRole('button', { name: 'Save' }).click();
  await expect(away).toContainText(`While you are away, ${cho.name} decides for you until Fri 4 Dec 18:00 ET.`);

  const asker = await as(ben);
  const address = await askForBensWeek(asker, ada);
  const taker = await as(ada);
  await taker.goto(address);
  await taker.getByRole('button', { name: 'Accept cover' }).click();
  await status(taker, 'Accepted, not yet in effect');
  const deputy = await as(cho);
  await deputy.goto('/requests');
  const pane = deputy.getByRole('region', { name: /^Request CVR-/ });
  await pane.getByRole('button', { name: 'Approve cover' }).click();
  await status(asker, 'In effect');

  expect(await primaryAt(api, people, '2026-11-24T17:00:00Z')).toBe(ada.id);
  expect(await primaryIn(taker)).toContain('20261123T170000Z/20261130T170000Z');
  await asker.goto(`/calendar?rotation=${people.rotation.id}&view=list&day=2026-11-24`);
  await expect(asker.getByRole('button', { name: new RegExp(`Primary:? ${ada.name}.*Cover`) })).toBeVisible();
  await baton.settled();
  mailsTo(people, outbox);
});

test('the secondary takes the page over in two presses, and it ends early when the primary is back', async ({
  api,
  as,
  at,
  baton,
  company,
  outbox,
}) => {
  await at(tuesdayMorning);
  const people = await company();
  const { ada, ben, rotation } = people;
  const page = await as(ben, phone);
  await page.goto('/');
  const card = page.getByRole('region', { name: `Primary, ${rotation.name}` });
  const question = page.getByRole('dialog', { name: `Take over primary from ${ada.name}` });
  await expect(async () => {
    if (!(await question.isVisible()))
      await card.getByRole('button', { name: 'Take over now' }).click({ timeout: 1_000 });
    await expect(question).toBeVisible({ timeout: 1_000 });
  }).toPass();
  await question.getByRole('button', { name: 'Take over primary' }).click();
  await expect(question).toHaveCount(0);
  await expect(card).toContainText('You');
  const now = (await baton.now()).toISOString();
  expect(await primaryAt(api, people, now)).toBe(ben.id);
  await outbox.next(ada);
  expect((await primaryIn(page)).filter((span) => span.startsWith('20261117T15'))).toHaveLength(1);
  await shownOnCalendar(page, people, new RegExp(`Primary:? ${ben.name} \\(you\\).*Cover`));

  const back = await as(ada);
  await back.goto('/requests?tab=mine');
  const pane = back.getByRole('region', { name: /^Request CVR-/ });
  await pane.getByRole('button', { name: 'End it now' }).click();
  await expect.poll(async () => primaryAt(api, people, (await baton.now()).toISOString())).toBe(ada.id);
  await baton.settled();
  mailsTo(people, outbox);
});
