import type { TestDatabase } from './database';
import type { MadeHistory } from './health-made';
import { instantAt } from './health-reference-clock';
import type { Told, ToldAlert } from './health-told';

export const asOf = '2026-11-18T10:00:00Z';
export const began = Date.parse('2026-10-12T16:00:00Z');
const zones = ['America/New_York', 'Asia/Kolkata', 'Europe/Athens', 'Europe/Lisbon', 'Pacific/Auckland'];
const classes = [
  ...['acted', 'acted-could-wait', 'watched', 'recovered', 'bad-check', 'planned-work', 'duplicate', 'wrong-team'],
  'test',
];
const kinds = [
  ...['step-fired', 'paged', 'nobody-there', 'escalated-by-hand', 'ran-out', 'noted', 'unacknowledged', 'snoozed'],
  ...['step-fired', 'paged', 'assigned', 'came-back'],
];
const channels = ['push', 'sms', 'voice', 'ntfy', 'email'];
const [minuteMs, dayMs] = [60_000, 86_400_000];
const iso = (ms: number): string => new Date(ms).toISOString();

type Written = Omit<Told, 'weeks' | 'shifts' | 'gaps' | 'gapsAhead' | 'starting' | 'queueNow' | 'serviceIds' | 'roles'>;

/** Writes rows of a table as they stand; all of them name the same columns. */
export async function insert(db: TestDatabase, table: string, rows: readonly object[]): Promise<void> {
  if (rows.length === 0) return;
  const names = Object.keys(rows[0] ?? {})
    .map((name) => `"${name}"`)
    .join(', ');
  await db.sql(`INSERT INTO "${table}" (${names}) SELECT ${names} FROM json_populate_recordset(NULL::"${table}", $1)`, [
    JSON.stringify(rows),
  ]);
}

/** Distinct instants, as those of a clock are. */
function clock(): (ms: number) => number {
  const taken = new Set<number>();
  return (ms) => {
    let free = ms;
    while (taken.has(free)) free += 1;
    taken.add(free);
    return free;
  };
}

const at = (minute: number): number => began + minute * minuteMs;
const named = <T>(list: readonly T[], i: number): T => list[i % list.length] as T;

/** Who stood in the queues of a team at an instant. */
export const queueOf = ({ rotation }: MadeHistory, people: readonly string[], instant: number): string[] => {
  if (rotation === 'none') return [];
  return rotation === 'changed' && instant >= changedAt ? people.slice(0, 2) : [...people];
};
const changedAt = Date.parse('2026-11-02T17:00:00Z');

async function writePeople(db: TestDatabase, team: string, made: MadeHistory): Promise<Told['people']> {
  const ids = ['ada', 'ben', 'cy'].map((name) => `${team}-${name}`);
  const people = ids.map((id, i) => {
    const moves = made.moves.filter(({ person }) => person === i).sort((a, b) => a.minute - b.minute);
    const lived = [
      { from: Number.NEGATIVE_INFINITY, zone: named(zones, made.zones[i] ?? 0) },
      ...moves.map(({ minute, zone }) => ({ from: at(minute), zone: named(zones, zone) })),
    ];
    return { id, zones: lived, holidays: new Set(['2026-10-12', '2026-11-11']), workStart: `0${i + 7}:30` };
  });
  await insert(
    db,
    'Person',
    people.map(({ id, zones: lived, workStart }, i) => ({
      ...{ id, name: id, email: `${id}@example.org`, timeZone: lived.at(-1)?.zone, role: 'engineer', country: 'US' },
      ...{ workStart, workEnd: '17:00', digest: false, demo: false, createdAt: asOf },
      deactivatedAt: made.hasLeft && i === 2 ? asOf : null,
    })),
  );
  await insert(
    db,
    'Membership',
    ids.map((personId) => ({ teamId: team, personId, role: 'member' })),
  );
  for (const { id, zones: lived } of people)
    for (const [i, { from, zone }] of lived.entries())
      if (i > 0 && zone !== lived[i - 1]?.zone)
        await insert(db, 'TimelineEvent', [
          {
            ...{
              id: Number(team) * 1_000_000 + ids.indexOf(id) * 10 + i,
              at: iso(from),
              subjectKind: 'person',
              subjectId: id,
            },
            ...{ kind: 'changed', actorKind: 'person' },
            data: { before: { timeZone: lived[i - 1]?.zone }, after: { timeZone: zone } },
          },
        ]);
  return people;
}

