/** Every address of the product, typed, in one place; `absolute` makes one for mails and feeds. */
export const paths = {
  now: () => '/' as const,
  calendar: () => '/calendar' as const,
  feed: (token: string) => `/calendar/${token}.ics` as const,
  requests: () => '/requests' as const,
  newRequest: () => '/requests/new' as const,
  request: (id: string) => `/requests/${encodeURIComponent(id)}` as const,
  handoff: (id: string) => `/handoffs/${encodeURIComponent(id)}` as const,
  alerts: () => '/alerts' as const,
  alert: (id: string) => `/alerts/${encodeURIComponent(id)}` as const,
  incidents: () => '/incidents' as const,
  /** `entryId`: the line of its timeline to show. */
  incident: (id: string, entryId?: string) =>
    entryId
      ? (`/incidents/${encodeURIComponent(id)}?entry=${encodeURIComponent(entryId)}` as const)
      : (`/incidents/${encodeURIComponent(id)}` as const),
  review: (incidentId: string) => `/incidents/${encodeURIComponent(incidentId)}/review` as const,
  sharedReview: (token: string) => `/shared/reviews/${token}` as const,
  runbooks: () => '/runbooks' as const,
  runbook: (id: string) => `/runbooks/${encodeURIComponent(id)}` as const,
  /** `serviceId`: the one it is to be for. */
  newRunbook: (serviceId?: string) =>
    serviceId ? (`/runbooks/new?service=${encodeURIComponent(serviceId)}` as const) : ('/runbooks/new' as const),
  followUps: () => '/follow-ups' as const,
  followUp: (id: string) => `/follow-ups?open=${encodeURIComponent(id)}` as const,
  /** `q`: what to look for. */
  search: (q?: string) => (q ? (`/search?q=${encodeURIComponent(q)}` as const) : ('/search' as const)),
  health: () => '/health' as const,
  classify: () => '/health/classify' as const,
  healthWeek: (rotationId: string, from: string) =>
    `/health/weeks/${encodeURIComponent(rotationId)}/${encodeURIComponent(from)}` as const,
  team: () => '/team' as const,
  settings: () => '/settings' as const,
  profile: () => '/settings/profile' as const,
  people: () => '/settings/people' as const,
  services: () => '/settings/services' as const,
  service: (id: string) => `/settings/services/${encodeURIComponent(id)}` as const,
  maintenance: () => '/settings/maintenance' as const,
  policies: () => '/settings/policies' as const,
  policy: (id: string) => `/settings/policies/${encodeURIComponent(id)}` as const,
  newPolicy: (teamId?: string) =>
    teamId
      ? (`/settings/policies/new?team=${encodeURIComponent(teamId)}` as const)
      : ('/settings/policies/new' as const),
  signIn: (returnTo?: string) =>
    returnTo && returnTo !== '/'
      ? (`/sign-in?callbackUrl=${encodeURIComponent(returnTo)}` as const)
      : ('/sign-in' as const),
  resetPassword: (token: string) => `/sign-in/reset/${encodeURIComponent(token)}` as const,
  setup: (step?: string) => (step ? (`/setup?step=${step}` as const) : ('/setup' as const)),
  link: (token: string) => `/l/${token}` as const,
  acknowledgeLink: (token: string) => `/l/${token}/acknowledge` as const,
  twilioVoice: () => '/api/twilio/voice' as const,
  twilioGather: () => '/api/twilio/voice/gather' as const,
  twilioVoiceStatus: () => '/api/twilio/voice/status' as const,
  twilioSmsStatus: () => '/api/twilio/sms/status' as const,
  statusPage: () => '/settings/status-page' as const,
  reviewTemplate: () => '/settings/review-template' as const,
  deliveries: () => '/settings/deliveries' as const,
  ingest: (kind: string, key: string) => `/ingest/${kind}/${key}` as const,
  /** What a sender is given: kinds with clients of their own are told where those expect their service. */
  sender: (kind: string, key: string) =>
    kind === 'opsgenie' ? '/opsgenie' : kind === 'pagerduty' ? '/v2/enqueue' : `/ingest/${kind}/${key}`,
  rotations: () => '/settings/rotations' as const,
  newRotation: () => '/settings/rotations/new' as const,
  rotationSettings: (id: string) => `/settings/rotations/${encodeURIComponent(id)}` as const,
};

/** `publicUrl` without a trailing slash. */
/** Where mail for a sender's key goes: to whoever hears for the host of our own address. */
export const mailAddress = (publicUrl: string, key: string): string => {
  const { hostname } = new URL(publicUrl);
  // A bare address stands in brackets in mail (RFC 5321).
  return `alerts+${key}@${/^[\d.]+$/.test(hostname) ? `[${hostname}]` : hostname}`;
};

export const absolute = (publicUrl: string, path: string): string => `${publicUrl}${path}`;

/** A place to return to after signing in: a path of ours, never another host's. */
export const safeReturn = (path: string | null | undefined): string =>
  path && /^\/(?![/\\])/.test(path) && !/[\r\n\t]/.test(path) ? path : '/';
