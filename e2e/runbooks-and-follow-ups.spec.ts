import { expect, test, tuesdayNight } from './fixtures';

const text = `## Check

- [ ] Look at the dashboard (reversible)
- [ ] Ask the provider

## Fix

- [ ] (needs care) Restart the worker
`;

test('a runbook is imported, answers an alert, and is worked through step by step', async ({
  api,
  as,
  at,
  company,
  outbox,
}) => {
  await at(tuesdayNight);
  const { ada, service } = await company();
  const page = await as(ada);

  await page.goto('/runbooks');
  await page.getByRole('button', { name: 'Import…' }).click();
  const file = `---\ntitle: Disk of ${service.name}\nservices: [${service.name}]\n---\n\n${text}`;
  await page
    .getByLabel('Markdown files')
    .setInputFiles({ name: 'disk.md', mimeType: 'text/markdown', buffer: Buffer.from(file) });
  await expect(page.getByRole('list', { name: 'What would happen' })).toContainText('3 steps');
  await page.getByRole('button', { name: 'Bring 1 runbook' }).click();
  await page.getByRole('link', { name: `Disk of ${service.name}` }).click();
  await expect(page.getByText('Needs care')).toBeVisible();

  const title = 'The disk is full';
  const alert = await api.post<{ id: string }>('/alerts', { serviceId: service.id, title });
  await outbox.next(ada);
  await page.goto(`/alerts/${alert.id}`);
  await page.getByRole('button', { name: `Start Disk of ${service.name}` }).click();
  const run = page.getByRole('region', { name: `Runbook Disk of ${service.name}` });
  await run.getByRole('checkbox', { name: 'Step 1 done' }).click();
  await expect(run.getByText(/^Done by you/)).toBeVisible();

  await run.getByRole('button', { name: 'Skip step 2…' }).click();
  await run.getByRole('textbox', { name: 'Why it is skipped' }).fill('They called us');
  await run.getByRole('button', { name: 'Skip it' }).click();
  await expect(run.getByText(/^Skipped by you.*They called us/)).toBeVisible();

  const careful = run.getByRole('checkbox', { name: 'Step 3 done' });
  await careful.click();
  await expect(careful).not.toBeChecked();
  await run.getByRole('button', { name: 'I did it with care' }).click();
  await expect(careful).toBeChecked();
  await run.getByRole('button', { name: 'End the run' }).click();
  await expect(run.getByText(/^Ended .* by you/)).toBeVisible();
});

test('a follow-up is opened, handed over, and done with what came of it', async ({ as, at, company, outbox }) => {
  await at(tuesdayNight);
  const { ada, ben } = await company();
  const page = await as(ada);

  await page.goto('/follow-ups');
  await expect(page.getByText('Nothing owed')).toBeVisible();
  await page.getByRole('button', { name: 'New follow-up' }).click();
  const form = page.getByRole('dialog', { name: 'New follow-up' });
  await form.getByRole('button', { name: 'Open the follow-up' }).click();
  await expect(form.getByText('Say what is to be done')).toBeVisible();
  await form.getByLabel('What is to be done').fill('Alert before the disk is full');
  await form.getByRole('button', { name: 'Open the follow-up' }).click();
  await expect(form).toBeHidden();

  await page.getByRole('checkbox', { name: /^Choose FUP-/ }).check();
  await page.getByRole('combobox', { name: 'Hand them to' }).selectOption(ben.name);
  await page.getByRole('button', { name: 'Hand over' }).click();
  await expect(page.getByText('Nothing owed')).toBeVisible();
  await outbox.next(ben);

  await page.getByRole('button', { name: 'Team', exact: true }).click();
  await page.getByRole('button', { name: 'Alert before the disk is full' }).click();
  const drawer = page.getByRole('dialog', { name: 'Alert before the disk is full' });
  await drawer.getByRole('button', { name: 'Done…' }).click();
  await drawer.getByRole('textbox', { name: 'What came of it' }).fill('It pages a day before');
  await drawer.getByRole('button', { name: 'It is done' }).click();
  await expect(drawer.getByText('made it done: It pages a day before')).toBeVisible();
  await drawer.getByRole('button', { name: 'Close' }).click();
  await page.getByRole('button', { name: 'Done', exact: true }).click();
  await expect(page.getByRole('list', { name: 'Follow-ups' })).toContainText('It pages a day before');
});
