import { topicOf } from '@/server/chat/room';
import type { Notice } from '@/server/outbound';
import { meanings } from '@/server/severity/severity';
import type { TimelineEvent } from '@/server/timeline/event';
import { type Incident, reference } from './incident';
import { isRunning } from './lifecycle';

type NameOf = (personId: string) => string;

/** What stands above the incident's channel: how bad, how far, who has it, and where the rest is. */
export function roomTopic(incident: Incident, nameOf: NameOf, url: string): string {
  const { severity, state, leadId, communicatorId } = incident;
  const who = isRunning(state)
    ? [
        `lead ${leadId ? nameOf(leadId) : 'nobody'}`,
        communicatorId && communicatorId !== leadId ? `communications ${nameOf(communicatorId)}` : '',
      ]
    : [];
  return topicOf([`${reference(incident)} ${meanings[severity].name}`, state, ...who, url]);
}

type News = { head: string; body: string | null };

/** One event in the words of the channel; null for what was said there, or says nothing new to people. */
function newsOf({ kind, data, actor }: TimelineEvent, incident: Incident, nameOf: NameOf): News | null {
  const by = actor.kind === 'person' && actor.id ? nameOf(actor.id) : 'Baton';
  const text = (value: unknown): string => (typeof value === 'string' ? value : '');
  const names = (value: unknown): string => (Array.isArray(value) ? value.filter(Boolean).join(', ') : '');
  const bare = (head: string): News => ({ head, body: null });
  switch (kind) {
    case 'declared':
      return { head: `${by} declared ${reference(incident)}: ${text(data.title)}`, body: incident.summary || null };
    case 'state-changed':
      return { head: `${by}: ${text(data.to)}`, body: text(data.reason) || null };
    case 'role-changed':
      return bare(`${nameOf(text(data.is))} is ${text(data.role)} now`);
    case 'changed': {
      const { severity } = (data.after ?? {}) as { severity?: Incident['severity'] };
      return severity ? bare(`${by}: severity ${meanings[severity].name}`) : null;
    }
    case 'responders-paged':
      return { head: `${by} paged ${names(data.people)}`, body: text(data.note) || null };
    case 'responder-joined':
      return bare(`${by} is on it`);
    case 'merged':
      return bare(data.into ? `It goes on as INC-${String(data.number)}` : `INC-${String(data.number)} goes on here`);
    case 'entry-written':
      // A status update comes here by itself, as customers read it.
      return data.statusUpdate ? null : { head: `${by}: ${text(data.kind)}`, body: text(data.text) };
    default:
      return null;
  }
}

/** What happened lately, as one message; null when nothing of it is for the channel. */
export function roomNotice(
  events: readonly TimelineEvent[],
  incident: Incident,
  nameOf: NameOf,
  url: string,
): Notice | null {
  const [first, ...more] = events.flatMap((event) => newsOf(event, incident, nameOf) ?? []);
  if (!first) return null;
  const isFirst = events.some(({ kind }) => kind === 'declared');
  return {
    title: first.head,
    lines: [...(first.body ? [first.body] : []), ...more.map(({ head, body }) => (body ? `${head}\n${body}` : head))],
    facts: [],
    links: isFirst ? [{ label: 'Open the incident', url }] : [],
    reason: isFirst ? 'What you write here stands on its timeline, if Baton knows who you are in Slack.' : '',
  };
}
