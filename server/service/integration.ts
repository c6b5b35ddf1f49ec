/** Every sender there is a door for; the one for mail stands open where the operator gave it a port. */
export const integrationKinds = [
  'alertmanager',
  'prometheus',
  'grafana',
  'opsgenie',
  'pagerduty',
  'statuspage',
  'uptime-kuma',
  'icinga',
  'sentry',
  'datadog',
  'sns',
  'email',
  'generic',
  'heartbeat',
] as const;

export type IntegrationKind = (typeof integrationKinds)[number];

/** `field` of a message: `title`, `text`, or what the sender calls it. */
export type KeyPattern = { field: string; pattern: string };
export type ResolveRule = { field: string; equals?: string | undefined; pattern?: string | undefined };

/** Senders whose mails say in their subject what began and what ended. */
export const mailPresets = ['alertmanager', 'nagios'] as const;
export type MailPreset = (typeof mailPresets)[number];

/** What a person set for one sender, checked by its kind when it was made. */
export type IntegrationSettings = {
  keyPattern?: KeyPattern | undefined;
  resolveRule?: ResolveRule | undefined;
  /** Sealed: what the sender signs with. */
  sealedSecret?: string | undefined;
  /** The header its signature stands in, in lower case. */
  signatureHeader?: string | undefined;
  /** What sends its mails, where a person said so. */
  mailPreset?: MailPreset | undefined;
  intervalSeconds?: number | undefined;
  graceSeconds?: number | undefined;
};

/** What a door needs to know of the key it was shown. */
export type Known = {
  id: string;
  kind: IntegrationKind;
  name: string;
  serviceId: string;
  serviceName: string;
  teamId: string;
  policyId: string;
  settings: IntegrationSettings;
  groupSeconds: number;
};

/** Keys have one form; anything else is unknown without asking. */
export const isKey = (text: string): boolean => /^[a-z0-9]{32}$/.test(text);

/** How long a heartbeat may be silent; null for what is none. */
export const silentAfter = ({ intervalSeconds, graceSeconds }: IntegrationSettings): number | null =>
  intervalSeconds === undefined ? null : intervalSeconds + (graceSeconds ?? 0);
