import type { IntegrationKind } from '@/server/service/integration';

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

/** What to put at the sender, ready to be copied: where it goes, and its text. */
export type Snippet = { where: string; text: string };

export function snippetFor(kind: IntegrationKind, url: string): Snippet {
  if (kind === 'alertmanager')
    return {
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
    };
  return {
    where: 'Send a first alert from a shell; the second line closes it again:',
    text: [
      curl(url, { title: 'A first alert', key: 'first', priority: 'P3' }),
      curl(url, { title: 'A first alert', key: 'first', state: 'resolved' }),
    ].join('\n'),
  };
}

const curl = (url: string, body: object): string =>
  `curl -sS ${shellText(url)} -H 'content-type: application/json' -d ${shellText(JSON.stringify(body))}`;

const shellText = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;
const yamlText = (text: string): string => `'${text.replaceAll("'", "''")}'`;
