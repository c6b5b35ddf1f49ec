// The building, floor by floor. A concept may import those before it, never those after it.
const concepts = [
  "timeline", "delivery", // what happened; what is on its way out
  "account", "team", "time-off", "contact", "notification", "chat", // credentials; people; when they are away; how they are reached; what they are told; who they are in Slack
  "rotation", "oncall", "request", // who is meant to be on call; who is; asking to change it
  "escalation", "runbook", "service", "alert", // whom to page next; what to do; what can break; that it broke
  "intake", "paging", // how it is heard of; whom it pages as time passes
  "severity", "follow-up", "incident", "incident-log", "presence", // how bad it is; what is owed; people at work on it; what they write down; who looks
  "status-update", "review", // what others are told; what was learned
  "handoff", "search", "health", "health-report", "what-if", "import", // passing it on; finding it again; what it cost, and would have; moving in
];

const any = (names) => names.join("|");
const concept = `^server/(${any(concepts)})/`;
const edge = "/(store|queries|commands|router)[.]ts$"; // the files that touch the world; every other file of a concept is pure
const pure = `^server/(${any(concepts)})/(?!(store|queries|commands|router)[.]ts$)`;
const test = "[.]test[.]tsx?$|^server/testing/";
const core = (names) => `^(node:)?(${names})(/|$)`;
const library = (names) => `node_modules/(${names})/`;
const calm = "zod|ical-generator|ical[.]js|rrule-temporal|timezones-ical-library|postal-mime|papaparse|simple-statistics|diff|date-holidays|fast-xml-parser|yaml|node-diff3|mdast-util-[^/]+|micromark[^/]*"; // they compute, and touch nothing
const mail = "^server/integrations/outbound/mail/"; // the only screens on the server
const door = "api|worker|cli|start";
const network = [core("http|https|http2|net|tls|dns|dgram"), library("undici|ws|nodemailer|smtp-server|web-push|twilio|@slack/[^/]+")];
const forbid = (name, from, to) => ({ name, severity: "error", from, to });

