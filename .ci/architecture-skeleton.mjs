// The whole tree as it is meant to be, one line a file: `path: what it imports`. The proof builds it, finds nothing wrong,
// then seeds the violations at the end of this file, each of which must be caught by the rule it names.
import { createRequire } from "node:module";

const law = createRequire(import.meta.url)("./architecture.cjs");
export const words = (text) => text.trim().split(/\s+/).filter(Boolean);

// concept | its pure files | what it really asks of those before it
const plan = `
  timeline | subject event |
  delivery | attempt fairness | timeline
  account | email password common-passwords token sign-in | timeline
  team | person membership organisation delegation | timeline delivery account
  time-off | time-off absences event-clock repeat | timeline team
  contact | contact-method rule quiet reachability night | timeline delivery team
  notification | page bundle rendering reply-code | timeline delivery team contact
  chat | post | timeline delivery team contact
  rotation | definition queue cadence pairing active-hours layer override trade shifts publication difference | timeline team time-off notification
  oncall | on-call-at record coverage readiness load ical | timeline team time-off contact notification rotation
  request | lifecycle approval offer effect conflicts tally | timeline team time-off contact notification rotation oncall
  escalation | policy ladder target | timeline delivery team contact notification oncall
  runbook | checklist run | timeline team
  service | service integration maintenance | timeline team escalation runbook
  alert | alert lifecycle classification decision next-action wording | timeline delivery team contact notification oncall escalation runbook service
  intake | signal dedup heartbeat arrival amendment | timeline escalation service alert
  paging | due planned-work | timeline escalation service alert
  severity | severity due | timeline
  follow-up | follow-up reminder | timeline team notification alert
  incident | lifecycle roles update closing | timeline delivery team contact notification oncall runbook service alert severity follow-up
  incident-log | entry | timeline team notification incident
  presence | looking | team incident
  status-update | status-update template | timeline delivery team notification service incident incident-log
  review | draft lifecycle merging document | timeline team notification follow-up incident
  handoff | note checklist reminder pulse | timeline delivery team time-off contact notification rotation oncall alert follow-up incident
  search | document segments | timeline team alert follow-up incident review runbook
  health | figure period interruption hour-class load noise response coverage fairness follow-through tally | timeline delivery team notification rotation oncall request escalation runbook service alert follow-up incident review handoff
  health-report | metric trend question pareto drill | timeline team notification rotation oncall service follow-up health
  what-if | replay | team contact notification rotation oncall escalation health health-report
  import | plan match comparison | timeline team contact notification rotation oncall escalation service`;
const cells = plan.trim().split("\n").map((row) => row.split("|").map((cell) => cell.trim()));
const nouns = Object.fromEntries(cells.map(([name, files]) => [name, words(files)]));
const uses = Object.fromEntries(cells.map(([name, , lower]) => [name, words(lower)]));
const rest = words("team contact rotation oncall request escalation runbook service alert follow-up incident review timeline health");
const senders = words("alertmanager prometheus grafana opsgenie pagerduty statuspage uptime-kuma icinga sentry datadog sns email generic heartbeat");
const calm = { // pure files that want a library which only computes
  "server/oncall/ical": "ical-generator", "server/runbook/run": "mdast-util-from-markdown", "server/review/merging": "diff",
  "server/health/hour-class": "date-holidays", "server/health-report/trend": "simple-statistics",
};
const list = (names, to) => names.map(to).join(" ");

const concepts = law.concepts.map((name) => {
  const own = nouns[name].map((noun) => `server/${name}/${noun}`);
  const lower = uses[name];
  const firstNoun = (other) => `server/${other}/${nouns[other][0]}`;
  return `
    ${own[0]}.ts: server/time/span server/errors ${list(lower.filter((other) => other !== "rotation" || ["oncall", "request", "import"].includes(name)), firstNoun)}
    ${own.slice(1).map((path) => `${path}.ts: ${own[0]} ${calm[path] ?? ""}`).join("\n")}
    ${own.at(-1)}.test.ts: vitest ${own.at(-1)} server/testing/factories
    server/${name}/schema.ts: zod ${own[0]}
    server/${name}/store.ts: server/db prisma/generated/client type:server/context ${own[0]}
    server/${name}/queries.ts: server/${name}/store ${own.at(-1)} type:server/${name}/schema server/context server/policy/authorize server/errors ${list(lower, (other) => `server/${other}/queries`)}
    server/${name}/commands.ts: server/${name}/store ${own[0]} type:server/${name}/schema server/context server/policy/authorize ${list(lower, (other) => `server/${other}/commands`)} ${list(lower, (other) => `server/${other}/queries`)}
    server/${name}/router.ts: server/${name}/queries server/${name}/commands server/${name}/schema server/trpc @trpc/server zod`;
}).join("\n");

