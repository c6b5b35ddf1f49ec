import { durationOf } from '@/components/ui/instant';

export type SimulatedPage = { channel: string; at: Date };
export type Simulated = {
  at: Date;
  stage: 'steps' | 'fallback';
  round: number;
  step: number;
  heldBack: 'hours' | 'priority' | null;
  people: readonly { id: string; name: string; role: string | null; pages: readonly SimulatedPage[] }[];
  places: readonly { channel: string; name: string }[];
  reasons: readonly string[];
  nobody: boolean;
};

const channelNames: Readonly<Record<string, string>> = {
  email: 'E-mail',
  sms: 'SMS',
  voice: 'Call',
  push: 'Push',
  slack: 'Slack',
  webhook: 'Webhook',
  ntfy: 'ntfy',
};
export const channelName = (channel: string): string => channelNames[channel] ?? channel;

/** "Step 2", "Step 1, round 2", "Fallback". */
export function stepName({ stage, step, round }: Pick<Simulated, 'stage' | 'step' | 'round'>): string {
  if (stage === 'fallback') return 'Fallback';
  return round === 0 ? `Step ${step + 1}` : `Step ${step + 1}, round ${round + 1}`;
}

/** "At once", "+2 min": from the alert. Seconds are kept under an hour, for they are what a rule is about. */
export function sinceWords(at: Date, from: Date): string {
  const seconds = Math.round((at.getTime() - from.getTime()) / 1_000);
  if (seconds === 0) return 'At once';
  const rest = seconds % 60;
  return seconds > 60 && seconds < 3_600 && rest > 0
    ? `+${Math.floor(seconds / 60)} min ${rest} s`
    : `+${durationOf(seconds)}`;
}

/** Why a step reached nobody, or not everybody; empty: nothing to say. */
export function troubleWords({ heldBack, people, reasons }: Simulated): string[] {
  if (heldBack) return [heldBack === 'hours' ? 'Not at this hour: passed over' : 'Not for this priority: passed over'];
  const unreachable = people.filter(({ pages }) => pages.length === 0);
  return [...reasons, ...unreachable.map(({ name }) => `${name} has no usable contact method`)];
}

export type Dot = { lane: string; at: Date; channel: string };
export type Lane = { key: string; name: string; detail: string; kind: 'person' | 'place' | 'nobody' };
export type Column = { at: Date; step: string; nobody: boolean };
export type Drawing = { lanes: Lane[]; columns: Column[]; dots: Dot[] };

/** The simulation as a drawing: a lane for everybody and everything reached, a column for each instant something leaves. */
export function drawingOf(steps: readonly Simulated[]): Drawing {
  const lanes = new Map<string, Lane>();
  const columns = new Map<number, Column>();
  const dots: Dot[] = [];
  const mark = (step: Simulated, lane: Lane, at: Date, channel: string) => {
    if (!lanes.has(lane.key)) lanes.set(lane.key, lane);
    const known = columns.get(at.getTime());
    columns.set(at.getTime(), {
      at,
      step: known?.step ?? stepName(step),
      nobody: (known?.nobody ?? false) || lane.kind === 'nobody',
    });
    dots.push({ lane: lane.key, at, channel });
  };
  for (const step of steps.filter(({ heldBack }) => heldBack === null)) {
    for (const { id, name, role, pages } of step.people)
      for (const { at, channel } of pages)
        mark(step, { key: id, name, detail: role ?? '', kind: 'person' }, at, channel);
    for (const { channel, name } of step.places)
      mark(step, { key: `${channel} ${name}`, name, detail: channelName(channel), kind: 'place' }, step.at, channel);
    if (step.nobody) mark(step, { key: 'nobody', name: 'Nobody', detail: '', kind: 'nobody' }, step.at, 'nobody');
  }
  const inTime = [...columns.values()].sort((a, b) => a.at.getTime() - b.at.getTime());
  return { lanes: [...lanes.values()], columns: inTime, dots };
}