module.exports = {
  forbidden: [
    forbid("every-import-resolves", {}, { couldNotResolve: true }),
    forbid("no-cycles", {}, { circular: true }),

    // Floors
    ...concepts.slice(0, -1).map((name, i) =>
      forbid(`${name}-knows-nothing-above-it`, { path: `^server/${name}/`, pathNot: test }, { path: `^server/(${any(concepts.slice(i + 1))})/` })),
    forbid("time-knows-only-time", { path: "^server/time/" }, { path: "^server/", pathNot: "^server/(time/|errors[.]ts$)" }),
    forbid("policy-knows-only-policy", { path: "^server/policy/" }, { path: "^server/", pathNot: "^server/(policy/|errors[.]ts$)" }),
    forbid("ground-floor-knows-no-concept", { path: "^server/[^/]+[.]ts$" }, { path: [concept, `^server/(integrations|${door})/`] }),
    forbid("concepts-know-no-adapter-and-no-door", { path: concept, pathNot: test }, { path: `^server/(integrations|${door})/` }),
    forbid("adapters-know-only-shapes", { path: "^server/integrations/", pathNot: test }, { path: [`^server/(${any(concepts)})${edge}`, `^server/(${door})/`, "^server/(db|context|clock|trpc)[.]ts$"] }),
    forbid("no-door-opens-on-another", { path: `^server/(${door})/`, pathNot: test }, { path: `^server/(${door})/`, pathNot: "^server/$1/" }),
    forbid("the-launcher-knows-no-concept", { path: "^server/start/" }, { path: [concept, "^server/integrations/"] }),
    forbid("only-the-web-door-knows-next", { path: "^server/", pathNot: ["^server/api/", mail, test] }, { path: library("next|next-auth|react|react-dom|server-only|@tanstack/[^/]+|@trpc/(client|tanstack-react-query)") }),
    forbid("server-knows-no-screen", { path: "^server/", pathNot: test }, { path: "^(app|components)/" }),
    forbid("nothing-imports-app", { pathNot: "^app/" }, { path: "^app/" }),
    forbid("nothing-imports-a-journey-or-a-benchmark", { path: "^(app|components|server|prisma)/" }, { path: "^(e2e|bench)/" }),
    forbid("the-proxy-decides-nothing", { path: "^proxy[.]ts$" }, { path: "^(app|components|server|prisma)/" }),
    forbid("one-answer-to-who-is-on-call", { path: `^server/(${any(concepts.slice(concepts.indexOf("escalation"), -1))})/`, pathNot: test }, { path: "^server/rotation/shifts[.]ts$" }),

    // Pure files, and the order among those that are not
    forbid("pure-files-touch-no-edge", { path: [pure, "^server/(time|policy)/"], pathNot: test }, { path: ["^server/(db|env|log|clock|context|trpc|secret|bell|beat|quota|fault|stopping)[.]ts$", `^server/(${any(concepts)})${edge}`] }),
    forbid("pure-files-import-only-calm-libraries", { path: [pure, "^server/(time|policy)/"], pathNot: test }, { pathNot: ["^server/", library(calm), library("temporal-polyfill")] }),
    forbid("stores-call-nobody", { path: "/store[.]ts$" }, { path: "/(queries|commands|router)[.]ts$" }),
    forbid("queries-change-nothing", { path: "/queries[.]ts$" }, { path: "/commands[.]ts$" }),
    forbid("routers-only-list", { path: "^server/([^/]+)/router[.]ts$" }, { path: "^server/", pathNot: ["^server/$1/(queries|commands|schema)[.]ts$", "^server/trpc[.]ts$"] }),
    forbid("rest-tables-only-list", { path: "^server/api/rest/" }, { path: "^(server|prisma)/", pathNot: [`^server/(${any(concepts)})/(queries|commands|schema)[.]ts$`, "^server/api/endpoint[.]ts$"] }),

    // Foreign shapes
    forbid("inbound-adapters-are-pure", { path: "^server/integrations/inbound/", pathNot: test }, { pathNot: ["^server/integrations/inbound/", "^server/intake/signal[.]ts$", "^server/(time/|errors[.]ts$)", library(calm)] }),
    forbid("foreign-shapes-are-pure", { path: "^server/integrations/(answers|callbacks|import)/", pathNot: test }, { pathNot: ["^server/integrations/(answers|callbacks|import)/", pure, "^server/(time/|errors[.]ts$|outbound[.]ts$)", library(calm)] }),
    forbid("mail-templates-know-only-react", { path: mail, pathNot: test }, { pathNot: [mail, "^server/(outbound|paths)[.]ts$", library("react|@react-email/[^/]+")] }),

    // One door for each dangerous thing
    forbid("only-stores-touch-the-database", { path: "^(app|components|server)/", pathNot: ["/store[.]ts$", "^server/(db|clock|context|bell|beat|quota)[.]ts$", "^server/start/", "^server/cli/(backup|restore)[.]ts$", test] }, { path: ["^server/db[.]ts$", "^prisma/generated/", library("@prisma/[^/]+|pg")] }),
    forbid("a-store-belongs-to-its-concept", { path: "^server/([^/]+)/", pathNot: test }, { path: "^server/[^/]+/store[.]ts$", pathNot: "^server/$1/" }),
    forbid("only-routers-speak-trpc", { path: "^server/", pathNot: ["/router[.]ts$", "^server/(trpc[.]ts$|api/)", test] }, { path: ["^server/trpc[.]ts$", library("@trpc/[^/]+")] }),
    forbid("only-the-root-lists-routers", { pathNot: ["^server/api/root[.]ts$", test] }, { path: "^server/[^/]+/router[.]ts$" }),
    forbid("only-the-worker-is-handed-the-outside", { pathNot: ["^server/(integrations|worker)/", test] }, { path: "^server/integrations/(http[.]ts$|outbound)" }),
    forbid("one-way-out", { path: "^server/", pathNot: ["^server/integrations/(http[.]ts$|outbound/)", "^server/(api/(main|door|body|client-address|http-server)[.]ts$|worker/smtp[.]ts$|cli/doctor[.]ts$|start/)", test] }, { path: network }),
    forbid("one-keeper-of-secrets", { path: "^server/", pathNot: ["^server/(secret[.]ts$|integrations/signature[.]ts$|start/)", test] }, { path: [core("crypto"), library("@node-rs/argon2|jose|jsonwebtoken")] }),
    forbid("only-launcher-and-cli-touch-the-machine", { path: "^server/", pathNot: ["^server/(start|cli)/", test] }, { path: core("fs|child_process|os|cluster|worker_threads|repl|vm") }),
    forbid("one-reader-of-time-zones", { path: "^(app|components|server)/", pathNot: ["^server/time/", "^components/calendar/", test] }, { path: library("temporal-polyfill|@js-temporal/polyfill|luxon|date-fns-tz|@date-fns/tz|rrule") }),
    forbid("one-calendar-door", { pathNot: "^components/calendar/" }, { path: library("@fullcalendar/[^/]+") }),
    forbid("one-markdown-door", { path: "^(app|components|server)/", pathNot: "^components/ui/markdown[.]tsx$" }, { path: library("react-markdown|rehype-[^/]+|remark-[^/]+|marked|markdown-it") }),
    forbid("one-mail-template-door", { pathNot: [mail, test] }, { path: library("@react-email/[^/]+") }),
    forbid("one-trpc-client", { path: "^(app|components)/", pathNot: "^components/trpc/" }, { path: library("@trpc/(client|tanstack-react-query)") }),
    forbid("production-knows-no-testing", { path: "^(app|components|server|prisma)/", pathNot: test }, { path: "^server/testing/" }),

    // Screens
    forbid("ui-is-domain-free", { path: "^components/ui/" }, { path: ["^(server|prisma)/", "^components/(?!ui/)"] }),
    forbid("components-see-pure-server-files-only", { path: "^components/" }, { path: ["^prisma/", "^server/(?!(errors|paths)[.])[^/]+[.]ts$", `^server/(policy|testing|integrations|${door})/`, `^server/.*${edge}`], dependencyTypesNot: ["type-only"] }),
    forbid("only-the-client-knows-the-routers-type", { path: "^components/(?!trpc/)" }, { path: [`^server/(${door})/`, `^server/.*${edge}`, "^prisma/"] }),
    forbid("pages-go-through-the-caller", { path: "^app/", pathNot: "/route[.]ts$" }, { path: "^(server|prisma)/", pathNot: "^server/(api/(caller|auth)|paths)[.]ts$" }),
    forbid("route-handlers-only-open-doors", { path: "^app/.*/route[.]ts$" }, { path: "^(app|components|prisma|server)/", pathNot: "^server/(api|integrations)/" }),
    forbid("sender-doors-lead-straight-in", { path: "^app/(ingest|opsgenie|v2|api/(slack|twilio))/" }, { pathNot: "^server/(api|integrations)/" }),
    forbid("journeys-and-benchmarks-come-from-the-street", { path: "^(e2e|bench)/" }, { path: "^(app|components|server|prisma)/", pathNot: ["^server/testing/", "^components/trpc/concerned[.]ts$"] }), // what a dashboard asks anew after a change is the browser's own rule
  ],
  options: {
    doNotFollow: { path: "node_modules|^prisma/generated/" },
    tsConfig: { fileName: "tsconfig.json" },
    tsPreCompilationDeps: true, // `import type` counts too
    // without these two, packages with an "exports" map are not resolved, and rules about libraries pass in silence
    enhancedResolveOptions: { exportsFields: ["exports"], conditionNames: ["import", "require", "node", "default", "types"] },
  },
};
Object.defineProperty(module.exports, "concepts", { value: concepts }); // for file-names.mjs; hidden from dependency-cruiser's own check of this object
