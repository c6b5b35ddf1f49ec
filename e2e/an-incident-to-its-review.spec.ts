import type { Page } from '@playwright/test';
import { bySlack } from '@/server/testing/asking';
import { pretendSlack, pretendStatuspage } from '@/server/testing/providers';
import { test as base, expect, phone } from './fixtures';

type Outsiders = {
  slack: Awaited<ReturnType<typeof pretendSlack>>;
  statusPage: Awaited<ReturnType<typeof pretendStatuspage>>;
};
const signingSecret = 'the secret by which Slack signs';
/** The night before Ada hands over to Ben. */
const mondayNight = '2026-11-23T08:00:00Z';

const test = base.extend<object, Outsiders>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads what a fixture needs from this pattern.
  slack: [async ({}, use) => using(await pretendSlack(), use), { scope: 'worker' }],
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads what a fixture needs from this pattern.
  statusPage: [async ({}, use) => using(await pretendStatuspage(), use), { scope: 'worker' }],
  settings: [
    async ({ slack, statusPage }, use) =>
      use({
        SLACK_BOT_TOKEN: 'xoxb-test',
        SLACK_SIGNING_SECRET: signingSecret,
        SLACK_API_URL: `${slack.url}/api`,
        STATUSPAGE_PAGE_ID: 'page1',
        STATUSPAGE_API_KEY: 'sp-key',
        STATUSPAGE_API_URL: statusPage.url,
      }),
    { scope: 'worker' },
  ],
});

async function using<T extends { close(): Promise<void> }>(
  server: T,
  use: (server: T) => Promise<void>,
): Promise<void> {
  await use(server);
  await server.close();
}

const checklist = `## Look

- [ ] Look at the depth of the queue (reversible)

## Act

- [ ] Drop the poisoned message (needs care)
- [ ] Start the consumers again
`;

/** Types on a line of its own at the end of what stands there. */
async function addLine(page: Page, section: string, line: string): Promise<void> {
  const box = page.getByRole('textbox', { name: section, exact: true });
  await box.press('ControlOrMeta+End');
  await box.pressSequentially(`\n${line}`);
}

