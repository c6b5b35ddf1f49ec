import { engagedFor, type FeltPage, incidentsOf } from './health-reference-alerts';
import {
  clockOf,
  day,
  dayAfter,
  feltAs,
  feltOnce,
  heldFor,
  hour,
  instantAt,
  isIn,
  nextQuarter,
  number,
  pieces,
  quantile,
  share,
  sum,
} from './health-reference-clock';
import type { Told, ToldPerson, ToldSpan } from './health-told';

type Figures = Record<string, ReturnType<typeof number> | ReturnType<typeof share>>;

/** A, D, E, F and G: of the team, and of each person. */
export function peopleFigures(told: Told, period: ToldSpan, felt: readonly FeltPage[], isWhole: boolean) {
  const team: Figures = {
    ...load(told, period, felt),
    ...incidentLoad(told, period),
    ...coverage(told, period),
    ...fairness(told, period, felt),
    ...followThrough(told, period, felt),
    ...(isWhole && ahead(told)),
  };
  const people = Object.fromEntries(
    told.people.map((person) => [
      person.id,
      ofPerson(
        told,
        period,
        felt.filter(({ personId }) => personId === person.id),
        person,
      ),
    ]),
  );
  return { team, people };
}

const personOf = ({ people }: Told, id: string): ToldPerson =>
  people.find((person) => person.id === id) ?? { id, zones: [], holidays: new Set(), workStart: '09:00' };

const shiftsOf = ({ shifts }: Told, personId: string) => shifts.filter((shift) => shift.personId === personId);
const hoursOf = (spans: readonly ToldSpan[], window: ToldSpan): number =>
  sum(spans.map((span) => heldFor([span], window))) / hour;

const rate = (count: number, hours: number) => ({
  ...{ value: hours < 84 ? null : (count / hours) * 168, numerator: count, denominator: hours, parts: { hours } },
});

const nightsOf = (told: Told, felt: readonly FeltPage[]): string[] => [
  ...new Set(
    felt.flatMap(({ at, personId }) => {
      const { night } = feltAs(personOf(told, personId), at);
      return night ? [`${personId} ${night}`] : [];
    }),
  ),
];

function load(told: Told, period: ToldSpan, felt: readonly FeltPage[]): Figures {
  const kinds = felt.map(({ at, personId }) => feltAs(personOf(told, personId), at).kind);
  const of = (kind: string) => kinds.filter((each) => each === kind).length;
  const broken = nightsOf(told, felt);
  const nights = new Set(told.shifts.flatMap((shift) => nightsMet(personOf(told, shift.personId), shift, period)));
  const hoursOfWeek = felt.map(({ at }) => {
    const week = told.weeks.find((each) => isIn(each, at)) ?? period;
    return `${week.from} ${Math.floor((at - week.from) / hour)}`;
  });
  const perRole = told.roles.map((role) => {
    const held = told.shifts.filter((shift) => shift.role === role);
    return [`A1.${role}`, rate(felt.filter((one) => one.role === role).length, hoursOf(held, period))] as const;
  });
  const mostOfOne = Math.max(
    0,
    ...told.people.map(({ id }) => broken.filter((night) => night.startsWith(`${id} `)).length),
  );
  return {
    ...Object.fromEntries(perRole),
    A0: number(felt.length),
    A2: number(of('sleep')),
    A2b: number(broken.length, { nightsOnCall: nights.size, mostOfOne }),
    A3: share(of('off') + of('sleep'), felt.length, { business: of('business'), off: of('off'), sleep: of('sleep') }),
    A4: number(new Set(hoursOfWeek).size),
    A7: number(sum(told.people.map(({ id }) => engagedFor(told, id, period)))),
  };
}

/** Every night that a shift meets inside the period: quarter of an hour by quarter of an hour. */
function nightsMet(person: ToldPerson, shift: ToldSpan, period: ToldSpan): string[] {
  const nights: string[] = [];
  const [from, to] = [Math.max(shift.from, period.from), Math.min(shift.to, period.to)];
  for (let at = from; at < to; at = nextQuarter(person, at)) {
    const { night } = feltOnce(person, at);
    if (night) nights.push(`${person.id} ${night}`);
  }
  return nights;
}