const tree = `
  server/env.ts: zod
  server/errors.ts:
  server/paths.ts:
  server/db.ts: server/env server/bounds prisma/generated/client @prisma/adapter-pg
  server/clock.ts: server/db
  server/log.ts: server/env
  server/secret.ts: node:crypto @node-rs/argon2 server/env
  server/outbound.ts:
  server/bell.ts: pg server/env
  server/beat.ts: server/db
  server/bounds.ts:
  server/quota.ts: server/db server/bounds
  server/fault.ts: server/env
  server/stopping.ts:
  server/context.ts: server/db server/clock server/log server/bell type:server/outbound server/policy/actor
  server/trpc.ts: @trpc/server superjson server/context server/errors
  server/time/span.ts: server/errors
  server/time/wall-clock.ts: temporal-polyfill server/time/span
  server/time/recurrence.ts: server/time/wall-clock
  server/policy/actor.ts:
  server/policy/abilities.ts: server/policy/actor
  server/policy/authorize.ts: server/policy/abilities server/errors
  server/policy/guard.ts: server/policy/abilities
  server/policy/procedures.ts: server/policy/guard
  server/policy/abilities.test.ts: vitest server/policy/abilities
  ${concepts}
  server/integrations/http.ts: node:https node:dns/promises server/env
  server/integrations/outbound.ts: server/env server/outbound server/log ${list(words("email slack twilio push webhook ntfy statuspage calendar-feed"), (name) => `server/integrations/outbound/${name}`)}
  server/integrations/outbound/email.ts: nodemailer server/outbound server/integrations/outbound/mail/message
  server/integrations/outbound/mail/message.tsx: react @react-email/components @react-email/render server/outbound
  server/integrations/outbound/push.ts: web-push server/integrations/http server/outbound
  ${words("slack twilio webhook ntfy statuspage calendar-feed").map((name) => `server/integrations/outbound/${name}.ts: server/integrations/http server/outbound`).join("\n")}
  server/integrations/signature.ts: node:crypto server/integrations/http server/errors
  server/integrations/inbound.ts: ${list(senders, (name) => `server/integrations/inbound/${name}`)} server/intake/signal
  ${senders.map((name) => `server/integrations/inbound/${name}.ts: zod server/intake/signal server/time/span server/errors ${{ email: "postal-mime", generic: "fast-xml-parser" }[name] ?? ""}
    server/integrations/inbound/${name}.test.ts: vitest node:fs server/integrations/inbound/${name}
    server/integrations/inbound/fixtures/${name}/firing.json:`).join("\n")}
  server/integrations/answers/opsgenie.ts: server/alert/lifecycle server/oncall/on-call-at zod
  server/integrations/answers/pagerduty.ts: server/intake/dedup
  server/integrations/answers/twilio.ts: server/alert/wording
  server/integrations/callbacks/slack.ts: zod server/outbound server/alert/lifecycle
  server/integrations/callbacks/twilio.ts: zod server/outbound
  server/integrations/import/opsgenie.ts: zod server/import/plan server/rotation/definition server/time/wall-clock
  server/integrations/import/csv.ts: server/import/plan papaparse
  server/integrations/import/ical.ts: server/import/plan server/time/wall-clock ical.js rrule-temporal
  server/api/main.ts: node:http next server/env server/bounds server/stopping
  server/api/body.ts: server/bounds server/errors
  server/api/auth.ts: next-auth next/headers server/team/queries server/team/commands server/secret server/env
  server/api/context.ts: server/context server/quota server/api/auth server/team/queries server/service/queries
  server/api/root.ts: server/trpc ${list(law.concepts, (name) => `server/${name}/router`)}
  server/api/caller.ts: react server/api/root server/api/context @trpc/tanstack-react-query
  server/api/endpoint.ts: zod server/context server/errors
  ${rest.map((name) => `server/api/rest/${name}.ts: server/api/endpoint server/${name}/queries server/${name}/commands server/${name}/schema zod`).join("\n")}
  server/api/rest.ts: server/api/endpoint server/api/context ${list(rest, (name) => `server/api/rest/${name}`)}
  server/api/openapi.ts: zod server/api/rest
  server/api/ingest.ts: server/api/body server/quota server/integrations/inbound server/integrations/signature server/intake/commands server/service/queries server/api/context server/log
  server/api/opsgenie.ts: server/integrations/answers/opsgenie server/integrations/inbound/opsgenie server/alert/queries server/alert/commands server/intake/commands server/oncall/queries server/api/context
  server/api/pagerduty.ts: server/integrations/answers/pagerduty server/api/ingest
  server/api/callback.ts: server/integrations/callbacks/slack server/integrations/callbacks/twilio server/integrations/signature server/delivery/commands server/alert/commands
  server/api/feed.ts: server/oncall/queries server/oncall/ical server/api/context
  server/api/readiness.ts: server/beat server/delivery/queries server/api/context
  server/api/metrics.ts: server/api/readiness
  server/api/test-clock.ts: server/clock server/env
  server/worker/main.ts: server/context server/env server/log server/stopping server/bell server/worker/jobs server/worker/run-due server/worker/auditor server/worker/smtp server/worker/dead-man
  server/worker/jobs.ts: ${list(law.concepts, (name) => `server/${name}/commands`)} server/context
  server/worker/run-due.ts: server/beat server/context server/integrations/outbound server/worker/jobs
  server/worker/auditor.ts: server/alert/queries server/delivery/queries server/oncall/queries server/context
  server/worker/smtp.ts: smtp-server server/integrations/inbound/email server/intake/commands
  server/worker/dead-man.ts: server/integrations/http server/env
  server/cli/main.ts: server/context ${list(words("demo token user import doctor backup restore"), (name) => `server/cli/${name}`)}
  server/cli/demo.ts: server/team/commands server/rotation/commands server/intake/commands server/context
  server/cli/token.ts: server/team/commands
  server/cli/user.ts: server/team/commands
  server/cli/import.ts: node:fs server/integrations/import/opsgenie server/integrations/import/csv server/integrations/import/ical server/import/commands
  server/cli/doctor.ts: server/delivery/queries server/oncall/queries server/beat
  server/cli/backup.ts: node:fs pg server/db
  server/cli/restore.ts: node:fs pg server/db
  server/start/main.ts: server/env node:child_process node:crypto server/start/embedded-postgres.mjs server/start/migrate.mjs server/start/build
  server/start/embedded-postgres.mjs: node:child_process node:crypto node:fs node:net pg
  server/start/migrate.mjs: node:crypto node:fs pg
  server/start/build.ts: node:child_process node:fs
  server/testing/factories.ts: server/team/schema server/rotation/definition
  server/testing/context.ts: server/context server/testing/outbox
  server/testing/database.ts: server/db server/start/embedded-postgres.mjs
  server/testing/outbox.ts: server/outbound
  server/testing/outside.ts: node:http
  server/testing/vitest.config.mts: vitest
  server/testing/nobody-answers.test.ts: vitest server/testing/context
  prisma/generated/client.ts:
  prisma/prisma.config.ts: prisma/config
  ${words("button dialog field table badge toast empty-state").map((name) => `components/ui/${name}.tsx: react`).join("\n")}
  components/ui/markdown.tsx: react react-markdown rehype-sanitize
  components/shell/frame.tsx: react components/ui/button server/paths
  components/clock.tsx: react
  components/trpc/client.ts: @trpc/tanstack-react-query @trpc/client type:server/api/root
  components/trpc/provider.tsx: react @tanstack/react-query components/trpc/client
  components/calendar/to-events.ts: server/rotation/shifts server/time/span
  components/calendar/rotation-calendar.tsx: @fullcalendar/react @fullcalendar/react/daygrid temporal-polyfill components/calendar/to-events
  components/calendar/lanes.tsx: react components/calendar/to-events
  ${law.concepts.filter((name) => name !== "delivery").map((name) => `components/${name}/${name}-card.tsx: react components/ui/badge components/trpc/client server/${name}/schema server/${name}/${nouns[name][0]} server/errors`).join("\n")}
  app/layout.tsx: react app/providers
  app/providers.tsx: components/trpc/provider
  app/(public)/sign-in/page.tsx: components/team/team-card
  app/(public)/l/[token]/page.tsx: server/api/caller components/alert/alert-card
  app/(signed-in)/layout.tsx: server/api/auth components/shell/frame next/navigation
  app/(signed-in)/page.tsx: server/api/caller components/oncall/oncall-card
  app/(signed-in)/calendar/page.tsx: server/api/caller components/calendar/rotation-calendar
  app/(signed-in)/requests/page.tsx: server/api/caller components/request/request-card
  app/api/trpc/[trpc]/route.ts: server/api/root server/api/context @trpc/server/adapters/fetch
  app/api/auth/[...nextauth]/route.ts: server/api/auth
  app/api/v1/[...path]/route.ts: server/api/rest
  app/api/v1/openapi.json/route.ts: server/api/openapi
  app/api/health/ready/route.ts: server/api/readiness
  app/api/slack/[kind]/route.ts: server/api/callback
  app/api/twilio/[[...path]]/route.ts: server/api/callback
  app/api/test/clock/route.ts: server/api/test-clock
  app/calendar/[token]/route.ts: server/api/feed
  app/now/page.tsx: server/api/caller components/oncall/oncall-card
  app/r/[rotation]/now.json/route.ts: server/api/feed
  app/sw.js/route.ts:
  app/api/health/live/route.ts: server/api/readiness
  app/metrics/route.ts: server/api/metrics
  app/ingest/[kind]/[key]/[[...rest]]/route.ts: server/api/ingest server/integrations/inbound
  app/opsgenie/[...path]/route.ts: server/api/opsgenie
  app/v2/[...path]/route.ts: server/api/pagerduty
  proxy.ts: next/server
  e2e/fixtures.ts: @playwright/test server/testing/outside
  e2e/playwright.config.ts: @playwright/test
  e2e/swap-a-turn.spec.ts: e2e/fixtures
  bench/run.ts: server/testing/outside node:fs bench/ingest
  bench/ingest.ts: node:http`;