async function writeRotations(db: TestDatabase, team: string, made: MadeHistory, queue: string[]): Promise<void> {
  if (made.rotation === 'none') return;
  const definition = {
    ...{ timeZone: 'America/New_York', cadence: { unit: 'week', count: 1 }, startsAt: '2026-01-05T12:00' },
    ...{ roles: ['primary', 'secondary'], pairing: 'secondary-then-primary' },
  };
  const names = made.rotation === 'two' ? ['a', 'b'] : ['a'];
  await insert(
    db,
    'Rotation',
    names.map((name) => ({
      ...{
        id: `rotation ${name} ${team}`,
        teamId: team,
        name,
        version: made.rotation === 'changed' ? 2 : 1,
        publishedWeeks: 4,
        approval: 'default',
      },
      createdAt: '2026-01-01T00:00:00Z',
    })),
  );
  const revision = (name: string, version: number, effectiveFrom: string, own: string[]) => ({
    ...{ id: `${name} ${version} ${team}`, rotationId: `rotation ${name} ${team}`, version, effectiveFrom },
    ...{ definition: { ...definition, queue: own }, createdAt: '2026-01-01T00:00:00Z' },
  });
  await insert(db, 'RotationRevision', [
    ...names.map((name) => revision(name, 1, '2026-01-05T17:00:00Z', name === 'a' ? queue : [...queue].reverse())),
    ...(made.rotation === 'changed' ? [revision('a', 2, iso(changedAt), queue.slice(0, 2))] : []),
  ]);
  const nobody = made.rotation === 'held by nobody' ? [{ minute: -200_000, minutes: 400_000 }] : [];
  const vacated = [
    ...made.vacated.map(({ role, ...rest }) => ({ ...rest, role: named(['primary', 'secondary'], role) })),
    ...nobody.flatMap((span) => ['primary', 'secondary'].map((role) => ({ ...span, role }))),
  ];
  await insert(
    db,
    'Override',
    vacated.map(({ role, minute, minutes }, i) => ({
      ...{ id: `vacated ${i} ${team}`, seq: Number(team) * 1_000 + 500 + i, rotationId: `rotation a ${team}`, role },
      ...{
        personId: null,
        startsAt: iso(at(minute)),
        endsAt: iso(at(minute + minutes)),
        source: 'override',
        createdAt: asOf,
      },
    })),
  );
}

async function writeCovers(
  db: TestDatabase,
  team: string,
  made: MadeHistory,
  ids: string[],
): Promise<Told['requests']> {
  if (made.rotation === 'none') return [];
  const requests = made.covers.map(({ person, minute, minutes, notice, state, isSwap, isTaken }) => ({
    ...{ kind: isSwap ? 'swap' : 'cover', state: named(['in-effect', 'expired', 'requested', 'declined'], state) },
    ...{ takenOver: isTaken && !isSwap, createdAt: at(minute) - notice * dayMs, from: at(minute) },
    ...{ to: at(minute + minutes), personId: named(ids, person), withId: named(ids, person + 1) },
  }));
  await insert(
    db,
    'Override',
    requests.flatMap(({ kind, state, personId, withId, from, to }, i) => {
      if (kind === 'swap' || state !== 'in-effect') return [];
      return [
        {
          ...{
            id: `cover ${i} ${team}`,
            seq: Number(team) * 1_000 + i,
            rotationId: `rotation a ${team}`,
            role: 'primary',
          },
          ...{
            personId: withId,
            replacesId: personId,
            startsAt: iso(from),
            endsAt: iso(to),
            source: 'override',
            createdAt: asOf,
          },
        },
      ];
    }),
  );
  await insert(
    db,
    'Request',
    requests.map(({ kind, state, takenOver, createdAt, from, to, personId, withId }, i) => ({
      ...{
        id: `request ${i} ${team}`,
        number: Number(team) * 100 + i + 1,
        rotationId: `rotation a ${team}`,
        teamId: team,
      },
      ...{ kind, state, takenOver, personId, withId, askedById: personId, createdAt: iso(createdAt) },
      ...{ startsAt: iso(from), endsAt: iso(to), role: kind === 'cover' ? 'primary' : null, openOffer: false },
      turnStartsAt: kind === 'swap' ? iso(from) : null,
      withTurnStartsAt: kind === 'swap' ? iso(to) : null,
      ...{ needsManager: false, reason: '', changes: [], conflictKinds: [], moved: false },
      decidedAt: state === 'requested' ? null : iso(createdAt),
      overrideId: kind === 'cover' && state === 'in-effect' ? `cover ${i} ${team}` : null,
    })),
  );
  return requests;
}

