import type { Classification } from '@/server/alert/classification';
import type { Signal } from '@/server/intake/signal';
import { company } from './demo-company';

type Severity = 'critical' | 'warning' | 'info';

/** What breaks, as a monitoring system words it. */
export type Trouble = { rule: string; severity: Severity; instance: string; summary: string; description: string };

const trouble = (
  rule: string,
  severity: Severity,
  instance: string,
  summary: string,
  description: string,
): Trouble => ({
  rule,
  severity,
  instance,
  summary,
  description,
});

/** By service. */
export const troubles: Record<string, Trouble[]> = {
  'Cloud API': [
    trouble(
      'HighErrorRate',
      'critical',
      'api-eu-1',
      'Cloud API: 5xx above 5 % for 10 minutes',
      '6.8 % of requests fail; the budget of the month is spent in 9 hours at this rate.',
    ),
    trouble(
      'SlowRequests',
      'warning',
      'api-us-2',
      'Cloud API: p95 latency above 1.5 s',
      'p95 is 2.1 s over the last 15 minutes, mostly GET /projects.',
    ),
    trouble(
      'PodRestarting',
      'warning',
      'api-us-1',
      'Cloud API: pod restarts again and again',
      'api-7c9d restarted 6 times in 20 minutes (OOMKilled).',
    ),
    trouble(
      'LoginFailures',
      'critical',
      'api-eu-1',
      'Sign-in fails for one identity provider',
      'The token endpoint of the provider answers 503.',
    ),
  ],
  'Pipeline runner': [
    trouble(
      'QueueStuck',
      'critical',
      'runner-1',
      'Oldest waiting pipeline run is 25 minutes old',
      'Nothing was taken off the queue for 12 minutes.',
    ),
    trouble('RunnerDown', 'critical', 'runner-3', 'Runner node does not answer', 'runner-3 missed 5 scrapes.'),
    trouble(
      'DiskFilling',
      'warning',
      'runner-2',
      'Disk of a runner is full in 6 hours',
      '/var/lib/runs grows by 3.2 GB an hour.',
    ),
    trouble(
      'RunsFailing',
      'warning',
      'runner-1',
      'More pipeline runs fail than usual',
      '14 % of the runs of the last hour failed; 3 % is usual.',
    ),
  ],
  'Metadata database': [
    trouble(
      'ReplicationLag',
      'warning',
      'pg-replica-2',
      'Replica is 90 s behind',
      'Replay has stood still since a long vacuum began.',
    ),
    trouble(
      'ConnectionsHigh',
      'warning',
      'pg-primary',
      'Connections above 85 % of the limit',
      '427 of 500 connections are taken.',
    ),
    trouble(
      'BackupMissing',
      'critical',
      'pg-primary',
      'No backup in the last 26 hours',
      'The last good base backup is from yesterday, 03:10.',
    ),
  ],
  'Plugin hub': [
    trouble(
      'HubDown',
      'critical',
      'hub-web',
      'Plugin hub is down from two regions',
      'GET / answers 502 from Frankfurt and Virginia.',
    ),
    trouble(
      'CertificateExpires',
      'warning',
      'hub-web',
      'Certificate of the plugin hub expires in 9 days',
      'Renewal has failed since Tuesday.',
    ),
    trouble(
      'IndexStale',
      'info',
      'hub-index',
      'Search index of the hub is a day old',
      'The nightly build of the index did not finish.',
    ),
  ],
  'Sending API': [
    trouble(
      'DeliveryRateLow',
      'critical',
      'mta-eu-1',
      'Delivered mail fell below 97 %',
      'Deferred by one large provider: 421 too many connections.',
    ),
    trouble(
      'QueueDeep',
      'warning',
      'mta-us-1',
      '40 000 messages wait to be sent',
      'The queue doubled within 10 minutes.',
    ),
    trouble('BouncesHigh', 'warning', 'mta-eu-2', 'Hard bounces above 4 %', 'One customer sends to an old list.'),
    trouble(
      'DkimFails',
      'critical',
      'mta-eu-1',
      'DKIM signatures are refused',
      'The key of the second selector cannot be looked up.',
    ),
  ],
  Webhooks: [
    trouble(
      'WebhookLag',
      'critical',
      'hooks-1',
      'Webhooks are 4 minutes late',
      'p99 from event to first attempt is 251 s.',
    ),
    trouble('WebhookRetries', 'info', 'hooks-2', 'Retries of webhooks doubled', 'Three endpoints answer 500.'),
  ],
};

/** One cause, many symptoms: a request with an alert for each tenant. */
export const storm = {
  service: 'Pipeline runner',
  troubles: ['acme', 'birchwood', 'cobalt', 'dune', 'everly', 'fjord', 'granite', 'harbor'].map((tenant) =>
    trouble(
      'TenantRunsFailing',
      'critical',
      `tenant-${tenant}`,
      `All pipeline runs of ${tenant} fail`,
      'The metadata database refuses new connections.',
    ),
  ),
};

/** What an alert of a rule usually turned out to be; those left out needed somebody. */
export const meanings: Record<string, Classification> = {
  SlowRequests: 'watched',
  PodRestarting: 'bad-check',
  DiskFilling: 'acted-could-wait',
  RunsFailing: 'bad-check',
  ReplicationLag: 'planned-work',
  CertificateExpires: 'acted-could-wait',
  IndexStale: 'wrong-team',
  QueueDeep: 'watched',
  WebhookRetries: 'recovered',
};

/** What people wrote when it was over. */
export const endings = [
  'Rolled back the last deploy; error rate is back to normal.',
  'Restarted the stuck process. Follow-up: find out why it does not end by itself.',
  'Scaled out by two nodes, watched it for a while.',
  'Provider confirmed trouble on their side and fixed it.',
  'False alarm: the threshold is too tight for Monday mornings.',
  'Cleaned up old files and raised the limit.',
  'Failed over to the replica; the old primary is out for repair.',
];

/** What people wrote while it went on. */
export const findings = [
  'Looking at the dashboards now. It began with the 14:00 deploy.',
  'Only one region is affected.',
  'Paused the rollout while I look.',
  'Customer support knows.',
];

/** As Alertmanager sends it. `state` resolve: the same trouble, over. */
export function signalOf(
  { rule, severity, instance, summary, description }: Trouble,
  state: 'open' | 'resolve',
): Signal {
  const labels = { alertname: rule, instance, severity };
  return {
    key: `${rule}/${instance}`,
    digestOf: null,
    state,
    title: summary,
    priority: ({ critical: 'P1', warning: 'P3', info: 'P5' } as const)[severity],
    source: instance,
    text: description,
    fields: Object.entries(labels).map(([name, value]) => ({ name, value })),
    links: [{ href: `https://runbooks.${company.domain}/${rule}`, text: 'Runbook' }],
    payload: {
      status: state === 'open' ? 'firing' : 'resolved',
      labels,
      annotations: { summary, description },
    },
  };
}
