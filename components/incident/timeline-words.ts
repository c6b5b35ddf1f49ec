import { durationOf } from '@/components/ui/instant';
import type { MarkKind } from '@/components/ui/mark';
import { channelNames } from '@/server/contact/contact-method';
import type { Channel } from '@/server/outbound';
import type { EventKind } from '@/server/timeline/event';

type Entry = { kind: EventKind; actor: string; data: Record<string, unknown> };
type Told = { words: string; detail: string | null; mark: MarkKind | null };

const stateMarks: Record<string, MarkKind> = { mitigated: 'major', resolved: 'good' };

/** What Baton saw, as a sentence. `nameOf` names the people that an event keeps by id. */
export function batonWords({ kind, actor, data }: Entry, nameOf: (id: string) => string): Told {
  const told = (words: string, detail: string | null = null, mark: MarkKind | null = null): Told => ({
    words,
    detail,
    mark,
  });
  const title = text(data.title) ?? '';
  switch (kind) {
    case 'declared':
      return told(`${actor} declared it`, list(data.alerts).map(titleOf).join('; ') || null, 'waiting');
    case 'state-changed':
      return told(stateWords(actor, data), text(data.reason), stateMarks[String(data.to)] ?? null);
    case 'role-changed':
      return told(
        `${actor === nameOf(String(data.is)) ? `${actor} took over as` : `${actor} made ${nameOf(String(data.is))}`} ${data.role === 'lead' ? 'lead' : 'communications owner'}`,
      );
    case 'responders-paged':
      return told(
        `${actor} paged ${listed(list(data.people).map(String))}`,
        [text(data.note), unreachable(data.unreachable)].filter(Boolean).join(' ') || null,
        list(data.unreachable).length > 0 ? 'critical' : null,
      );
    case 'responder-joined':
      return told(`${actor} joined`);
    case 'alerts-linked':
      return told(`${actor} joined ${alertWords(list(data.alerts).length)}`, list(data.alerts).map(titleOf).join('; '));
    case 'merged':
      return text(data.into)
        ? told(`${actor} merged it into INC-${data.number}`)
        : told(`${actor} merged INC-${data.number} into it`);
    case 'changed':
      return told(`${actor} changed ${changedFields(data)}`);
    case 'runbook-started':
      return told(`${actor} started the runbook “${title}”`);
    case 'runbook-step':
      return told(`${actor} ${stepWords(data)}`, text(data.reason));
    case 'runbook-ended':
      return told(`${actor} ended the runbook “${title}”`);
    case 'follow-up-made':
      return told(`${actor} opened a follow-up: ${title}`);
    case 'follow-up-done':
      return told(`${actor} did a follow-up: ${title}`, text(data.outcome));
    case 'noted':
      return told(`${actor} wrote in Slack`, text(data.text));
    case 'room-opened':
      return told(`#${text(data.name) ?? 'its channel'} is open in Slack`);
    case 'update-published':
      return told(`Update ${String(data.number)} is ${placesOf(data.place).on}`, null, 'good');
    case 'update-held-up':
      return told(
        `Update ${String(data.number)} is not yet ${placesOf(data.place).on}: it is tried again`,
        text(data.error),
        'major',
      );
    case 'update-given-up':
      return told(`Update ${String(data.number)} did not get ${placesOf(data.place).to}`, text(data.error), 'critical');
    case 'review-begun':
      return told(`${actor} began the review`);
    case 'page-sent':
      return told(`${channelWords(data.channel)} to ${text(data.personName) ?? 'somebody'} delivered`);
    case 'page-failed':
      return told(
        `${channelWords(data.channel)} to ${text(data.personName) ?? 'somebody'} not delivered`,
        text(data.reason),
        'critical',
      );
    case 'pages-withdrawn':
      return told('Pages not yet sent were withdrawn');
    default:
      return told(`${actor}: ${kind.replaceAll('-', ' ')}`);
  }
}

function stateWords(actor: string, { act, to }: Record<string, unknown>): string {
  switch (act) {
    case 'accept':
      return `${actor} accepted it`;
    case 'decline':
      return `${actor} declined it`;
    case 'close':
      return `${actor} closed it`;
    case 'reopen':
      return `${actor} reopened it`;
    default:
      return `${actor}: ${String(to)}`;
  }
}

const placesOf = (place: unknown): { on: string; to: string } =>
  place === 'slack' ? { on: 'in Slack', to: 'into Slack' } : { on: 'on the status page', to: 'onto the status page' };

const fieldWords: Record<string, string> = {
  title: 'the title',
  severity: 'the severity',
  summary: 'the summary',
  impactFrom: 'when the impact began',
  impactTo: 'when the impact ended',
  nextUpdateAt: 'when the next update is due',
};

function changedFields({ before, after, services }: Record<string, unknown>): string {
  const [was, is] = [record(before), record(after)];
  const fields = Object.keys(is).map((field) =>
    field === 'severity'
      ? `the severity from ${String(was.severity)} to ${String(is.severity)}`
      : (fieldWords[field] ?? field),
  );
  return listed([...fields, ...(services ? ['the services'] : [])]) || 'it';
}

function stepWords({ step, state, text: words, title }: Record<string, unknown>): string {
  const named = text(words) ? `“${text(words)}”` : `step ${String(step)} of “${text(title) ?? ''}”`;
  if (state === 'done') return `did ${named}`;
  return state === 'skipped' ? `skipped ${named}` : `took back ${named}`;
}

/** "4 min later than it happened", for entries that were learnt late. */
export const lateWords = (happenedAt: Date, writtenAt: Date): string =>
  `written ${durationOf((writtenAt.getTime() - happenedAt.getTime()) / 1_000)} later`;

const alertWords = (count: number): string => (count === 1 ? 'an alert' : `${count} alerts`);
const channelWords = (channel: unknown): string => channelNames[channel as Channel] ?? 'Message';
const unreachable = (people: unknown): string | null => {
  const names = list(people).map(String);
  return names.length === 0 ? null : `Not reachable: ${listed(names)}`;
};
const titleOf = (alert: unknown): string => {
  const { reference, title } = record(alert);
  return [text(reference), text(title)].filter(Boolean).join(' ');
};

/** "Ada, Ben and Cho". */
export const listed = (names: readonly string[]): string =>
  names.length < 2 ? (names[0] ?? '') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;

const text = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);
const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);
const record = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
