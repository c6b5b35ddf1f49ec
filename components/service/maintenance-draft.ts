import { instantOf, localTime, parseLocal } from '@/server/time/wall-clock';

/** A maintenance window as its fields hold it; times are the clock's of the zone it is filled in by. */
export type WindowDraft = {
  teamId: string;
  /** Empty: all of the team. */
  serviceId: string;
  title: string;
  from: string;
  to: string;
  endless: boolean;
  /** Rows without a name count as left out. */
  labels: { name: string; value: string }[];
};

type Span = { startsAt: Date; endsAt: Date | null };
type Stored = Span & { teamId: string; serviceId: string | null; title: string; match: Record<string, string> };

const hourMs = 3_600_000;
const later = (instant: Date, hours: number): Date => new Date(instant.getTime() + hours * hourMs);

/** A new one: it begins now, and lasts two hours. */
export const newDraft = (teamId: string, now: Date, zone: string): WindowDraft => ({
  ...{ teamId, serviceId: '', title: '', endless: false, labels: [{ name: '', value: '' }] },
  from: localTime(now, zone),
  to: localTime(later(now, 2), zone),
});

/** One that is stored. Without an end, its field offers two hours from now. */
export const draftOf = ({ match, startsAt, endsAt, ...window }: Stored, now: Date, zone: string): WindowDraft => {
  const labels = Object.entries(match).map(([name, value]) => ({ name, value }));
  return {
    teamId: window.teamId,
    serviceId: window.serviceId ?? '',
    title: window.title,
    from: localTime(startsAt, zone),
    to: localTime(endsAt ?? later(now, 2), zone),
    endless: endsAt === null,
    labels: labels.length > 0 ? labels : [{ name: '', value: '' }],
  };
};

/** What somebody changed in a draft since it was `opened`, over what the window is by now: what others did meanwhile stays. */
export function rebased(draft: WindowDraft, opened: WindowDraft, live: WindowDraft): WindowDraft {
  const isTouched = ([name, value]: [string, unknown]) =>
    JSON.stringify(value) !== JSON.stringify(opened[name as keyof WindowDraft]);
  return { ...live, ...Object.fromEntries(Object.entries(draft).filter(isTouched)) };
}

/**
 * What is sent for a draft, or what is wrong with it by field. `before`: what a stored window spans. A time that was not
 * touched stays the instant it was, which the field shows to the minute only.
 */
export function readDraft(
  { teamId, serviceId, title, from, to, endless, labels }: WindowDraft,
  zone: string,
  before?: Span,
) {
  const read = (local: string, was?: Date | null) => {
    if (was && localTime(was, zone) === local) return was.toISOString();
    return parseLocal(local) === null ? null : instantOf(local, zone).toISOString();
  };
  const named = labels.map(({ name, value }) => [name.trim(), value] as const).filter(([name]) => name !== '');
  const match = Object.fromEntries(named);
  const [startsAt, end] = [read(from, before?.startsAt), read(to, before?.endsAt)];
  const missing = 'Give a day and a time';
  if (startsAt === null) return { faults: { startsAt: missing } };
  if (!endless && end === null) return { faults: { endsAt: missing } };
  if (Object.keys(match).length < named.length) return { faults: { match: 'Name each label once' } };
  const endsAt = endless ? null : end;
  return { teamId, window: { serviceId: serviceId || null, title, match, startsAt, endsAt } };
}
