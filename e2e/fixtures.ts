import {
  type APIRequestContext,
  type APIResponse,
  type BrowserContext,
  type BrowserContextOptions,
  test as base,
  expect,
  type Page,
} from '@playwright/test';
import { type Baton, startBaton } from '@/server/testing/baton';
import { Ledger } from '@/server/testing/ledger';
import { type Mailbox, pretendSmtp } from '@/server/testing/outside';

export { expect };

export type Person = { id: string; name: string; email: string; timeZone: string; password: string };

/** Ada is primary from Monday 16 November 2026, noon in New York; Ben is secondary and next; then Cho. Dee manages. */
export type Company = {
  ada: Person;
  ben: Person;
  cho: Person;
  dee: Person;
  team: { id: string; name: string };
  rotation: { id: string; name: string };
  service: { id: string; name: string };
  /** Where a sender of the kind asked for posts to. */
  integration: { id: string; key: string; url: string };
};

/** The REST interface with an admin's token. Answers the body; any other status than the one meant fails the test. */
class Api {
  constructor(private readonly request: APIRequestContext) {}
  get = async <T>(path: string): Promise<T> => body(await this.request.get(`/api/v1${path}`), 200);
  post = async <T>(path: string, data: unknown, status = 201): Promise<T> =>
    body(await this.request.post(`/api/v1${path}`, { data }), status);
}

async function body<T>(answer: APIResponse, status: number): Promise<T> {
  const text = await answer.text();
  expect(answer.status(), `${answer.url()}: ${text}`).toBe(status);
  return JSON.parse(text);
}

/** What went wrong unseen: errors in the browser's console, on a page, in the logs of web and worker. */
class Faults {
  private readonly found: string[] = [];
  private readonly meant: RegExp[] = [];
  /** For a fault that the story brings about itself. */
  expected(pattern: RegExp): void {
    this.meant.push(pattern);
  }
  watch(context: BrowserContext): void {
    context.on('weberror', (error) => this.found.push(`on a page: ${error.error().stack}`));
    context.on('console', (message) => {
      const where = `${message.page()?.url()} (${message.location().url})`;
      if (message.type() === 'error') this.found.push(`in the console of ${where}: ${message.text()}`);
    });
  }
  unexplained = (logged: string[]): string[] =>
    [...this.found, ...logged].filter((fault) => !this.meant.some((pattern) => pattern.test(fault)));
}

type Signed = Pick<Person, 'email' | 'password'>;

/** Signs the context in, as the form does. */
export async function signIn(request: APIRequestContext, { email, password }: Signed): Promise<void> {
  const { csrfToken } = await body<{ csrfToken: string }>(await request.get('/api/auth/csrf'), 200);
  const form = { csrfToken, email, password, callbackUrl: '/', json: 'true' };
  await body(await request.post('/api/auth/callback/credentials', { form }), 200);
}

export const admin = { email: 'root@example.org', password: 'correct horse battery staple' };
export const phone: BrowserContextOptions = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };

export const scrollsSideways = (page: Page): Promise<boolean> =>
  page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);

/** Tuesday, 3 in the morning in New York. */
export const tuesdayNight = '2026-11-17T08:00:00Z';

const surnames = ['Adler', 'Brandt', 'Castro', 'Diaz', 'Eriksen', 'Fischer', 'Garcia', 'Hansen', 'Ito', 'Jansen'];
let companies = 0;

type PerWorker = {
  /** True: a Baton that nobody has set up. */
  firstVisit: boolean;
  /** More of the environment than every story has. */
  settings: Record<string, string>;
  smtp: Mailbox;
  baton: Baton;
  /** An admin's, for machines. */
  token: string;
};

type PerTest = {
  faults: Faults;
  /** The mails of this story. One that it did not ask for fails it. */
  outbox: Ledger;
  api: Api;
  person: (name: string, own?: { timeZone?: string; role?: string }) => Promise<Person>;
  company: (options?: { kind?: string }) => Promise<Company>;
  /** A page in a context of its own, signed in as this person. */
  as: (person: Signed, options?: BrowserContextOptions) => Promise<Page>;
  /** A page in a context of its own, signed in as nobody. */
  stranger: (options?: BrowserContextOptions) => Promise<Page>;
  /** Moves the system's time and that of all pages. */
  at: (iso: string) => Promise<void>;
  /** Moves time on and waits until everything that became due is done. */
  tick: (seconds: number) => Promise<void>;
};