async function writeIncidents(
  db: TestDatabase,
  team: string,
  made: MadeHistory,
  ids: string[],
): Promise<Told['incidents']> {
  const free = clock();
  const incidents = made.incidents.map((one, i): Told['incidents'][number] => {
    const declaredAt = free(at(one.minute));
    const after = (minutes: number | null) =>
      minutes === null ? null : Math.min(declaredAt + minutes * minuteMs, Date.parse(asOf));
    const resolvedAt = after(one.resolved);
    const [lead, next] = [named(ids, one.lead), named(ids, one.lead + 1)];
    const change = one.handedOver === null ? null : declaredAt + one.handedOver * minuteMs;
    return {
      ...{
        id: `incident ${i} ${team}`,
        declaredAt,
        mitigatedAt: after(one.mitigated),
        resolvedAt,
        declined: one.isDeclined,
      },
      reviewedAt: resolvedAt === null || one.reviewed === null ? null : resolvedAt + one.reviewed * dayMs,
      leads: [
        { from: declaredAt, personId: lead },
        ...(change !== null && change < (resolvedAt ?? Date.parse(asOf)) ? [{ from: change, personId: next }] : []),
      ],
      serviceIds: one.service === 2 ? [] : [`${team} ${one.service}`],
    };
  });
  await insert(
    db,
    'Incident',
    incidents.map(({ id, declaredAt, mitigatedAt, resolvedAt, declined, leads }, i) => ({
      ...{
        id,
        number: Number(team) * 100 + i + 1,
        teamId: team,
        title: 'Down',
        severity: 'major',
        summary: '',
        version: 1,
      },
      state: declined ? 'declined' : resolvedAt === null ? 'investigating' : 'resolved',
      ...{ demo: false, leadId: leads.at(-1)?.personId, declaredAt: iso(declaredAt) },
      mitigatedAt: mitigatedAt === null ? null : iso(mitigatedAt),
      resolvedAt: resolvedAt === null ? null : iso(resolvedAt),
      declinedAt: declined ? iso(declaredAt) : null,
      declineReason: declined ? 'No' : null,
    })),
  );
  await insert(
    db,
    'IncidentService',
    incidents.flatMap(({ id, serviceIds }) => serviceIds.map((serviceId) => ({ incidentId: id, serviceId }))),
  );
  await insert(
    db,
    'Review',
    incidents.flatMap(({ id, reviewedAt }) => {
      if (reviewedAt === null) return [];
      const row = { id, incidentId: id, teamId: team, state: 'done', dueOn: '2026-12-01', timeZone: 'UTC' };
      return [{ ...row, createdAt: asOf, doneAt: iso(reviewedAt), demo: false }];
    }),
  );
  for (const { id, leads } of incidents)
    for (const [i, { from, personId }] of leads.entries())
      if (i > 0)
        await db.sql(
          `INSERT INTO "TimelineEvent" ("at", "subjectKind", "subjectId", "teamId", "kind", "actorKind", "data")
           VALUES ($1, 'incident', $2, $3, 'role-changed', 'person', $4)`,
          [iso(from), id, team, { role: 'lead', was: leads[i - 1]?.personId, is: personId }],
        );
  return incidents;
}