function incidentLoad(told: Told, period: ToldSpan): Figures {
  const declared = incidentsOf(told).map(({ declaredAt }) => declaredAt);
  const counts = (hours: number) =>
    told.weeks
      .filter(({ from }) => isIn(period, from))
      .flatMap((week) => {
        // On the wall clock: from the handoff's local time on, so many hours each.
        const start = Date.parse(`${clockOf(week.from, told.zone)}Z`);
        const edges = Array.from({ length: 168 / hours }, (_, i) =>
          i === 0 ? week.from : instantAt(new Date(start + i * hours * hour).toISOString().slice(0, 16), told.zone),
        );
        return edges.map((from, i) => {
          const to = edges[i + 1] ?? week.to;
          return declared.filter((at) => isIn(period, at) && isIn({ from, to }, at)).length;
        });
      });
  const halves = counts(12);
  return {
    'A5.max': number(Math.max(0, ...halves)),
    'A5.over': number(halves.filter((count) => count > 2).length),
    A6: number(quantile(counts(24), 0.5, 1) ?? 0),
  };
}

function coverage(told: Told, period: ToldSpan): Figures {
  const gaps = told.roles.map((role) => {
    const own = told.gaps.filter((gap) => gap.role === role);
    return [`D1.${role}`, number(sum(own.map((gap) => heldFor([gap], period))) / 60_000)] as const;
  });
  const requests = told.requests.filter(({ from, takenOver }) => isIn(period, from) && !takenOver);
  const inEffect = requests.filter(({ state }) => state === 'in-effect');
  const expired = requests.filter(({ state }) => state === 'expired').length;
  const alone = pieces(told.shifts, period).filter(({ from }) => {
    const now = told.shifts.filter((shift) => isIn(shift, from));
    return now.some((one) =>
      now.some(
        (other) => other.personId === one.personId && other.rotationId === one.rotationId && other.role !== one.role,
      ),
    );
  });
  const handoffs = told.handoffs.filter(({ at }) => isIn(period, at));
  const accepted = handoffs.filter(({ at, acceptedAt }) => acceptedAt !== null && acceptedAt - at <= 2 * hour);
  return {
    ...Object.fromEntries(gaps),
    D2: number(expired),
    D3: number(sum(alone.map(({ from, to }) => to - from)) / 60_000),
    D4: share(inEffect.filter(({ from, createdAt }) => from - createdAt >= 7 * day).length, inEffect.length, {
      expired,
    }),
    D6: share(accepted.length, handoffs.length),
  };
}

function ahead(told: Told): Figures {
  const start = clockOf(told.asOf, told.zone);
  const weeks = Array.from({ length: 13 }, (_, i) =>
    i === 0
      ? told.asOf
      : instantAt(new Date(Date.parse(`${start}Z`) + i * 7 * day).toISOString().slice(0, 16), told.zone),
  );
  const minutes = told.roles.flatMap((role) =>
    weeks.slice(1).map((to, i) => {
      const own = told.gapsAhead.filter((gap) => gap.role === role);
      const from = weeks[i] ?? to;
      return { role, week: i + 1, minutes: sum(own.map((gap) => heldFor([gap], { from, to }))) / 60_000 };
    }),
  );
  const ways = (id: string) =>
    told.methods.filter(
      ({ personId, channel, works }) => personId === id && works && ['push', 'sms', 'voice', 'ntfy'].includes(channel),
    );
  const { starting } = told;
  const reached = starting.filter((id) => ways(id).length > 0);
  const proven = starting.filter((id) =>
    ways(id).some(({ provenAt }) => provenAt !== null && told.asOf - provenAt <= 30 * day),
  );
  const missing = told.engineers.filter((id) => !told.queueNow.includes(id));
  const named = minutes
    .filter((one) => one.minutes > 0)
    .map((one) => [`${one.role} ${one.week}`, one.minutes] as const);
  const soon = sum(minutes.filter(({ week }) => week <= 4).map((one) => one.minutes));
  return {
    'D1.ahead': number(sum(minutes.map((one) => one.minutes)), { soon, ...Object.fromEntries(named) }),
    D5: share(reached.length, starting.length, {
      ...{ twoMethods: starting.filter((id) => ways(id).length > 1).length, proven: proven.length },
    }),
    D7: number(missing.length),
  };
}

