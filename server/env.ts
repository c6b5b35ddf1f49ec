import { z } from 'zod';

/** Empty strings in the environment mean "not set": shells and compose files leave them behind. */
const optional = <T extends z.ZodType>(schema: T) => z.preprocess((v) => (v === '' ? undefined : v), schema.optional());
const withDefault = (schema: z.ZodType<string>, value: string) =>
  z.preprocess((v) => (v === '' || v === undefined ? value : v), schema);
const url = (...protocols: string[]) =>
  z
    .string()
    .refine(
      (v) => URL.canParse(v) && protocols.includes(new URL(v).protocol),
      `must be an address beginning with ${protocols.map((p) => `${p}//`).join(' or ')}`,
    );
const port = z.coerce
  .number('must be a port number')
  .int()
  .min(1, 'must be at least 1')
  .max(65_535, 'must be at most 65535');
const flag = optional(z.literal('1', 'must be 1, or left out'));

export const loopbackNames = new Set(['127.0.0.1', 'localhost', '[::1]', '::1']);
const isLoopback = (address: string) => loopbackNames.has(new URL(address).hostname);

const shape = z
  .object({
    PORT: z.preprocess((v) => (v === '' || v === undefined ? 3000 : v), port),
    HOST: withDefault(z.string(), '127.0.0.1'),
    PUBLIC_URL: optional(url('http:', 'https:')),
    DATABASE_URL: optional(url('postgres:', 'postgresql:')),
    DATA_DIR: withDefault(z.string(), './.baton'),
    AUTH_SECRET: optional(z.string().min(32, 'must have at least 32 characters: `openssl rand -base64 32` makes one')),
    AUTH_SECRET_PREVIOUS: optional(z.string().min(32, 'must have at least 32 characters')),
    BATON_ADMIN_EMAIL: optional(z.email('must be an e-mail address')),
    BATON_ADMIN_PASSWORD: optional(z.string().min(8, 'must have at least 8 characters').max(1024)),
    BATON_DEMO: flag,
    SMTP_URL: optional(url('smtp:', 'smtps:')),
    MAIL_FROM: optional(
      z.string().regex(/^[^\r\n]*@[^\r\n]+$/, 'must be an e-mail address, such as `Baton <baton@example.org>`'),
    ),
    SMTP_IN_PORT: optional(port),
    SLACK_BOT_TOKEN: optional(z.string()),
    SLACK_SIGNING_SECRET: optional(z.string()),
    SLACK_API_URL: withDefault(url('http:', 'https:'), 'https://slack.com/api'),
    TWILIO_ACCOUNT_SID: optional(z.string()),
    TWILIO_AUTH_TOKEN: optional(z.string()),
    TWILIO_FROM: optional(z.string().regex(/^(\+[1-9]\d{6,14}|MG\w{32})$/, 'must be a number such as `+15005550006`')),
    TWILIO_API_URL: withDefault(url('http:', 'https:'), 'https://api.twilio.com'),
    STATUSPAGE_API_KEY: optional(z.string()),
    STATUSPAGE_PAGE_ID: optional(
      z.string().regex(/^[\w-]{1,100}$/, 'must be the id of a page, such as `kctbh9vrtdwd`'),
    ),
    STATUSPAGE_API_URL: withDefault(url('http:', 'https:'), 'https://api.statuspage.io'),
    VAPID_PUBLIC_KEY: optional(z.string().regex(/^[\w-]{87}=?$/, 'must be 65 bytes in base64url')),
    VAPID_PRIVATE_KEY: optional(z.string().regex(/^[\w-]{43}=?$/, 'must be 32 bytes in base64url')),
    DEADMAN_URL: optional(url('http:', 'https:')),
    ALLOW_PRIVATE_TARGETS: flag,
    TRUST_PROXY: z.preprocess(
      (v) => (v === '' || v === undefined ? 0 : v),
      z.coerce.number('must be the number of proxies in front').int().min(0).max(10),
    ),
    BATON_FAULT: optional(
      z.string().regex(/^[a-z.-]+=(kill|throw|hang|delay:\d+)(@\d+)?$/, 'must look like `page.after-claim=kill@2`'),
    ),
    BATON_TEST_CLOCK: flag,
    BATON_DEV: flag,
    BATON_LOG: withDefault(
      z.enum(['debug', 'info', 'warn', 'error', 'silent'], 'must be debug, info, warn, error or silent'),
      'info',
    ),
    /** Set by the launcher: how many milliseconds its processes may take to end. */
    NODE_ENV: optional(z.string()),
  })
  .superRefine((v, issue) => {
    const say = (name: string, message: string) => issue.addIssue({ code: 'custom', path: [name], message });
    if (v.MAIL_FROM && !v.SMTP_URL) say('SMTP_URL', 'is missing: MAIL_FROM alone sends nothing');
    if (v.SMTP_URL && !v.MAIL_FROM) say('MAIL_FROM', 'is missing: mail needs a sender');
    if (Boolean(v.BATON_ADMIN_EMAIL) !== Boolean(v.BATON_ADMIN_PASSWORD))
      say(v.BATON_ADMIN_EMAIL ? 'BATON_ADMIN_PASSWORD' : 'BATON_ADMIN_EMAIL', 'is missing: the first admin needs both');
    const wholly = (names: readonly (keyof typeof v)[], why: string) => {
      for (const name of names) if (!v[name] && names.some((other) => v[other])) say(name, `is missing: ${why}`);
    };
    wholly(['TWILIO_ACCOUNT_SID', 'TWILIO_AUTH_TOKEN', 'TWILIO_FROM'], 'SMS and calls need all three');
    wholly(['STATUSPAGE_API_KEY', 'STATUSPAGE_PAGE_ID'], 'a status page needs both');
    wholly(['VAPID_PUBLIC_KEY', 'VAPID_PRIVATE_KEY'], 'the two keys are a pair');
    if (v.SLACK_SIGNING_SECRET && !v.SLACK_BOT_TOKEN)
      say('SLACK_BOT_TOKEN', 'is missing: without it nothing is posted whose buttons could be pressed');
    const loopback = !v.PUBLIC_URL || isLoopback(v.PUBLIC_URL);
    if (v.BATON_TEST_CLOCK && !loopback)
      say('BATON_TEST_CLOCK', 'moves time for everybody: only with a loopback PUBLIC_URL');
    if (v.BATON_FAULT && (!v.BATON_TEST_CLOCK || !loopback))
      say('BATON_FAULT', 'breaks things on purpose: only with BATON_TEST_CLOCK=1 and a loopback PUBLIC_URL');
  })
  .transform((v) => ({ ...v, PUBLIC_URL: (v.PUBLIC_URL ?? `http://127.0.0.1:${v.PORT}`).replace(/\/+$/, '') }));

export type Env = z.infer<typeof shape>;

/** Every fault of an environment as one line each, or the parsed values. Never prints a value: it may be a secret. */
export function parseEnv(source: Record<string, string | undefined>): { env: Env } | { faults: string[] } {
  const parsed = shape.safeParse(source);
  if (parsed.success) return { env: parsed.data };
  return { faults: parsed.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`) };
}

function read(): Env {
  const result = parseEnv(process.env);
  if ('env' in result) return result.env;
  process.stderr.write(`The environment is not right:\n${result.faults.map((line) => `  ${line}\n`).join('')}`);
  return process.exit(1);
}

/** Which of the channels that need an operator's settings have them. Webhooks and ntfy need none, pushes make their own. */
export const channelsConfigured = (settings: Env) => ({
  email: settings.SMTP_URL !== undefined,
  sms: settings.TWILIO_AUTH_TOKEN !== undefined,
  voice: settings.TWILIO_AUTH_TOKEN !== undefined,
  slack: settings.SLACK_BOT_TOKEN !== undefined,
  push: true,
  webhook: true,
  ntfy: true,
});

/** The environment, parsed once. Everything wrong is listed at once and the process ends with 1. */
export const env: Env = read();