/** Alerts with what is told of each; an alert's events come before anything that Baton counts of it. */
function toldAlerts(team: string, made: MadeHistory, ids: string[], incidents: Told['incidents']): ToldAlert[] {
  const free = clock();
  const end = Date.parse(asOf);
  return made.alerts.map((one, i): ToldAlert => {
    const openedAt = free(began + one.minute * minuteMs + one.second * 1_000);
    const closedAt = one.closed === null ? null : free(openedAt + one.closed * 1_000);
    const pages = one.pages.map(({ person, after, channel }, n) => ({
      ...{ id: `${team} a${i} ${n}`, personId: named(ids, person), channel: named(channels, channel) },
      at: free(openedAt + after * 1_000),
    }));
    const events = [
      // Baton tells of a page in the transaction that makes it, so before it is sent.
      ...(pages.length === 0 ? [] : [{ kind: 'paged', by: named(ids, one.key), at: openedAt }]),
      ...one.events.map(({ kind, after, person }) => ({
        kind: named(kinds, kind),
        by: named(ids, person),
        at: openedAt + after * 1_000,
      })),
      ...(one.acknowledged === null
        ? []
        : [{ kind: 'acknowledged', by: named(ids, one.key), at: openedAt + one.acknowledged * 1_000 }]),
    ].map((event) => ({ ...event, at: free(event.at) }));
    const service = one.service;
    return {
      ...{
        id: `${team} a${i}`,
        key: `key-${one.key}`,
        title: 'Disk',
        serviceId: `${team} ${service}`,
        openedAt,
        pages,
      },
      // What had not happened yet at the as-of instant is not told.
      closedAt: closedAt !== null && closedAt < end ? closedAt : null,
      closedBy: closedAt !== null && closedAt < end ? named(['person', 'source', 'system'], one.by) : null,
      classification: made.isUnclassified ? null : (classes[one.classification] ?? null),
      incidentId: incidents[one.incident]?.id ?? null,
      withinSeconds: service === 0 ? 120 + one.key : 300,
      events: events.sort((a, b) => a.at - b.at),
    };
  });
}

async function writeAlerts(db: TestDatabase, team: string, alerts: readonly ToldAlert[]): Promise<void> {
  await insert(
    db,
    'Alert',
    alerts.map((one, i) => ({
      ...{ id: one.id, number: Number(team) * 1_000 + i + 1, teamId: team, serviceId: one.serviceId, origin: one.id },
      ...{ key: one.key, title: one.title, details: {}, source: '', priority: 'P2', urgency: 'high', links: [] },
      ...{
        batchId: one.id,
        count: 1,
        flapping: false,
        demo: false,
        openedAt: iso(one.openedAt),
        lastSeenAt: iso(one.openedAt),
      },
      closedAt: one.closedAt === null ? null : iso(one.closedAt),
      ...{ closedBy: one.closedBy, classification: one.classification },
    })),
  );
  await insert(
    db,
    'EscalationRun',
    alerts
      .filter(({ withinSeconds }) => withinSeconds !== 300)
      .map(({ id, withinSeconds }) => ({
        ...{ id, subjectKind: 'alert', subjectId: id, teamId: team, urgency: 'high', round: 0, firstRound: 0, step: 0 },
        ...{ stage: 'steps', failures: 0, startedAt: asOf },
        policy: {
          ...{ repeat: 0, repeatAfterSeconds: null },
          steps: [0, withinSeconds].map((afterSeconds) => ({ afterSeconds, targets: [] })),
        },
      })),
  );
  await insert(
    db,
    'IncidentAlert',
    alerts.flatMap(({ id, incidentId }) => (incidentId === null ? [] : [{ alertId: id, incidentId, linkedAt: asOf }])),
  );
  await insert(
    db,
    'Delivery',
    alerts.flatMap(({ id: subjectId, pages }) =>
      pages.map(({ id, personId, channel, at: sent }) => ({
        ...{
          id,
          identity: id,
          subjectKind: 'alert',
          subjectId,
          teamId: team,
          personId,
          channel,
          address: '',
          message: {},
        },
        ...{ priority: 0, state: 'sent', dueAt: asOf, attempts: 1, createdAt: asOf, sentAt: iso(sent) },
        ...{ possibleDuplicate: false, receiptRank: 0 },
      })),
    ),
  );
  const events = alerts.flatMap((alert) => alert.events.map((event) => ({ ...event, alertId: alert.id })));
  await db.sql(
    `INSERT INTO "TimelineEvent" ("at", "subjectKind", "subjectId", "teamId", "kind", "actorKind", "actorId", "data")
     SELECT at, 'alert', "alertId", $2, kind, 'person', by, jsonb_build_object('personId', by)
     FROM json_to_recordset($1) AS told("at" timestamptz, "alertId" text, "kind" text, "by" text) ORDER BY at`,
    [JSON.stringify(events.map((event) => ({ ...event, at: iso(event.at) }))), team],
  );
}

