import type { Classification } from '@/server/alert/classification';
import { addDays, hourOfDay, instantOf, isoWeekday, localDate } from '@/server/time/wall-clock';
import { company, type DemoPerson, type DemoTeam, newcomer, teams } from './demo-company';
import { endings, findings, meanings, storm, type Trouble, troubles } from './demo-troubles';

export const weeks = 13;

/** One request of a sender, and what became of the alerts it opened. */
export type Episode = { service: string; troubles: Trouble[] };

export type Deed =
  | { do: 'receive' | 'clear' | 'escalate' }
  /** The secondary, before taking it. */
  | { do: 'try primary' }
  /** Whoever holds the role at that instant takes it. */
  | { do: 'acknowledge'; as: 'primary' | 'secondary' }
  /** By whoever has taken it. */
  | { do: 'note' | 'resolve'; text: string }
  /** What it turned out to be, by whoever had it. */
  | { do: 'classify'; as: Classification }
  | { do: 'snooze'; until: Date };

/** Something that happens. `pass`: only the clock moves on, what is due then fires, and who was on call is recorded. */
export type Moment = { at: Date } & (
  | { what: 'trouble'; episode: Episode; deed: Deed }
  | { what: 'pass' }
  /** Whoever was hired joins the team, at the end of its queue. */
  | { what: 'join'; person: DemoPerson; team: string }
  /** How the turn was, from whoever was primary until the handoff. */
  | { what: 'pulse'; team: string; endedAt: Date; answers: Answers }
  /** A colleague covers whoever is primary then. */
  | ({ what: 'cover'; team: string } & Covered)
);

/** Time that whoever is primary then has asked somebody to cover. `left`: whom it still waits for; otherwise it is in effect. */
export type Covered = {
  from: Date;
  to: Date;
  reason: { reason: 'travel' | 'illness' | 'time-off' | 'other'; note: string };
  left?: 'to the manager' | 'to everyone';
};

type Answers = { slept: number; supported: number; again: number };

/** Numbers in [0, 1), the same ones each time: every demo tells the same story. */
function dice(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Both rotations begin on the same Monday, `weeks` weeks before the one of this week: "YYYY-MM-DD". */
export function firstMonday(now: Date): string {
  const zone = company.timeZone;
  return localDate(addDays(now, 1 - isoWeekday(now, zone) - 7 * weeks, zone), zone);
}

/** Each handoff of a rotation that has passed, the first included. */
export function handoffsUntil(now: Date, { time, timeZone }: { time: string; timeZone: string }): Date[] {
  const first = instantOf(`${firstMonday(now)}T${time}`, timeZone);
  return Array.from({ length: weeks + 1 }, (_, week) => addDays(first, 7 * week, timeZone)).filter((at) => at < now);
}

const later = (at: Date, minutes: number): Date => new Date(at.getTime() + Math.round(minutes * 60) * 1_000);

/** Alerts a day, drawn evenly: many days are quiet. */
const aDay = [0, 0, 0, 0, 1, 1, 1, 1, 2, 3];
/** Where things break: the more often a service stands here, the more often. */
const where = [
  'Cloud API',
  'Cloud API',
  'Pipeline runner',
  'Pipeline runner',
  'Metadata database',
  'Plugin hub',
  'Sending API',
  'Sending API',
  'Sending API',
  'Webhooks',
];
const restDays = 3;

/** Three months until a few hours ago, and what is going on at `now`, in the order of time. */
export function historyOf(now: Date): Moment[] {
  const chance = dice(1_116);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(chance() * list.length)] as T;
  const first = instantOf(`${firstMonday(now)}T18:00`, company.timeZone);
  const told: Moment[] = tellStorm(addDays(first, 44, company.timeZone));
  const lastBroke = new Map<Trouble, number>();
  const perTeam = new Map<string, number>();
  for (let day = 0; day < 7 * (weeks + 1); day++) {
    for (let left = pick(aDay); left > 0; left--) {
      const [service, at] = [pick(where), later(addDays(first, day, company.timeZone), chance() * 1_400)];
      const trouble = pick(troubles[service] ?? []);
      if (day - (lastBroke.get(trouble) ?? -restDays) < restDays) continue;
      lastBroke.set(trouble, day);
      const team = teamOf(service);
      const place = (perTeam.get(team.name) ?? 0) + 1;
      perTeam.set(team.name, place);
      const moments = tell({ service, troubles: [trouble] }, { at, place, team, chance, pick });
      if (moments.every((moment) => moment.at < later(now, -5 * 60))) told.push(...moments);
    }
  }
  const said = classified(told).filter(({ at }) => at < later(now, -5 * 60));
  return [...told, ...said, ...pulses(now), ...turnsOver(now), ...present(now)].sort(
    (a, b) => a.at.getTime() - b.at.getTime(),
  );
}

