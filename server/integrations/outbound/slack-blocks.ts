import { classes, classifications } from '@/server/alert/classification';
import type { Message, Offer } from '@/server/outbound';
import { escaped } from '../answers/slack';

const cut = (text: string, most: number): string => (text.length > most ? `${text.slice(0, most - 1)}…` : text);

/** Escaped, and no longer than Slack takes: cut before escaping would not do, cut after would break a sign in two. */
function fitting(text: string, most: number): string {
  for (let length = most; ; length -= 50) {
    const found = escaped(cut(text, length));
    if (found.length <= most || length <= 50) return found.slice(0, most);
  }
}

const plain = (text: string, most = 150) => ({ type: 'plain_text', text: fitting(text, most), emoji: false });
const mrkdwn = (text: string) => ({ type: 'mrkdwn', text });

const button = (action: string, label: string, value: string, more: object = {}) => ({
  type: 'button',
  action_id: action,
  text: plain(label, 75),
  value,
  ...more,
});

const sure = {
  title: plain('Resolve?'),
  text: plain('This closes the alert: nobody is paged about it any more.'),
  confirm: plain('Resolve'),
  deny: plain('Not yet'),
};

/** Buttons for the first of its alerts; the door looks for the others by the message's identity. */
function buttons({ alertIds, identity, notice }: Message): object[] {
  const [alertId] = alertIds;
  const open = notice.links.at(-1);
  if (!alertId) return open ? [{ type: 'section', text: mrkdwn(`<${open.url}|${fitting(open.label, 75)}>`) }] : [];
  const elements = [
    button('ack', 'Acknowledge', alertId, { style: 'primary' }),
    button('escalate', 'Escalate', alertId),
    button('resolve', 'Resolve', alertId, { confirm: sure }),
    ...(open ? [button('open', open.label, alertId, { url: open.url })] : []),
  ];
  return [{ type: 'actions', block_id: `page:${identity}`, elements }];
}

/** What a closed alert was: every class in one menu, the keys of the screen before their words. */
function question({ notice: { asks } }: Message): object[] {
  if (!asks) return [];
  const options = classifications.map((key, place) => ({
    ...{ text: plain(`${place + 1}  ${classes[key].words}`, 75), value: `${key} ${asks}` },
  }));
  const select = { type: 'static_select', action_id: 'classify', placeholder: plain('What was it?'), options };
  return [{ type: 'actions', block_id: `asks:${asks}`.slice(0, 255), elements: [select] }];
}

/** Words with the one button beside them; pressed, it means the message it names. */
export const offered = (text: string, { label, alertId, identity }: Offer): object[] => [
  { type: 'section', text: mrkdwn(fitting(text, 3_000)) },
  { type: 'actions', block_id: `page:${identity}`, elements: [button('take', label, alertId, { style: 'primary' })] },
];

/** A notice as Slack's blocks: header, what is said, what is known, why it came, and what can be done. */
export function blocksOf(message: Message): object[] {
  const { title, lines, facts, reason } = message.notice;
  const said = lines.join('\n\n');
  return [
    { type: 'header', text: plain(title) },
    ...(said ? [{ type: 'section', text: mrkdwn(fitting(said, 3_000)) }] : []),
    ...(facts.length > 0
      ? [
          {
            type: 'section',
            fields: facts
              .slice(0, 10)
              .map(({ label, value }) => mrkdwn(`*${fitting(label, 200)}*\n${fitting(value, 1_500)}`)),
          },
        ]
      : []),
    ...buttons(message),
    ...question(message),
    ...(reason ? [{ type: 'context', elements: [mrkdwn(fitting(reason, 2_000))] }] : []),
  ];
}
