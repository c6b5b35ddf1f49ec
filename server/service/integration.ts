/** Every sender there is a door for; `interfaces` names them all, and a kind without a door is refused when it is made. */
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

/** The kinds whose doors stand open in this version. */
export const openKinds: readonly IntegrationKind[] = ['alertmanager', 'generic'];

/** What a door needs to know of the key it was shown. */
export type Known = {
  id: string;
  kind: IntegrationKind;
  name: string;
  serviceId: string;
  serviceName: string;
  teamId: string;
  policyId: string;
};

/** Keys have one form; anything else is unknown without asking. */
export const isKey = (text: string): boolean => /^[a-z0-9]{32}$/.test(text);