/** Nearly everything that is over is classified within a few hours, also what passed by itself. */
function classified(told: readonly Moment[]): Moment[] {
  const chance = dice(2_208);
  return told.flatMap((moment): Moment[] => {
    if (moment.what !== 'trouble' || (moment.deed.do !== 'resolve' && moment.deed.do !== 'clear')) return [];
    const [forgotten, wait] = [chance() < 0.09, 2 + chance() * 180];
    const [first] = moment.episode.troubles;
    const meaning = moment.deed.do === 'clear' ? 'recovered' : (meanings[first?.rule ?? ''] ?? 'acted');
    if (forgotten) return [];
    return [
      { at: later(moment.at, wait), what: 'trouble', episode: moment.episode, deed: { do: 'classify', as: meaning } },
    ];
  });
}

/** Answers at the end of nearly every turn of the last two months. */
function pulses(now: Date): Moment[] {
  const chance = dice(3_313);
  const answer = () => 2 + Math.ceil(chance() * 3);
  return teams
    .flatMap(({ name, rotation }) =>
      handoffsUntil(now, rotation)
        .slice(-8)
        .map((endedAt): Moment => {
          const answers = { slept: answer() - Number(chance() < 0.4), supported: answer(), again: answer() };
          return { at: later(endedAt, 90), what: 'pulse', team: name, endedAt, answers };
        }),
    )
    .filter(({ at }) => at < now);
}

/** Handoffs, a newcomer, a cover that has passed, some to come, and what is still undecided. */
function turnsOver(now: Date): Moment[] {
  const day = (days: number) =>
    addDays(instantOf(`${firstMonday(now)}T14:00`, company.timeZone), days, company.timeZone);
  const [first, second] = teams;
  if (!first) return [];
  const passed = { from: day(7 * 8 + 3), to: later(day(7 * 8 + 3), 20 * 60) };
  // A Saturday at least two days off, so that there is time to read of it.
  const saturday = addDays(now, (13 - isoWeekday(now, company.timeZone)) % 7 || 7, company.timeZone);
  const at = (days: number, clock: string) => {
    const date = localDate(addDays(saturday, days, company.timeZone), company.timeZone);
    return instantOf(`${date}T${clock}`, company.timeZone);
  };
  const lasting = (from: Date, hours: number) => ({ from, to: later(from, hours * 60) });
  const ill = { reason: 'illness' as const, note: 'A fever since last night.' };
  const away = { reason: 'time-off' as const, note: 'A day by the sea, planned in spring.' };
  const wedding = { reason: 'travel' as const, note: 'On a train without a signal, and at a wedding the day after.' };
  const school = { reason: 'other' as const, note: 'Parents’ evening at school.' };
  const changes: Moment[] = [
    { at: day(7 * 4 + 1), what: 'join', person: newcomer, team: first.name },
    { at: day(7 * 8), what: 'cover', team: first.name, ...passed, reason: ill },
    { at: later(passed.from, 1), what: 'pass' },
    { at: later(passed.to, 1), what: 'pass' },
    { at: later(now, -26 * 60), what: 'cover', team: first.name, ...lasting(at(0, '08:00'), 24), reason: away },
    {
      ...{ at: later(now, -20 * 60), what: 'cover', team: first.name, reason: wedding, left: 'to the manager' },
      ...lasting(at(4, '08:00'), 52),
    },
    {
      ...{ at: later(now, -3 * 60), what: 'cover', team: first.name, reason: school, left: 'to everyone' },
      ...lasting(at(11, '17:00'), 5),
    },
    ...(second
      ? [
          {
            at: later(now, -30 * 60),
            what: 'cover',
            team: second.name,
            ...lasting(at(5, '04:00'), 8),
            reason: away,
          } as const,
        ]
      : []),
  ];
  const handoffs = teams.flatMap(({ rotation }) => handoffsUntil(now, rotation));
  return [...changes, ...handoffs.map((at): Moment => ({ at: later(at, 1), what: 'pass' }))].filter(
    ({ at }) => at < now,
  );
}

