import { durationOf } from '@/components/ui/instant';
import type { MarkKind } from '@/components/ui/mark';
import { channelNames } from '@/server/contact/contact-method';
import type { Channel } from '@/server/outbound';
import type { EventKind } from '@/server/timeline/event';

type Entry = {
  kind: EventKind;
  actor: { kind: string; name: string | null };
  data: Record<string, unknown>;
};

/** An event as a sentence. */
export type Told = {
  words: string;
  /** What somebody wrote, or the reason: stands below, as text. */
  detail: string | null;
  /** Marks what must be seen; null for what merely happened. */
  mark: MarkKind | null;
  /** How much later than it was due; null when it was in time. */
  lateSeconds: number | null;
};

/** `viewerName` is not replaced by "You": a timeline is read by others later, and copied. */
export function eventWords({ kind, actor, data }: Entry): Told {
  const who = actor.name ?? text(data.integration) ?? 'The sender';
  const told = (words: string, part: Partial<Told> = {}): Told => ({
    words,
    detail: null,
    mark: null,
    lateSeconds: null,
    ...part,
  });
  switch (kind) {
    case 'opened':
      return told(`Opened by ${actor.name ?? text(data.integration) ?? text(data.source) ?? 'the sender'}`);
    case 'raised':
      return told(`Raised from ${text(data.from) ?? 'a lower priority'} to ${text(data.to) ?? 'a higher one'}`, {
        mark: 'major',
      });
    case 'acknowledged':
      return told(acknowledgedWords(actor.name, data), { detail: text(data.note), mark: 'good' });
    case 'acknowledge-offered':
      return told('Acknowledged at the sender', { detail: 'Nobody has acknowledged it here by that.' });
    case 'unacknowledged':
      return data.because
        ? told('Came back: its time had come', { mark: 'waiting' })
        : told(`${who} gave it back`, { mark: 'waiting' });
    case 'snoozed':
      return told(`${who} put it off`, { mark: 'waiting' });
    case 'assigned':
      return told(`${who} handed it to ${text(data.name) ?? 'somebody'}`, { mark: 'good' });
    case 'noted':
      return told(`${who} noted`, { detail: text(data.text) });
    case 'resolved':
      return data.by === 'source'
        ? told(`Resolved by ${text(data.integration) ?? 'the sender'}`, { mark: 'good' })
        : told(`Resolved by ${who}`, { detail: text(data.note), mark: 'good' });
    case 'reopened':
      return told(`${who} reopened it`, { mark: 'waiting' });
    case 'came-back':
      return told(data.forgotten ? 'Came back: nobody said they were still on it' : 'Came back: its time had come', {
        mark: 'waiting',
      });
    case 'asked-about':
      return told('Asked whether somebody is still on it', { mark: 'waiting' });
    case 'held':
      return told(`Kept quiet by planned work: ${text(data.title) ?? 'a maintenance window'}`, { mark: 'waiting' });
    case 'flapping':
      return told('Opened again and again within minutes', {
        detail: 'It is paged if it stays open for five minutes.',
        mark: 'waiting',
      });
    case 'responders-added':
      return told(`${who} asked ${named(data.people)} to help`, { detail: unreachableWords(data.unreachable) || null });
    case 'merged':
      return told(`${who} merged it into ${text(data.reference) ?? 'another alert'}`, { detail: text(data.title) });
    case 'merged-here':
      return told(`${who} merged ${text(data.reference) ?? 'another alert'} into this one`, {
        detail: text(data.title),
      });
    case 'classified':
      return told(`${who} said what it was: ${text(data.words) ?? ''}`, { detail: text(data.note) });
    case 'changed':
      return told('Changed by the sender');
    case 'tried-to-reach-primary':
      return told(`${who} tried to reach the primary`);
    case 'escalated-by-hand':
      return told(`${who} asked for help`);
    case 'step-fired':
      return told(
        data.stage === 'fallback' ? 'The fallback fired' : `Step ${number(data.step)} fired${roundWords(data)}`,
        {
          lateSeconds: data.late === true ? Number(data.latenessSeconds) : null,
        },
      );
    case 'nobody-there':
      return told('Nobody could be paged', { detail: list(data.reasons).map(String).join('; ') || null, mark: 'gap' });
    case 'step-held-back':
      return told(
        `Step ${number(data.step)} was passed over: ${data.by === 'hours' ? 'not at this hour' : 'not for this priority'}`,
      );
    case 'steps-missed':
      return told(`${number(data.count)} steps were missed while Baton was not running`, { mark: 'major' });
    case 'ran-out':
      return told('Every step has gone by without acknowledgement', { mark: 'major' });
    case 'run-parked':
      return told('The escalation failed and is tried again every hour', {
        detail: text(data.reason),
        mark: 'critical',
      });
    case 'paged':
      return told(`Paged ${pagedWords(data)}`, {
        detail:
          [unreachableWords(data.unreachable), ...list(data.reasons).map(String)].filter(Boolean).join('; ') || null,
      });
    case 'page-sent':
      return told(`${channelWords(data.channel)} to ${text(data.personName) ?? 'somebody'} delivered`);
    case 'page-failed':
      return told(`${channelWords(data.channel)} to ${text(data.personName) ?? 'somebody'} not delivered`, {
        detail: text(data.reason),
        mark: 'critical',
      });
    case 'possible-duplicate':
      return told(`${text(data.personName) ?? 'Somebody'} may have had this ${channelWords(data.channel)} twice`);
    case 'pages-withdrawn':
      return told('Pages not yet sent were withdrawn');
    default:
      return told(kind.replaceAll('-', ' '));
  }
}

function acknowledgedWords(actor: string | null, data: Record<string, unknown>): string {
  const name = text(data.name) ?? actor ?? 'somebody';
  if (data.renewed === true) return `${name} is still on it`;
  if (data.via === 'link') return `Acknowledged by ${name}, from the link in the page`;
  return actor && actor !== name ? `Acknowledged by ${name}, recorded by ${actor}` : `Acknowledged by ${name}`;
}

const roundWords = ({ round }: Record<string, unknown>): string =>
  typeof round === 'number' && round > 1 ? `, round ${round}` : '';

export const lateWords = (seconds: number): string => `${durationOf(seconds)} late`;

export const channelWords = (channel: unknown): string => channelNames[channel as Channel] ?? 'Message';

function unreachableWords(people: unknown): string {
  const names = named(people);
  return names === 'nobody' ? '' : `Not reachable: ${names}`;
}

/** "Ada (primary) and Ben". */
function pagedWords({ people, places }: Record<string, unknown>): string {
  const written = list(places).map(String);
  return [...(list(people).length > 0 || written.length === 0 ? [named(people)] : []), ...written].join(' and ');
}

function named(people: unknown): string {
  const names = list(people).flatMap((person) => {
    const { name, role } = (person ?? {}) as { name?: unknown; role?: unknown };
    const known = text(name);
    return known ? [text(role) ? `${known} (${text(role)})` : known] : [];
  });
  if (names.length < 2) return names[0] ?? 'nobody';
  return `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}

const text = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);
const number = (value: unknown): string => (typeof value === 'number' ? String(value) : '?');
const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);
