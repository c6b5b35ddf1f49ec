import type { Notice } from '@/server/outbound';
import type { PersonId } from '@/server/rotation/definition';
import { instantLabel, spanLabel } from '@/server/time/label';
import type { Thin } from './coverage';
import { thinLines } from './digest';
import type { OnCall } from './on-call-at';
import type { HeldTurn, ReminderKind } from './reminder';

type Links = { calendar: string; profile: string };

/** What whoever is about to be primary arranges beforehand. */
const handOffYourWork = [
  'Before your week begins: take on no task that would block others if it is not done soon, and finish or hand off those you have.',
  'During your week do none of your regular tasks: interruptions may come at any time.',
  'Be able to open your laptop within 15 minutes, with internet, wherever you are. Check that pages reach you: send yourself a test page.',
  'If you cannot take the week, ask for a cover or a swap now.',
];

type Reminded = { kind: ReminderKind; turn: HeldTurn; rotation: string; zone: string; links: Links };

/** A mail about one's own turn, on one's own clock. */
export function reminderNotice({ kind, turn, rotation, zone, links }: Reminded): Notice {
  const { role, from, to } = turn;
  const begins = instantLabel(from, zone);
  const words = {
    'week-before': { title: `You are ${role} in ${rotation} from ${begins}`, lines: handOffYourWork },
    'day-before': {
      title: `You are ${role} in ${rotation} from ${begins}: is your work handed off?`,
      lines: handOffYourWork,
    },
    start: {
      title: `You are ${role} in ${rotation} now`,
      lines: [
        `Your shift began on ${begins} and ends on ${instantLabel(to, zone)}. Pages for ${rotation} come to you.`,
        'Read what the last shift left open, and check that you can be reached.',
      ],
    },
    end: {
      title: `Your shift as ${role} in ${rotation} has ended`,
      lines: [
        `It ended on ${instantLabel(to, zone)}. Pages no longer come to you for it.`,
        'Tell whoever follows what is still open, what is risky and what has changed.',
      ],
    },
  }[kind];
  return {
    ...words,
    facts: [
      { label: 'Rotation', value: rotation },
      { label: 'Role', value: role },
      { label: 'Shift', value: spanLabel(from, to, zone) },
    ],
    links: [
      { label: 'Open the calendar', url: links.calendar },
      { label: 'Contact methods and working hours', url: links.profile },
    ],
    reason: `You get this because you hold a shift in ${rotation}. It comes in your working hours, and ends with your turns.`,
  };
}

type Digest = {
  team: string;
  rotations: readonly { name: string; at: Date; roles: readonly OnCall[] }[];
  nameOf: (id: PersonId) => string;
  /** Where the next twelve weeks are thin. */
  thin: Thin;
  zone: string;
  links: Links;
};

/** Who is on call in a team, who is next, and where the weeks ahead are thin, on the reader's clock. */
export function digestNotice({ team, rotations, nameOf, thin, zone, links }: Digest): Notice {
  const ahead = thinLines(thin, nameOf, zone);
  const facts = rotations.flatMap(({ name, roles }) =>
    roles.map((answer) => ({ label: `${name}, ${answer.role}`, value: inWords(answer, nameOf, zone) })),
  );
  return {
    title: `On call in ${team} this week`,
    lines: [
      'Who has it at this moment, until when, and who is next.',
      ...(ahead.length > 0
        ? ['Still to be covered in the next 12 weeks:', ...ahead]
        : ['The next 12 weeks are covered.']),
    ],
    facts,
    links: [
      { label: 'Open the calendar', url: links.calendar },
      { label: 'Stop this digest', url: links.profile },
    ],
    reason: `You get this once a week because you are in ${team}. Your profile has a switch for it.`,
  };
}

/** "Ana until Mon 23 Nov 12:00 ET, then Ben"; a gap is said. */
export function inWords({ personId, until, next }: OnCall, nameOf: (id: PersonId) => string, zone: string): string {
  const held = personId === null ? 'Nobody' : nameOf(personId);
  if (until === null) return held;
  const ends = `${held} until ${instantLabel(until, zone)}`;
  if (!next) return `${ends}, then nobody`;
  const gap = next.from > until ? `nobody until ${instantLabel(next.from, zone)}, then ` : '';
  return `${ends}, then ${gap}${nameOf(next.personId)}`;
}

type Unready = {
  name: string;
  own: boolean;
  role: string;
  rotation: string;
  from: Date;
  zone: string;
  settings: string;
  now: Date;
};

/** Somebody is on shift, or about to be, and no page would reach them. */
export function unreadyNotice({ name, own, role, rotation, from, zone, settings, now }: Unready): Notice {
  const begins = instantLabel(from, zone);
  const runs = from <= now;
  return own
    ? {
        title: `You are ${role} in ${rotation} ${runs ? 'now' : `from ${begins}`}, and no page can reach you`,
        lines: [
          'You have no working contact method. Add one and enter the code that comes there, then send yourself a test page.',
        ],
        facts: [],
        links: [{ label: 'Add a contact method', url: settings }],
        reason: runs ? 'You get this because you are on call.' : 'You get this because you are about to be on call.',
      }
    : {
        title: `${name} is ${role} in ${rotation} ${runs ? 'now' : `from ${begins}`}, and no page can reach them`,
        lines: [`${name} was told and still has no working contact method. Talk to them, or find somebody to cover.`],
        facts: [],
        links: [{ label: 'Open the team', url: settings }],
        reason: 'You get this because you manage this team, or Baton where it has no manager.',
      };
}