function teamOf(service: string): DemoTeam {
  const team = teams.find(({ services }) => services.includes(service));
  if (!team) throw new Error(`no team looks after ${service}`);
  return team;
}

type Telling = {
  at: Date;
  /** The how manieth trouble of its team it is. */
  place: number;
  team: DemoTeam;
  chance: () => number;
  pick: <T>(list: readonly T[]) => T;
};

/** Mostly the primary takes it within minutes. Now and then nobody does, somebody asks for help, or it passes by itself. */
function tell(episode: Episode, { at, place, team, chance, pick }: Telling): Moment[] {
  const hour = hourOfDay(at, company.timeZone);
  const took = hour < 7 || hour > 22 ? 4 + chance() * 9 : 1 + chance() * 5;
  const over = took + 8 + chance() * 80;
  const happens = (minutes: number, deed: Deed): Moment => ({ at: later(at, minutes), what: 'trouble', episode, deed });
  const opened = happens(0, { do: 'receive' });
  const taken = happens(took, { do: 'acknowledge', as: 'primary' });
  const finding = chance() < 0.4 ? [happens(took + 5, { do: 'note', text: pick(findings) })] : [];
  const ended = (minutes: number) => happens(minutes, { do: 'resolve', text: pick(endings) });
  const patience = team.escalateAfterSeconds / 60;
  if (place % (patience > 60 ? 19 : 8) === 5) {
    const helped = patience + 1 + chance() * 6;
    return [
      opened,
      { at: later(at, patience), what: 'pass' },
      happens(helped - 0.5, { do: 'try primary' }),
      happens(helped, { do: 'acknowledge', as: 'secondary' }),
      ended(helped + 25 + chance() * 40),
    ];
  }
  if (place % 13 === 7)
    return [
      opened,
      taken,
      happens(took + 9, { do: 'escalate' }),
      happens(took + 12, { do: 'acknowledge', as: 'secondary' }),
      ended(over + 30),
    ];
  if (place % 5 === 3) return [opened, ...(took < 6 ? [taken] : []), happens(6 + chance() * 7, { do: 'clear' })];
  return [opened, taken, ...finding, ended(over)];
}

/** A bad night: one cause, a request with many alerts, one page. */
function tellStorm(at: Date): Moment[] {
  const happens = (minutes: number, deed: Deed): Moment => ({
    at: later(at, minutes),
    what: 'trouble',
    episode: storm,
    deed,
  });
  return [
    happens(0, { do: 'receive' }),
    happens(6, { do: 'acknowledge', as: 'primary' }),
    happens(11, { do: 'note', text: 'One cause for all of them: the metadata database refuses connections.' }),
    happens(48, { do: 'resolve', text: 'Raised the connection limit, then restarted the runners one by one.' }),
  ];
}

/** Alive and calm: two wait for somebody for half a day yet, two are in work, one is put off until tomorrow. */
function present(now: Date): Moment[] {
  const going = (minutesAgo: number, service: string, rule: string, deeds: [number, Deed][] = []): Moment[] => {
    const trouble = troubles[service]?.find((one) => one.rule === rule);
    if (!trouble) throw new Error(`${service} has no rule ${rule}`);
    const episode = { service, troubles: [trouble] };
    const all: [number, Deed][] = [[minutesAgo, { do: 'receive' }], ...deeds];
    return all.map(([ago, deed]) => ({ at: later(now, -ago), what: 'trouble', episode, deed }));
  };
  const taken: Deed = { do: 'acknowledge', as: 'primary' };
  return [
    ...going(95, 'Pipeline runner', 'DiskFilling'),
    ...going(22, 'Plugin hub', 'CertificateExpires'),
    ...going(180, 'Metadata database', 'ReplicationLag', [
      [174, taken],
      [150, { do: 'note', text: 'The vacuum is still running; lag goes down slowly.' }],
    ]),
    ...going(31, 'Sending API', 'QueueDeep', [
      [27, taken],
      [18, { do: 'note', text: 'Added two sending nodes; the queue is shrinking.' }],
    ]),
    ...going(240, 'Webhooks', 'WebhookRetries', [
      [228, taken],
      [225, { do: 'snooze', until: later(now, 20 * 60) }],
    ]),
  ];
}