/** E1 of each person: weeks held, less the share of every week in whose queue they stood. Whole weeks only. */
function deviations(told: Told, period: ToldSpan) {
  const weeks = told.weeks.filter(({ from, to }) => isIn(period, from) && to <= told.asOf);
  const eligible = [...new Set(weeks.flatMap(({ queue }) => queue))];
  const units = (id: string, week: ToldSpan) => (hoursOf(shiftsOf(told, id), week) * hour) / (week.to - week.from);
  const everybody = [...new Set(told.shifts.map(({ personId }) => personId))];
  const each = eligible.map((id) => ({
    ...{
      id,
      isAlways: weeks.every(({ queue }) => queue.includes(id)),
      units: sum(weeks.map((week) => units(id, week))),
    },
    deviation: sum(
      weeks.map((week) => {
        const all = sum(everybody.map((one) => units(one, week)));
        return units(id, week) - (week.queue.includes(id) ? all / week.queue.length : 0);
      }),
    ),
  }));
  return { weeks, each };
}

/** Half the mean of all differences, of the mean. */
function gini(values: readonly number[]): number | null {
  const all = sum(values);
  if (values.length === 0 || all === 0) return null;
  return sum(values.flatMap((a) => values.map((b) => Math.abs(a - b)))) / (2 * values.length * all);
}

function fairness(told: Told, period: ToldSpan, felt: readonly FeltPage[]): Figures {
  const { each } = deviations(told, period);
  const [most, least] = [Math.max(...each.map((one) => one.deviation)), Math.min(...each.map((one) => one.deviation))];
  const always = each.filter(({ isAlways }) => isAlways).map((one) => one.units);
  const dealt = Math.round(sum(always));
  const even = always.map((_, i) => Math.floor(dealt / always.length) + (i < dealt % always.length ? 1 : 0));
  const perPerson = told.people.map(({ id }) => felt.filter(({ personId }) => personId === id).length);
  const covers = coversIn(told, period);
  const shares = queueIn(told, period).map((id) => onCallShare(told, id, period));
  return {
    'A8.mean': number(shares.length === 0 ? null : sum(shares) / shares.length),
    'A8.max': number(shares.length === 0 ? null : Math.max(...shares)),
    A9: number(backToBack(told, period)),
    E1: number(each.length === 0 ? null : most, each.length === 0 ? {} : { least }),
    E2: number(each.length === 0 ? null : most - least),
    E2g: number(gini(always), { floor: gini(even) ?? 0 }),
    E3: share(Math.max(0, ...perPerson), felt.length, { people: each.length }),
    'E3.weekend': number(sum(told.people.map((person) => freeHours(told, person, period)))),
    E4: number(sum(covers.map(({ from, to }) => to - from)) / hour),
  };
}

const queueIn = (told: Told, period: ToldSpan): string[] => [
  ...new Set(told.weeks.filter(({ from }) => isIn(period, from)).flatMap(({ queue }) => queue)),
];

const onCallShare = (told: Told, id: string, period: ToldSpan): number =>
  period.from === period.to ? 0 : heldFor(shiftsOf(told, id), period) / (period.to - period.from);

const coversIn = ({ requests }: Told, period: ToldSpan) =>
  requests.filter(
    ({ kind, state, from, takenOver }) => kind === 'cover' && state === 'in-effect' && !takenOver && isIn(period, from),
  );

function backToBack(told: Told, period: ToldSpan): number {
  const weeks = told.weeks.filter(({ from }) => isIn(period, from));
  const main = weeks.map((week) => {
    const held = told.people.map(({ id }) => {
      const own = shiftsOf(told, id).filter(({ role }) => role === told.roles[0]);
      return { id, hours: hoursOf(own, { from: week.from, to: Math.min(week.to, told.asOf) }) };
    });
    const most = Math.max(0, ...held.map(({ hours }) => hours));
    return most === 0
      ? null
      : (held
          .filter(({ hours }) => hours === most)
          .map(({ id }) => id)
          .sort()[0] ?? null);
  });
  return main.filter((id, i) => i > 0 && id !== null && id === main[i - 1]).length;
}

/** Hours in a paging role on somebody's own Saturdays, Sundays and holidays: quarter by quarter. */
function freeHours(told: Told, person: ToldPerson, period: ToldSpan): number {
  const own = shiftsOf(told, person.id);
  let total = 0;
  for (let from = period.from; from < period.to; from = nextQuarter(person, from)) {
    const quarter = { from, to: Math.min(nextQuarter(person, from), period.to) };
    if (feltOnce(person, from).isFree && own.some((shift) => shift.from < quarter.to && quarter.from < shift.to))
      total += heldFor(own, quarter);
  }
  return total / hour;
}

