import type { IntegrationKind, MailPreset } from '@/server/service/integration';

export const kindNames: Record<IntegrationKind, string> = {
  alertmanager: 'Alertmanager',
  prometheus: 'Prometheus',
  grafana: 'Grafana',
  opsgenie: 'Opsgenie client',
  pagerduty: 'PagerDuty client',
  statuspage: 'Statuspage',
  'uptime-kuma': 'Uptime Kuma',
  icinga: 'Icinga or Nagios',
  sentry: 'Sentry',
  datadog: 'Datadog',
  sns: 'Amazon SNS',
  email: 'E-mail',
  generic: 'Anything that can send JSON',
  heartbeat: 'Heartbeat',
};

export const mailPresetNames: Record<MailPreset, string> = { alertmanager: 'Alertmanager', nagios: 'Nagios or Icinga' };

/** What to put at the sender, ready to be copied: where it goes, and its text. */
export type Snippet = { where: string; text: string };

type Made = { kind: IntegrationKind; url: string; key: string };

export function snippetFor({ kind, url, key }: Made): Snippet {
  const origin = URL.canParse(url) ? new URL(url).origin : url;
  return snippets[kind]?.({ url, key, origin }) ?? generic(url);
}

const generic = (url: string): Snippet => ({
  where: 'Send a first alert from a shell; the second line closes it again:',
  text: [
    curl(url, { title: 'A first alert', key: 'first', priority: 'P3' }),
    curl(url, { title: 'A first alert', key: 'first', state: 'resolved' }),
  ].join('\n'),
});

type Given = { url: string; key: string; origin: string };
const address =
  (where: string) =>
  ({ url }: Given): Snippet => ({ where, text: url });

const datadogTemplate = {
  alias: '$ALERT_CYCLE_KEY',
  transition: '$ALERT_TRANSITION',
  title: '$EVENT_TITLE',
  body: '$TEXT_ONLY_MSG',
  priority: '$ALERT_PRIORITY',
  tags: '$TAGS',
  link: '$LINK',
};

const snippets: Partial<Record<IntegrationKind, (given: Given) => Snippet>> = {
  alertmanager: ({ url }) => ({
    where: 'Put this into alertmanager.yml and reload Alertmanager:',
    text: [
      'route:',
      '  receiver: baton',
      'receivers:',
      '  - name: baton',
      '    webhook_configs:',
      `      - url: ${yamlText(url)}`,
      '        send_resolved: true',
    ].join('\n'),
  }),
  prometheus: ({ url }) => ({
    where: 'Put this into prometheus.yml; Prometheus takes Baton for an Alertmanager:',
    text: [
      'alerting:',
      '  alertmanagers:',
      `    - scheme: ${new URL(url).protocol.replace(':', '')}`,
      `      path_prefix: ${yamlText(new URL(url).pathname)}`,
      '      static_configs:',
      `        - targets: [${yamlText(new URL(url).host)}]`,
    ].join('\n'),
  }),
  grafana: address('In Grafana under Alerting, Contact points, add one of type Webhook with this address:'),
  opsgenie: ({ url, key }) => ({
    where: 'Give your client this base address and key, in place of those of Opsgenie:',
    text: [`api_url: ${yamlText(`${url}/`)}`, `api_key: ${yamlText(key)}`].join('\n'),
  }),
  pagerduty: ({ origin, key }) => ({
    where: 'Send events to this address with this routing key, in place of those of PagerDuty:',
    text: curl(`${origin}/v2/enqueue`, {
      routing_key: key,
      event_action: 'trigger',
      dedup_key: 'first',
      payload: { summary: 'A first alert', source: 'shell', severity: 'warning' },
    }),
  }),
  statuspage: address('On the status page, subscribe to updates by webhook with this address:'),
  'uptime-kuma': address('In Uptime Kuma, add a notification of type Webhook with this address and body JSON:'),
  icinga: ({ url }) => ({
    where: 'Call this from a NotificationCommand; it ends with an error when Baton did not take it:',
    text: [
      `curl -fsS --max-time 10 ${shellText(url)} -H 'content-type: application/json' \\`,
      `  -d '{"type":"$notification.type$","host":"$host.name$","service":"$service.name$","state":"$service.state$","output":"$service.output$"}'`,
    ].join('\n'),
  }),
  sentry: address('In Sentry, make an internal integration with this webhook address:'),
  datadog: ({ url }) => ({
    where: 'In Datadog, add a webhook with this address and this payload:',
    text: [url, JSON.stringify(datadogTemplate, null, 2)].join('\n'),
  }),
  sns: address('Subscribe this address to the topic by HTTPS; Baton confirms the subscription itself:'),
  email: address('Let the sender mail to this address; whoever knows it can open alerts:'),
  heartbeat: ({ url }) => ({
    where: 'Call this at the end of the job that is to be watched:',
    text: `curl -fsS --max-time 10 ${shellText(url)}`,
  }),
};

const curl = (url: string, body: object): string =>
  `curl -sS ${shellText(url)} -H 'content-type: application/json' -d ${shellText(JSON.stringify(body))}`;

const shellText = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;
const yamlText = (text: string): string => `'${text.replaceAll("'", "''")}'`;