async function writeWork(db: TestDatabase, team: string, made: MadeHistory, ids: string[]) {
  const start = Date.parse('2026-10-12T00:00Z');
  const followUps = made.followUps.map(({ day, done, isDropped, service }) => ({
    ...{ dueOn: iso(start + day * dayMs).slice(0, 10), zone: 'America/New_York', dropped: isDropped },
    doneAt: isDropped || done !== null ? started(start, done ?? 1) : null,
    serviceId: service === 2 ? null : `${team} ${service}`,
  }));
  await insert(
    db,
    'FollowUp',
    followUps.map(({ dueOn, zone, dropped, doneAt, serviceId }, i) => ({
      ...{
        id: `f${i} ${team}`,
        number: Number(team) * 100 + i + 1,
        teamId: team,
        title: 'Owed',
        details: '',
        ownerId: ids[0],
      },
      ...{ dueOn, timeZone: zone, priority: 'normal', source: 'person', serviceId, demo: false },
      state: dropped ? 'dropped' : doneAt === null ? 'open' : 'done',
      ...{ createdAt: iso(began), changedAt: iso(began), doneAt: doneAt === null ? null : iso(doneAt) },
    })),
  );
  const handoffs = made.rotation === 'none' ? [] : made.handoffs.map((one, i) => ({ ...one, at: handoffAt(i) }));
  await insert(
    db,
    'HandoffNote',
    handoffs.map(({ at: handoff, isNeeded }, i) => ({
      ...{
        id: `n${i} ${team}`,
        rotationId: `rotation a ${team}`,
        teamId: team,
        handoffAt: iso(handoff),
        createdAt: asOf,
      },
      ...{ state: isNeeded ? 'published' : 'not-needed', publishedAt: asOf, facts: {}, outgoing: [] },
      incoming: [{ personId: ids[0], role: 'primary' }],
    })),
  );
  await insert(
    db,
    'HandoffAcceptance',
    handoffs.flatMap(({ at: handoff, accepted }, i) => {
      if (accepted === null) return [];
      const row = { noteId: `n${i} ${team}`, personId: ids[0], acceptedAt: iso(handoff + accepted * minuteMs) };
      return [{ ...row, laptop: true, internet: true, runbooks: true, reachable: true }];
    }),
  );
  const given = made.rotation === 'none' ? [] : made.pulses;
  const pulses = given.map(({ handoff, slept, supported, again }) => ({
    ...{ at: handoffAt(handoff), slept: slept + 1, supported: supported + 1, again: again + 1 },
  }));
  await insert(
    db,
    'HandoffPulse',
    pulses.map(({ at: endedAt, ...answers }, i) => ({
      ...{ noteId: `p${i} ${team}`, personId: named(ids, i), rotationId: `rotation a ${team}`, endedAt: iso(endedAt) },
      ...{ ...answers, answeredAt: iso(endedAt) },
    })),
  );
  return {
    ...{ followUps, pulses },
    handoffs: handoffs
      .filter(({ isNeeded }) => isNeeded)
      .map(({ at: handoff, accepted }) => ({
        ...{ at: handoff, acceptedAt: accepted === null ? null : handoff + accepted * minuteMs },
      })),
  };
}
const started = (start: number, day: number): number => start + day * dayMs + 12 * 3_600_000;
const handoffAt = (week: number): number =>
  instantAt(`${iso(Date.parse('2026-10-19T00:00Z') + week * 7 * dayMs).slice(0, 10)}T12:00`, 'America/New_York');