function followThrough(told: Told, period: ToldSpan, felt: readonly FeltPage[]): Figures {
  const { serviceIds } = told;
  const resolved = incidentsOf(told)
    .filter(({ declaredAt }) => isIn(period, declaredAt))
    .flatMap(({ resolvedAt, reviewedAt }) => {
      if (resolvedAt === null) return [];
      let date = clockOf(resolvedAt, told.zone).slice(0, 10);
      for (let left = 5; left > 0; ) {
        date = dayAfter(date);
        if (![0, 6].includes(new Date(`${date}T00:00Z`).getUTCDay())) left -= 1;
      }
      return [{ reviewedAt, deadline: instantAt(`${dayAfter(date)}T00:00`, told.zone) }];
    })
    .filter(({ deadline }) => deadline <= told.asOf);
  const owed = told.followUps
    .filter(
      ({ dropped, serviceId }) =>
        !dropped && (serviceIds === null || serviceId === null || serviceIds.includes(serviceId)),
    )
    .map((one) => ({ ...one, deadline: instantAt(`${dayAfter(one.dueOn)}T00:00`, one.zone) }))
    .filter(({ deadline }) => period.from < deadline && deadline <= period.to);
  const used = told.runbooks.filter(({ usedAt }) =>
    usedAt.some((at) => at < Math.min(period.to, told.asOf) && period.to - at <= 90 * day),
  );
  const pulses = told.pulses.filter(({ at }) => isIn(period, at));
  const pulse = (of: 'slept' | 'supported' | 'again') => {
    const found = share(pulses.filter((one) => one[of] >= 4).length, pulses.length);
    return pulses.length < 5 ? { ...found, value: null, numerator: null } : found;
  };
  const mornings = nightsOf(told, felt).flatMap((each) => {
    const [id, date] = [each.slice(0, each.lastIndexOf(' ')), dayAfter(each.slice(each.lastIndexOf(' ') + 1))];
    const person = personOf(told, id);
    const isFree = [0, 6].includes(new Date(`${date}T00:00Z`).getUTCDay()) || person.holidays.has(date);
    return isFree ? [] : [{ id, at: instantAt(`${date}T${person.workStart}`, person.zones.at(-1)?.zone ?? 'UTC') }];
  });
  const late = mornings.filter(({ id, at }) => told.away.some((away) => away.personId === id && isIn(away, at)));
  return {
    F1: share(
      resolved.filter(({ reviewedAt, deadline }) => reviewedAt !== null && reviewedAt <= deadline).length,
      resolved.length,
    ),
    F2: share(owed.filter(({ doneAt, deadline }) => doneAt !== null && doneAt <= deadline).length, owed.length, {
      open: owed.filter(({ doneAt }) => doneAt === null).length,
    }),
    F3: share(used.filter(({ lookedAt }) => period.to - lookedAt <= 180 * day).length, used.length),
    ...{ 'G1.slept': pulse('slept'), 'G1.supported': pulse('supported'), 'G1.again': pulse('again') },
    G2: share(late.length, mornings.length),
  };
}

function ofPerson(told: Told, period: ToldSpan, felt: readonly FeltPage[], person: ToldPerson): Figures {
  const { id } = person;
  const covers = coversIn(told, period);
  const hours = (own: typeof covers) => sum(own.map(({ from, to }) => to - from)) / hour;
  const fair = deviations(told, period).each.find((one) => one.id === id);
  const perRole = told.roles.map((role) => {
    const held = shiftsOf(told, id).filter((shift) => shift.role === role);
    return [`A1.${role}`, rate(felt.filter((one) => one.role === role).length, hoursOf(held, period))] as const;
  });
  return {
    ...Object.fromEntries(perRole),
    A0: number(felt.length),
    A2: number(felt.filter(({ at }) => feltAs(person, at).kind === 'sleep').length),
    A2b: number(nightsOf(told, felt).length),
    A7: number(engagedFor(told, id, period)),
    'A8.mean': number(onCallShare(told, id, period)),
    ...(fair && { E1: number(fair.deviation) }),
    'E3.weekend': number(freeHours(told, person, period)),
    E4: number(
      hours(covers.filter(({ withId }) => withId === id)) - hours(covers.filter((one) => one.personId === id)),
    ),
  };
}
