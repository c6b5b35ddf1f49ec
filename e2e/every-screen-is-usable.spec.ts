import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, phone, test, tuesdayNight } from './fixtures';

async function findings(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${page.url()} ${id}: ${node.html.slice(0, 160)}`));
}

for (const colorScheme of ['light', 'dark'] as const)
  test(`axe finds nothing on any screen, ${colorScheme}, and none scrolls sideways on a phone`, async ({
    api,
    as,
    at,
    company,
    stranger,
  }) => {
    await at(tuesdayNight);
    const { ada, service } = await company();
    const alert = await api.post<{ id: string }>('/alerts', {
      serviceId: service.id,
      title: 'Seen by axe',
      details: 'x',
    });
    const found: string[] = [];
    for (const options of [{ colorScheme }, { colorScheme, ...phone }]) {
      const page = await as(ada, options);
      for (const path of ['/', '/calendar', '/alerts', `/alerts/${alert.id}`, '/team', '/settings']) {
        await page.goto(path);
        await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
        await page.waitForLoadState('load');
        found.push(...(await findings(page)));
        const sideways = await page.evaluate(
          () => document.documentElement.scrollWidth > document.documentElement.clientWidth,
        );
        if (sideways) found.push(`${path} scrolls sideways`);
      }
      const door = await stranger(options);
      await door.goto('/sign-in');
      await expect(door.getByLabel('Password')).toBeVisible();
      found.push(...(await findings(door)));
    }
    expect(found).toEqual([]);
  });
