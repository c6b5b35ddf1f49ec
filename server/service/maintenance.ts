/** Planned work, or something known that is to stay quiet: alerts are stored as ever, and page nobody until it ends. */
export type MaintenanceWindow = {
  id: string;
  teamId: string;
  /** Null: every service of the team. */
  serviceId: string | null;
  title: string;
  /** Only alerts that carry all of these labels; empty: all. */
  match: Record<string, string>;
  startsAt: Date;
  /** Null: until somebody ends it. */
  endsAt: Date | null;
  createdAt: Date;
  createdById: string | null;
};

/** What a window is measured against. */
export type Carrier = { teamId: string; serviceId: string; labels: ReadonlyMap<string, string> };

type Span = Pick<MaintenanceWindow, 'startsAt' | 'endsAt'>;

export const stateOf = ({ startsAt, endsAt }: Span, now: Date): 'planned' | 'active' | 'over' => {
  if (endsAt !== null && endsAt <= now) return 'over';
  return startsAt <= now ? 'active' : 'planned';
};

const dayMs = 86_400_000;
/** One without an end is looked at again every day: whatever is quiet always has an instant at which it is not. */
export const quietUntil = ({ endsAt }: Span, now: Date): Date => endsAt ?? new Date(now.getTime() + dayMs);

const covers = (window: MaintenanceWindow, { teamId, serviceId, labels }: Carrier): boolean =>
  window.teamId === teamId &&
  (window.serviceId === null || window.serviceId === serviceId) &&
  Object.entries(window.match).every(([name, value]) => labels.get(name) === value);

/** The window that keeps it quiet now; of several the one that does so longest. */
export function windowOver(
  windows: readonly MaintenanceWindow[],
  carrier: Carrier,
  now: Date,
): MaintenanceWindow | undefined {
  return windows
    .filter((window) => stateOf(window, now) === 'active' && covers(window, carrier))
    .sort((a, b) => quietUntil(b, now).getTime() - quietUntil(a, now).getTime())[0];
}