async function writeRest(db: TestDatabase, team: string, made: MadeHistory, ids: string[]) {
  const end = Date.parse(asOf);
  const { reviewed, used } = made.runbook;
  const runbook = { id: `book ${team}`, createdAt: end - 400 * dayMs, usedAt: used.map((days) => end - days * dayMs) };
  const reviewedAt = reviewed === null ? null : end - reviewed * dayMs;
  await insert(db, 'Runbook', [
    {
      ...{ id: runbook.id, teamId: team, title: 'Disk', body: '', rules: ['key-1'], version: 1, demo: false },
      ...{ createdAt: iso(runbook.createdAt), reviewedAt: reviewedAt === null ? null : iso(reviewedAt) },
    },
  ]);
  await insert(
    db,
    'RunbookRun',
    runbook.usedAt.map((used, i) => ({
      ...{
        id: `run ${i} ${team}`,
        runbookId: runbook.id,
        version: 1,
        teamId: team,
        subjectKind: 'alert',
        subjectId: `x${i}`,
      },
      startedAt: iso(used),
    })),
  );
  const away = made.away.map(({ person, minute, minutes }) => ({
    ...{ personId: named(ids, person), from: at(minute), to: at(minute + minutes) },
  }));
  await insert(
    db,
    'TimeOff',
    away.map(({ personId, from, to }, i) => ({
      ...{ id: `off ${i} ${team}`, personId, startsAt: iso(from), endsAt: iso(to), source: 'typed', createdAt: asOf },
    })),
  );
  const methods = made.methods.map(({ person, channel, works, proven }) => ({
    ...{ personId: named(ids, person), channel: named(channels, channel), works },
    provenAt: proven === null ? null : end - proven * dayMs,
  }));
  await insert(
    db,
    'ContactMethod',
    methods.map(({ personId, channel, works, provenAt }, i) => ({
      ...{ id: `m${i} ${team}`, personId, channel, address: `${i}`, verifiedAt: works ? asOf : null, createdAt: asOf },
      provenAt: provenAt === null ? null : iso(provenAt),
    })),
  );
  const lookedAt = Math.max(runbook.createdAt, reviewedAt ?? 0);
  return {
    away,
    methods,
    runbooks: [{ id: runbook.id, keys: ['key-1'], serviceIds: [], lookedAt, usedAt: runbook.usedAt }],
  };
}

/** Writes a history as the rows that Baton itself would leave behind, and answers what is told in them. `team`: a number. */
export async function writeHistory(db: TestDatabase, team: string, made: MadeHistory): Promise<Written> {
  await insert(db, 'Team', [{ id: team, name: team, createdAt: asOf }]);
  const people = await writePeople(db, team, made);
  const ids = people.map(({ id }) => id);
  await writeRotations(db, team, made, ids);
  await insert(
    db,
    'Service',
    [0, 1].map((n) => ({
      id: `${team} ${n}`,
      teamId: team,
      name: `${n}`,
      policyId: 'none',
      groupSeconds: 0,
      createdAt: asOf,
    })),
  );
  const requests = await writeCovers(db, team, made, ids);
  const incidents = await writeIncidents(db, team, made, ids);
  const alerts = toldAlerts(team, made, ids, incidents);
  await writeAlerts(db, team, alerts);
  return {
    ...{
      asOf: Date.parse(asOf),
      zone: made.rotation === 'none' ? 'Europe/Berlin' : 'America/New_York',
      people,
      requests,
    },
    ...{ incidents, alerts, engineers: ids.filter((_, i) => !(made.hasLeft && i === 2)) },
    ...(await writeWork(db, team, made, ids)),
    ...(await writeRest(db, team, made, ids)),
  };
}