// The violations --------------------------------------------------------------------------------------------------------
const seeds = `
  every-import-resolves: server/rotation/z.ts: server/rotation/nowhere
  every-import-resolves: components/team/z.tsx: not-installed-anywhere
  no-cycles: server/oncall/z.ts: type:server/oncall/y  +  server/oncall/y.ts: server/oncall/z
  no-cycles: components/alert/z.tsx: components/incident/z  +  components/incident/z.tsx: components/alert/z
  ${law.concepts.slice(0, -1).map((name, i) => `${name}-knows-nothing-above-it: server/${name}/z.ts: server/${law.concepts[i + 1]}/${nouns[law.concepts[i + 1]][0]}
    ${name}-knows-nothing-above-it: server/${name}/commands.ts: server/${law.concepts.at(-1)}/queries
    ${name}-knows-nothing-above-it: server/${name}/y.ts: type:server/${law.concepts.at(-1)}/plan`).join("\n")}
  time-knows-only-time: server/time/z.ts: server/policy/actor
  policy-knows-only-policy: server/policy/z.ts: server/team/membership
  ground-floor-knows-no-concept: server/z.ts: server/rotation/shifts
  ground-floor-knows-no-concept: server/y.ts: server/integrations/outbound
  concepts-know-no-adapter-and-no-door: server/notification/commands.ts: server/integrations/outbound/slack
  concepts-know-no-adapter-and-no-door: server/alert/queries.ts: server/api/context
  adapters-know-only-shapes: server/integrations/outbound/z.ts: server/alert/commands
  adapters-know-only-shapes: server/integrations/inbound/generic.ts: server/alert/store
  no-door-opens-on-another: server/worker/z.ts: server/api/ingest
  no-door-opens-on-another: server/api/z.ts: server/worker/jobs
  the-launcher-knows-no-concept: server/start/z.ts: server/team/commands
  only-the-web-door-knows-next: server/worker/y.ts: next/headers
  only-the-web-door-knows-next: server/team/queries.ts: server-only
  only-the-web-door-knows-next: server/integrations/outbound/y.ts: react
  server-knows-no-screen: server/health/z.ts: components/ui/button
  nothing-imports-app: components/rotation/z.tsx: app/(signed-in)/page
  nothing-imports-a-journey-or-a-benchmark: components/shell/z.tsx: e2e/fixtures
  the-proxy-decides-nothing: proxy.ts: server/api/auth
  one-answer-to-who-is-on-call: server/escalation/queries.ts: server/rotation/shifts
  one-answer-to-who-is-on-call: server/health/y.ts: server/rotation/shifts
  pure-files-touch-no-edge: server/rotation/y2.ts: server/rotation/queries
  pure-files-touch-no-edge: server/rotation/y3.ts: server/clock
  pure-files-touch-no-edge: server/alert/y2.ts: type:server/context
  pure-files-import-only-calm-libraries: server/rotation/y4.ts: node:fs
  pure-files-import-only-calm-libraries: server/time/y.ts: superjson
  pure-files-import-only-calm-libraries: server/incident/y2.ts: react
  pure-files-import-only-calm-libraries: server/health/y2.ts: recharts
  stores-call-nobody: server/service/store.ts: server/service/queries
  queries-change-nothing: server/request/queries.ts: server/rotation/commands
  routers-only-list: server/alert/router.ts: server/alert/store
  routers-only-list: server/incident/router.ts: server/alert/commands
  rest-tables-only-list: server/api/rest/alert.ts: server/alert/lifecycle
  rest-tables-only-list: server/api/rest/team.ts: server/context
  inbound-adapters-are-pure: server/integrations/inbound/grafana.ts: node:crypto
  inbound-adapters-are-pure: server/integrations/inbound/sns.ts: server/integrations/http
  inbound-adapters-are-pure: server/integrations/inbound/sentry.ts: server/alert/lifecycle
  inbound-adapters-are-pure: server/integrations/inbound/email.ts: server/log
  foreign-shapes-are-pure: server/integrations/answers/z.ts: server/env
  foreign-shapes-are-pure: server/integrations/import/z.ts: node:fs
  foreign-shapes-are-pure: server/integrations/callbacks/z.ts: superjson
  mail-templates-know-only-react: server/integrations/outbound/mail/z.tsx: next/link
  mail-templates-know-only-react: server/integrations/outbound/mail/y.tsx: server/alert/wording
  only-stores-touch-the-database: server/rotation/commands.ts: server/db
  only-stores-touch-the-database: server/cli/z.ts: pg
  only-stores-touch-the-database: app/(signed-in)/calendar/layout.tsx: prisma/generated/client
  a-store-belongs-to-its-concept: server/incident/queries.ts: server/alert/store
  a-store-belongs-to-its-concept: server/worker/y2.ts: server/delivery/store
  only-routers-speak-trpc: server/incident/commands.ts: @trpc/server
  only-the-root-lists-routers: server/review/queries.ts: server/incident/router
  only-the-root-lists-routers: server/api/y.ts: server/alert/router
  only-the-worker-is-handed-the-outside: server/api/y2.ts: server/integrations/outbound
  only-the-worker-is-handed-the-outside: server/cli/y.ts: server/integrations/http
  one-way-out: server/api/y3.ts: node:https
  one-way-out: server/team/commands.ts: nodemailer
  one-keeper-of-secrets: server/team/store.ts: node:crypto
  one-keeper-of-secrets: server/api/y4.ts: @node-rs/argon2
  only-launcher-and-cli-touch-the-machine: server/api/y5.ts: node:fs/promises
  only-launcher-and-cli-touch-the-machine: server/worker/y3.ts: child_process
  one-reader-of-time-zones: components/oncall/z.tsx: temporal-polyfill
  one-reader-of-time-zones: server/rotation/y5.ts: temporal-polyfill
  one-calendar-door: components/rotation/y.tsx: @fullcalendar/react/daygrid
  one-markdown-door: components/runbook/z.tsx: react-markdown
  one-mail-template-door: server/integrations/outbound/email.ts: @react-email/render
  one-mail-template-door: server/api/y6.ts: @react-email/components
  one-trpc-client: components/alert/y.tsx: @trpc/tanstack-react-query
  production-knows-no-testing: server/cli/demo.ts: server/testing/factories
  ui-is-domain-free: components/ui/z.tsx: server/rotation/shifts
  ui-is-domain-free: components/ui/y.tsx: components/team/team-card
  components-see-pure-server-files-only: components/rotation/y2.tsx: server/rotation/queries
  components-see-pure-server-files-only: components/trpc/z.ts: server/api/root
  components-see-pure-server-files-only: components/request/z.tsx: server/policy/authorize
  components-see-pure-server-files-only: components/health/z.tsx: server/env
  only-the-client-knows-the-routers-type: components/team/y.tsx: type:server/api/root
  only-the-client-knows-the-routers-type: components/team/y2.tsx: type:server/team/queries
  pages-go-through-the-caller: app/(signed-in)/requests/page.tsx: server/request/queries
  pages-go-through-the-caller: app/(signed-in)/layout.tsx: server/policy/abilities
  route-handlers-only-open-doors: app/metrics/route.ts: server/delivery/queries
  route-handlers-only-open-doors: app/calendar/[token]/route.ts: components/clock
  sender-doors-lead-straight-in: app/ingest/[kind]/[key]/[[...rest]]/route.ts: server/alert/commands
  sender-doors-lead-straight-in: app/opsgenie/[...path]/route.ts: zod
  sender-doors-lead-straight-in: app/v2/[...path]/route.ts: components/clock
  sender-doors-lead-straight-in: app/api/slack/[kind]/route.ts: server/delivery/commands
  journeys-and-benchmarks-come-from-the-street: e2e/swap-a-turn.spec.ts: server/request/commands
  journeys-and-benchmarks-come-from-the-street: e2e/fixtures.ts: server/paths
  journeys-and-benchmarks-come-from-the-street: bench/ingest.ts: server/alert/commands
  journeys-and-benchmarks-come-from-the-street: bench/run.ts: prisma/generated/client`;