export const test = base.extend<PerTest, PerWorker>({
  firstVisit: [false, { option: true, scope: 'worker' }],
  settings: [{}, { option: true, scope: 'worker' }],

  smtp: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads what a fixture needs from this pattern.
    async ({}, use) => {
      const smtp = await pretendSmtp();
      await use(smtp);
      await smtp.close();
    },
    { scope: 'worker' },
  ],

  baton: [
    async ({ firstVisit, settings, smtp }, use) => {
      const baton = await startBaton({ smtpUrl: smtp.url, settings, admin: firstVisit ? null : admin });
      await use(baton);
      await baton.stop();
    },
    // The first start may have to build the screens.
    { scope: 'worker', timeout: 240_000 },
  ],

  token: [async ({ baton }, use) => use(await baton.createToken(admin.email)), { scope: 'worker' }],

  baseURL: async ({ baton }, use) => use(baton.url),

  faults: [
    async ({ baton }, use, testInfo) => {
      const faults = new Faults();
      const logged = baton.errors.length;
      await use(faults);
      if (testInfo.status !== testInfo.expectedStatus)
        await testInfo.attach('what Baton said', { body: baton.said(), contentType: 'text/plain' });
      expect(faults.unexplained(baton.errors.slice(logged)), 'faults that no story brought about').toEqual([]);
    },
    { auto: true },
  ],

  outbox: [
    async ({ smtp }, use) => {
      const outbox = new Ledger(smtp);
      await use(outbox);
      expect(outbox.unexpected(), 'mails that no story asked for').toEqual([]);
    },
    { auto: true },
  ],

  context: async ({ context, faults }, use) => {
    faults.watch(context);
    await use(context);
  },

  api: async ({ baton, playwright, token }, use) => {
    const request = await playwright.request.newContext({
      baseURL: baton.url,
      extraHTTPHeaders: { authorization: `Bearer ${token}` },
    });
    const api = new Api(request);
    await use(api);
    // What a story left open would page its people in the middle of the next one.
    const { items } = await api.get<{ items: { id: string; state: string }[] }>('/alerts');
    for (const { id, state } of items) if (state !== 'closed') await api.post(`/alerts/${id}/resolve`, {}, 200);
    await request.dispose();
  },

  person: async ({ api }, use) => {
    await use(async (name, { timeZone = 'America/New_York', role = 'engineer' } = {}) => {
      const email = `${name.toLowerCase().replaceAll(' ', '.')}@example.org`;
      const password = `the words of ${email}`;
      const { id } = await api.post<{ id: string }>('/people', { name, email, timeZone, role, password });
      const method = { channel: 'email', address: email, verified: true };
      await api.post(`/people/${id}/contact-methods`, method);
      return { id, name, email, timeZone, password };
    });
  },

  company: async ({ api, person }, use) => {
    await use(async ({ kind = 'generic' } = {}) => {
      const surname = surnames[companies % surnames.length] ?? '';
      const number = ++companies;
      const suffix = number > surnames.length ? `${surname} ${number}` : surname;
      const ada = await person(`Ada ${suffix}`);
      const ben = await person(`Ben ${suffix}`, { timeZone: 'Europe/Berlin' });
      const cho = await person(`Cho ${suffix}`, { timeZone: 'Asia/Kolkata' });
      const dee = await person(`Dee ${suffix}`);
      const teamId = await make(api, '/teams', {
        name: `Team ${suffix}`,
        memberIds: [ada.id, ben.id, cho.id],
        managerIds: [dee.id],
      });
      const rotationId = await make(api, '/rotations', {
        teamId,
        name: `Rotation ${suffix}`,
        timeZone: 'America/New_York',
        cadence: { unit: 'week', count: 1 },
        startsAt: '2026-11-16T12:00',
        queue: [ada.id, ben.id, cho.id],
        roles: ['primary', 'secondary'],
        pairing: 'secondary-then-primary',
      });
      const policyId = await make(api, '/policies', {
        teamId,
        name: `Policy ${suffix}`,
        steps: [
          { afterSeconds: 0, targets: [{ rotationId, role: 'primary' }] },
          { afterSeconds: 12 * 3_600, targets: [{ rotationId, role: 'secondary' }] },
        ],
        repeat: 1,
      });
      const service = `Checkout ${suffix}`;
      const serviceId = await make(api, '/services', { teamId, name: service, policyId });
      const integration = await api.post<Company['integration']>(`/services/${serviceId}/integrations`, {
        kind,
        name: `Sender ${suffix}`,
      });
      return {
        ada,
        ben,
        cho,
        dee,
        team: { id: teamId, name: `Team ${suffix}` },
        rotation: { id: rotationId, name: `Rotation ${suffix}` },
        service: { id: serviceId, name: service },
        integration,
      };
    });
  },

  stranger: async ({ browser, baton, faults }, use) => {
    const contexts: BrowserContext[] = [];
    await use(async (options = {}) => {
      const context = await browser.newContext({ baseURL: baton.url, ...options });
      contexts.push(context);
      faults.watch(context);
      const page = await context.newPage();
      await page.clock.setSystemTime(await baton.now());
      return page;
    });
    await Promise.all(contexts.map((context) => context.close()));
  },

  as: async ({ stranger }, use) => {
    await use(async (person, options) => {
      const page = await stranger(options);
      await signIn(page.request, person);
      return page;
    });
  },

  at: async ({ baton, browser }, use) => {
    await use(async (iso) => {
      await baton.setClock(new Date(iso));
      const pages = browser.contexts().flatMap((context) => context.pages());
      await Promise.all(pages.map((page) => page.clock.setSystemTime(iso)));
    });
  },

  tick: async ({ baton, at }, use) => {
    await use(async (seconds) => {
      await at(new Date((await baton.now()).getTime() + seconds * 1_000).toISOString());
      await baton.settled();
    });
  },
});

const make = async (api: Api, path: string, data: unknown): Promise<string> =>
  (await api.post<{ id: string }>(path, data)).id;