test('an incident from its alert to its review, with three people at once, and no line lost', async ({
  api,
  as,
  at,
  baton,
  company,
  outbox,
  request,
  slack,
  statusPage,
  tick,
}) => {
  test.slow();
  await at(mondayNight);
  const { ada, ben, cho, team, service } = await company();
  await api.post('/runbooks', { teamId: team.id, title: 'Queue is not draining', body: checklist, rules: ['*'] });
  const inSlack = 'U0BEN0001';
  const method = { channel: 'slack', address: inSlack, verified: true };
  await api.post(`/people/${ben.id}/contact-methods`, method);
  const title = 'Receipts are not sent';
  const alert = await api.post<{ id: string }>('/alerts', { serviceId: service.id, title, details: 'Since 02:40' });
  await outbox.next(ada);
  const [lead, helper, onPhone] = [await as(ada), await as(ben), await as(cho, phone)];

  await test.step('Ada declares it from the alert and accepts it', async () => {
    await lead.goto(`/alerts/${alert.id}`);
    await lead.getByRole('button', { name: 'Declare an incident…' }).click();
    const dialog = lead.getByRole('dialog', { name: 'Declare an incident' });
    await dialog.getByRole('radio', { name: /Critical/ }).check();
    await dialog.getByRole('button', { name: 'Declare the incident' }).click();
    await lead.waitForURL(/\/incidents\/[^/]+$/);
    await expect(lead.getByRole('heading', { level: 1, name: title })).toBeVisible();
    await lead.getByRole('button', { name: 'Accept' }).click();
    await expect(lead.getByText('Investigating').first()).toBeVisible();
  });
  const address = new URL(lead.url()).pathname;

  await test.step('Ben speaks for it, in two keys; Ada sees it without asking', async () => {
    await helper.goto('/incidents');
    await helper.getByRole('link', { name: title }).click();
    await expect(helper.getByRole('heading', { level: 1, name: title })).toBeVisible();
    await expect(helper.getByRole('button', { name: `Communications: ${ada.name}` })).toBeVisible();
    await helper.keyboard.press('o');
    await expect(helper.getByRole('menuitem').first()).toBeFocused();
    await helper.keyboard.press('Enter');
    await expect(lead.getByRole('button', { name: `Communications: ${ben.name}` })).toBeVisible();
    await expect(helper.getByText(`${ada.name} looks at this too`)).toBeVisible();
  });

  await test.step('Cho is paged and joins from the phone', async () => {
    await lead.getByRole('button', { name: 'Page somebody…' }).click();
    const dialog = lead.getByRole('dialog', { name: 'Ask for help' });
    await dialog.getByRole('checkbox', { name: new RegExp(cho.name) }).check();
    await dialog.getByRole('button', { name: 'Page them' }).click();
    expect((await outbox.next(cho)).subject).toContain(title);
    await onPhone.goto(address);
    await onPhone.getByRole('button', { name: 'I am on it' }).click();
    await expect(lead.getByRole('list', { name: 'Responders' }).getByText('Joined')).toBeVisible();
  });

  await test.step('the runbook is started by one and ticked by another', async () => {
    await lead.getByRole('button', { name: 'Start Queue is not draining' }).click();
    await onPhone.getByRole('button', { name: 'Runbooks' }).click();
    await onPhone.getByRole('checkbox', { name: 'Step 1 done' }).check();
    await onPhone.getByRole('checkbox', { name: 'Step 2 done' }).click();
    await onPhone.getByRole('button', { name: 'I did it with care' }).click();
    const turns = onPhone.getByRole('navigation', { name: 'Steps' });
    await expect(turns).toContainText('Step 3 of 3');
    await turns.getByRole('button', { name: 'Back' }).click();
    await expect(onPhone.getByRole('checkbox', { name: 'Step 2 done' })).toBeChecked();
    await expect(lead.getByText(`Done by ${cho.name}`).first()).toBeVisible();
    await expect(lead.getByRole('checkbox', { name: 'Step 2 done' })).toBeChecked();
  });

  await test.step('an update reaches customers and colleagues as it was previewed', async () => {
    await helper.getByRole('button', { name: 'Post update…' }).click();
    const dialog = helper.getByRole('dialog', { name: /^Update about INC-/ });
    await dialog.getByRole('button', { name: 'Identified' }).click();
    await dialog.getByRole('textbox', { name: 'What people are told' }).fill('Receipts are late. Nothing is lost.');
    await dialog.getByRole('textbox', { name: 'What it is called in public' }).fill('Receipts are late');
    const preview = dialog.getByRole('region', { name: 'What they will read' });
    await expect(preview).toContainText('Identified – Receipts are late. Nothing is lost.');
    await expect(preview).toContainText('Next update by Mon 23 Nov');
    await dialog.getByRole('button', { name: 'Publish the update' }).click();
    await expect(dialog).toBeHidden();
    const update = lead.getByRole('article', { name: `Update by ${ben.name}` });
    await expect(update).toContainText('Nothing is lost.');
    await expect(update.getByText(/Status page: published/)).toBeVisible();
    await expect(update.getByText(/Slack: published/)).toBeVisible();
    expect(statusPage.incidents).toMatchObject([
      { name: 'Receipts are late', status: 'identified', impact_override: 'critical' },
    ]);
    expect(statusPage.incidents[0]?.body).toContain('Receipts are late. Nothing is lost.\n\nNext update by');
    const said = slack.received.filter(({ path }) => path.endsWith('/chat.postMessage'));
    expect(said.map(({ form }) => form.get('text'))).toContain('Identified: Receipts are late');
  });

  await test.step('what is written in its Slack channel stands on the timeline, and the other way round', async () => {
    const created = slack.received.find(({ path }) => path.endsWith('/conversations.create'));
    await expect(lead.getByRole('link', { name: `Slack channel ${created?.form.get('name')}` })).toBeVisible();
    const channel = slack.received.find(({ path }) => path.endsWith('/conversations.setTopic'))?.form.get('channel');
    const event = { type: 'message', channel, user: inSlack, text: 'The sender is the importer.', ts: '1.000100' };
    const signed = bySlack(
      '/api/slack/events',
      JSON.stringify({ type: 'event_callback', event_id: 'Ev0001', event }),
      await baton.now(),
      signingSecret,
    );
    const headers = { ...signed.headers, 'content-type': 'application/json' };
    expect((await request.post(signed.path, { data: signed.body, headers })).status()).toBe(200);
    await expect(lead.getByText('The sender is the importer.')).toBeVisible();
    await lead.keyboard.press('f');
    await lead.keyboard.type('One message of 180 MB blocks the queue.');
    await lead.getByRole('button', { name: 'Add finding' }).click();
    await expect(helper.getByRole('article', { name: `Finding by ${ada.name}` })).toContainText('180 MB');
    await expect
      .poll(() => slack.received.some(({ form }) => (form.get('blocks') ?? '').includes('180 MB blocks the queue')))
      .toBe(true);
  });

  await test.step('text typed without a network is kept, and sent when it is back', async () => {
    await helper.context().setOffline(true);
    await expect(helper.getByText('No network')).toBeVisible();
    await helper.getByRole('textbox', { name: 'Finding' }).fill('The queue drains again.');
    await helper.context().setOffline(false);
    await expect(helper.getByText('No network')).toBeHidden();
    await helper.getByRole('button', { name: 'Add finding' }).click();
    await expect(lead.getByText('The queue drains again.')).toBeVisible();
  });

  let note = '';
  await test.step('it goes on past the end of Ada’s shift: the handoff note passes the lead in one press', async () => {
    await tick(60);
    await lead.goto('/');
    await lead.getByRole('link', { name: 'Write the handoff note' }).click();
    const leads = lead.getByRole('region', { name: 'Incidents that go on' });
    await expect(leads).toContainText('You lead it');
    note = new URL(lead.url()).pathname;
    await leads.getByRole('button', { name: `Pass the lead to ${ben.name}` }).click();
    await expect(leads).toBeHidden();
    expect((await outbox.next(ben)).subject).toContain('made you lead');
    await lead.goto(address);
    await expect(lead.getByRole('button', { name: `Lead: ${ben.name}` })).toBeVisible();
  });

  await test.step('mitigated, resolved, and closed with a follow-up', async () => {
    await lead.getByRole('button', { name: 'Mitigated' }).click();
    await expect(helper.getByText('Mitigated').first()).toBeVisible();
    await lead.getByRole('button', { name: 'Resolved' }).click();
    await lead.getByRole('button', { name: 'Say that it is resolved' }).click();
    await lead.getByRole('button', { name: 'Publish the update' }).click();
    await expect.poll(() => statusPage.incidents[0]?.status).toBe('resolved');
    await lead.getByRole('button', { name: 'Close…' }).click();
    const dialog = lead.getByRole('dialog', { name: /^Close INC-/ });
    await dialog.getByRole('textbox', { name: 'What happened' }).fill('One message was too large for the consumers.');
    await dialog.getByRole('textbox', { name: 'What was done' }).fill('It was dropped, and its sender told.');
    await dialog.getByRole('button', { name: 'None' }).first().click();
    await dialog.getByRole('button', { name: 'Add a follow-up' }).click();
    await dialog.getByRole('textbox', { name: 'Follow-up 1: what is to be done' }).fill('Refuse large messages');
    await dialog.getByRole('textbox', { name: 'Why there is a review' }).fill('It can happen again');
    await dialog.getByRole('button', { name: 'Close the incident' }).click();
    await expect(dialog).toBeHidden();
    await expect(lead.getByText('Closed').first()).toBeVisible();
  });

  await test.step('two write the same section at once: every line of both is there', async () => {
    await lead.goto(`${address}/review`);
    await lead.getByRole('button', { name: 'Begin the review' }).click();
    expect((await outbox.next(ben)).subject).toContain('is drafted');
    await expect(lead.getByRole('textbox', { name: 'Summary', exact: true })).toHaveValue(/too large/);
    await helper.goto(`${address}/review`);
    const factors = 'Contributing factors';
    await expect(helper.getByRole('textbox', { name: factors, exact: true })).toBeVisible();
    const [mine, theirs] = [1, 2, 3].reduce<[string[], string[]]>(
      ([a, b], each) => [
        [...a, `Ada saw that limit ${each} was missing.`],
        [...b, `The queue told nobody, ${each}.`],
      ],
      [[], []],
    );
    await Promise.all([
      (async () => {
        for (const line of mine) await addLine(lead, factors, line);
      })(),
      (async () => {
        for (const line of theirs) await addLine(helper, factors, line);
      })(),
    ]);
    for (const page of [lead, helper]) {
      const box = page.getByRole('textbox', { name: factors, exact: true });
      for (const line of [...mine, ...theirs]) await expect(box).toHaveValue(new RegExp(line.replaceAll('.', '\\.')));
      await expect(page.getByText(/Saved \d\d:\d\d:\d\d/).first()).toBeVisible();
    }
    await expect(lead.getByText(/stands? where causes are told/)).toBeVisible();
    await lead.keyboard.press('ControlOrMeta+s');
    await expect(lead.getByText('Already saved', { exact: true })).toBeVisible();
  });

  await test.step('it is commented on from the phone, and done', async () => {
    await onPhone.goto(`${address}/review?view=read`);
    await onPhone.getByRole('textbox', { name: 'Comment on the whole review' }).fill('Well told.');
    await onPhone.getByRole('button', { name: 'Add the comment' }).click();
    await expect(lead.getByText('Well told.')).toBeVisible();
    await lead.getByRole('button', { name: 'It is done' }).click();
    await expect(lead.getByText('Done', { exact: true }).first()).toBeVisible();
  });

  await test.step('it stands on paper, and whoever holds a link reads it', async () => {
    await lead.emulateMedia({ media: 'print' });
    await expect(lead.getByRole('article', { name: 'Review' })).toContainText('The queue told nobody, 3.');
    const pdf = (await lead.pdf({ preferCSSPageSize: true })).toString('latin1');
    expect(pdf.slice(0, 5)).toBe('%PDF-');
    expect(pdf.match(/\/Type \/Page\b/g)?.length ?? 0).toBeGreaterThanOrEqual(1);
    expect(pdf, 'a page of A4').toMatch(/\/MediaBox \[0 0 59\d(\.\d+)? 84\d(\.\d+)?\]/);
    await lead.emulateMedia({ media: 'screen' });
    await lead.getByRole('button', { name: 'Export' }).click();
    await lead.getByRole('menuitem', { name: 'Share a link…' }).click();
    const dialog = lead.getByRole('dialog', { name: 'Share a link' });
    await dialog.getByRole('button', { name: 'Make the link' }).click();
    const link = await dialog.getByText(/\/shared\/reviews\//).textContent();
    await onPhone.context().clearCookies();
    await onPhone.goto(new URL(link ?? '').pathname);
    await expect(onPhone.getByText('The queue told nobody, 3.')).toBeVisible();
    await expect(onPhone.getByText('Well told.')).toBeHidden();
  });

  await test.step('the follow-up stands in the handoff note until it is done', async () => {
    await lead.goto(note);
    const found = lead.getByRole('region', { name: /^Follow-ups still open/ });
    await expect(found).toContainText('Refuse large messages');
    await lead.goto(address);
    await lead.getByRole('button', { name: /^FUP-\d+ is done$/ }).click();
    await lead.getByRole('textbox', { name: 'What came of it' }).fill('The door refuses what is over 25 MB');
    const owed = lead.getByRole('list', { name: 'Follow-ups' });
    await owed.getByRole('button', { name: 'Done', exact: true }).click();
    await expect(owed.getByText('Done', { exact: true })).toBeVisible();
    await lead.goto(note);
    await expect(lead.getByRole('heading', { level: 1, name: 'Handoff note' })).toBeVisible();
    await expect(found).toBeHidden();
  });
});