const lines = (count) => "//\n".repeat(count);
export const nameViolations = [ // what must be said, path, text
  ["is not on the list of the top floor", "lib/z.ts"], ["is not on the list of the top floor", "middleware.ts"],
  ["has no test beside it", "server/integrations/inbound/sentry.test.ts", null], ["has no fixture", "server/integrations/inbound/fixtures/sentry", null],
  ["is not kebab-case", "components/team/TeamCard.tsx"], ["is not kebab-case", "server/alert/nextStep.ts"],
  ["has a name that says nothing", "server/time/utils.ts"], ["has a name that says nothing", "server/alert/types.ts"],
  ["has a name that says nothing", "components/team/team-utils.tsx"], ["has a name that says nothing", "components/ui/index.ts"],
  ["is not a name that Next.js knows", "app/(signed-in)/team/team-table.tsx"], ["is a screen on the server", "server/alert/alert-mail.tsx"],
  ["lies in a folder that is on no list", "server/lib/z.ts"], ["lies too deep", "server/alert/rules/noise.ts"],
  ["is none of the five names", "server/alert/repository.ts"], ["is none of the five names", "server/team/person-store.ts"], ["is none of the five names", "server/service/services.ts"],
  ["is not a sender on the list", "server/integrations/inbound/nagios.ts"], ["is no journey", "e2e/pages.ts"],
  ["tests nothing beside it", "server/rotation/fairness.test.ts"],
  ["process.env", "server/alert/z.ts", "export const z = process.env.PORT;"], ["the machine's clock", "server/rotation/z.ts", "export const z = new Date();"],
  ["the machine's clock", "components/team/z.tsx", "export const z = Date.now();"], ["fetch", "server/team/z.ts", 'await fetch("http://x");'],
  ["the database's own now()", "prisma/schema/alert.prisma", "at DateTime @default(now())"], ["the database's own now()", "server/alert/store.ts", "sql`due <= now()`"],
  ["a barrel", "server/alert/z.ts", 'export * from "./lifecycle";'], ["an import deeper than ../", "components/team/z.tsx", 'import "../../server/errors";'],
  ["raw HTML", "components/review/z.tsx", "<p dangerouslySetInnerHTML={x} />"], ["a fixed wait", "e2e/wait.spec.ts", "await page.waitForTimeout(1)"], ["a fixed wait", "e2e/css.spec.ts", 'page.locator(".x")'],
  ["lines long; at most 300", "server/alert/z.ts", lines(301)], ["lines long; at most 120", "server/alert/router.ts", lines(121)],
  ["lines long; at most 40", "app/(signed-in)/page.tsx", lines(41)], ["lines long; at most 40", "app/metrics/route.ts", lines(41)],
  ["p90 is", "server/i", lines(201)], ["median is", "server/", lines(61)], // every file whose path begins so
];

const rows = (text) => text.split("\n").map((line) => line.trim()).filter(Boolean);
const entry = (line) => { const [, path, imports] = line.match(/^(\S.*?\.\w+):\s*(.*)$/); return [path, words(imports)]; };
export const skeleton = rows(tree).map(entry); // [path, imports]
export const violations = rows(seeds).map((line) => {
  const [, rule, files] = line.match(/^([\w-]+): (.*)$/);
  return { rule, files: files.split(/\s+\+\s+/).map(entry) };
});
