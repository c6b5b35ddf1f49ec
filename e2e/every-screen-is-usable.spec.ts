import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, phone, scrollsSideways, test, tuesdayNight } from './fixtures';

async function findings(page: Page): Promise<string[]> {
  await expect(page.getByRole('heading', { level: 1, includeHidden: true })).toBeVisible();
  // No page of ours holds a frame: one look at the page itself, without a second page to gather what frames say.
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze();
  const found = violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html }) => `${page.url()} ${id}: ${html.slice(0, 160)}`),
  );
  return (await scrollsSideways(page)) ? [...found, `${page.url()} scrolls sideways`] : found;
}

// Both layouts and both sets of colours in half as many looks as there are pairs of them.
const looks = {
  'light, on a desktop': { colorScheme: 'light' },
  'dark, on a phone': { ...phone, colorScheme: 'dark' },
} as const;

for (const [look, options] of Object.entries(looks))
  test(`axe finds nothing on any screen, and none scrolls sideways: ${look}`, async ({
    api,
    as,
    at,
    baton,
    company,
    outbox,
    stranger,
  }) => {
    test.slow();
    await at(tuesdayNight);
    const { ada, ben, dee, team, service, rotation } = await company();
    const alert = await api.post<{ id: string }>('/alerts', {
      serviceId: service.id,
      title: 'Seen by axe',
      details: 'x',
    });
    await outbox.next(ada);
    const cover = await api.post<{ id: string }>(`/rotations/${rotation.id}/requests`, {
      ...{ kind: 'cover', role: 'primary', with: ben.id, for: ada.id, reason: 'travel', note: 'Seen by axe' },
      ...{ from: '2026-11-19T17:00:00Z', to: '2026-11-19T21:00:00Z' },
    });
    const declared = { teamId: team.id, title: 'Seen by axe', severity: 'major', alertIds: [alert.id] };
    const incident = await api.post<{ id: string }>('/incidents', declared);
    await api.post(`/incidents/${incident.id}/accept`, {}, 200);
    await api.post('/reviews', { incidentId: incident.id });
    const written = {
      teamId: team.id,
      title: 'Seen by axe',
      body: 'Why.\n\n- [ ] (needs care) Look\n  ```\n  ls\n  ```',
    };
    const runbook = await api.post<{ id: string }>('/runbooks', written);
    const owed = { teamId: team.id, title: 'Seen by axe', ownerId: ada.id, dueOn: '2026-11-16' };
    const followUp = await api.post<{ id: string }>('/follow-ups', owed);
    await outbox.next(ada);
    const found: string[] = [];
    const page = await as(ada, options);
    const inside = [
      '/',
      '/calendar',
      '/calendar?view=month',
      '/calendar?view=week',
      '/alerts',
      `/alerts/${alert.id}`,
      '/requests?tab=team',
      '/requests/new',
      `/requests/${cover.id}`,
      '/incidents',
      `/incidents/${incident.id}`,
      `/incidents/${incident.id}?tab=people`,
      `/incidents/${incident.id}/review`,
      `/incidents/${incident.id}/review?view=read`,
      '/runbooks',
      '/runbooks/new',
      `/runbooks/${runbook.id}`,
      `/runbooks/${runbook.id}?edit=true`,
      '/follow-ups',
      '/search?q=disk',
      '/follow-ups?tab=team&view=board',
      `/follow-ups?open=${followUp.id}`,
      '/health',
      `/health?period=quarter&at=${encodeURIComponent(tuesdayNight)}&show=A1.primary`,
      '/health/classify',
      '/health/time',
      '/health/settings',
      '/health/what-if',
      `/health/weeks/${rotation.id}/${encodeURIComponent('2026-11-16T17:00:00.000Z')}`,
      '/team',
      '/settings',
      '/settings/review-template',
    ];
    for (const path of [...inside, '/settings/profile', `/settings/rotations/${rotation.id}`]) {
      await page.goto(path);
      found.push(...(await findings(page)));
    }
    const door = await stranger(options);
    await door.goto('/sign-in');
    found.push(...(await findings(door)));
    // What waits would have its say in the stories that follow.
    await api.post(`/requests/${cover.id}/cancel`, {}, 200);
    await baton.settled();
    for (const one of [ada, ben, dee]) outbox.to(one);
    expect(found).toEqual([]);
  });
