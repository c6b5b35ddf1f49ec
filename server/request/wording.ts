import type { Notice } from '@/server/outbound';
import type { PersonId } from '@/server/rotation/definition';
import { instantLabel, spanLabel } from '@/server/time/label';
import type { Reader } from './audience';
import { type Happening, labelOf, type Reason, type Request } from './request';

type NameOf = (id: PersonId | null) => string;

/** "Ada" · "Ada and Ben" · "Ada, Ben and Cy" · "Ada, Ben, Cy and 4 others". */
export function listed(names: readonly string[]): string {
  const shown = names.length > 4 ? [...names.slice(0, 3), `${names.length - 3} others`] : names;
  if (shown.length < 2) return shown[0] ?? 'nobody';
  return `${shown.slice(0, -1).join(', ')} and ${shown.at(-1)}`;
}

/** What is asked, in a clause: "Ben covers Ada as primary, Mon 23 Nov 12:00 – 20:00 ET". */
export function changeWords({ terms, openOffer }: Request, zone: string, nameOf: NameOf): string {
  const taker = terms.withId === null ? (openOffer ? 'somebody' : 'nobody yet') : nameOf(terms.withId);
  if (terms.kind === 'cover') {
    return `${taker} covers ${nameOf(terms.personId)} as ${terms.role}, ${spanLabel(terms.from, terms.to, zone)}`;
  }
  const own = instantLabel(terms.turnStartsAt, zone);
  const other =
    terms.withTurnStartsAt === null ? 'a turn of theirs' : `theirs of ${instantLabel(terms.withTurnStartsAt, zone)}`;
  return `${taker} takes the turn of ${nameOf(terms.personId)} of ${own} for ${other}`;
}

const reasonWords: Readonly<Record<Reason, string>> = {
  travel: 'Travel',
  illness: 'Illness',
  'time-off': 'Time off',
  other: 'Other',
};

interface Told {
  readonly happening: Happening;
  readonly request: Request;
  readonly rotation: string;
  readonly zone: string;
  readonly by: string;
  readonly note: string | null;
  readonly nameOf: NameOf;
  readonly as: Reader['as'];
  readonly link: string;
}

/** One mail about what happened, on the reader's clock. The link opens the request; it never decides by being opened. */
export function requestNotice(told: Told): Notice {
  const { request, rotation, zone, note, nameOf, as, link } = told;
  const { title, line } = saying(told);
  return {
    title,
    lines: [line, ...(note ? [`${told.by} writes: ${note}`] : []), ...standing(request, nameOf)],
    facts: [
      { label: 'Request', value: labelOf(request) },
      { label: 'Rotation', value: rotation },
      { label: 'Change', value: changeWords(request, zone, nameOf) },
      { label: 'Reason', value: reasonWords[request.reason] },
    ],
    links: [{ label: as === 'to-act' ? 'Look at it and decide' : 'Open the request', url: link }],
    reason:
      as === 'to-act'
        ? 'You get this because the decision is yours. Nothing changes until you decide on the page.'
        : 'You get this because it concerns your time on call or a request of yours.',
  };
}

/** Who is on call meanwhile: the sentence that every screen shows too. */
const standing = (request: Request, nameOf: NameOf): string[] =>
  request.state === 'requested' || request.state === 'accepted'
    ? [`${nameOf(request.terms.personId)} is on call until this is in effect.`]
    : [];

function saying({ happening, request, rotation, zone, by, nameOf, as }: Told): { title: string; line: string } {
  const what = request.terms.kind;
  const change = changeWords(request, zone, nameOf);
  const inEffect = request.state === 'in-effect';
  const whose = nameOf(request.terms.personId);
  switch (happening) {
    case 'asked':
      if (inEffect) return { title: `In effect: a ${what} in ${rotation}`, line: `${by} arranged it: ${change}.` };
      if (as === 'to-know') return { title: `A ${what} was asked for in ${rotation}`, line: `${by} asked: ${change}.` };
      return request.openOffer
        ? { title: `${whose} looks for a ${what} in ${rotation}`, line: `The first to accept has it: ${change}.` }
        : { title: `${whose} asks you for a ${what} in ${rotation}`, line: `${by} asks: ${change}.` };
    case 'accepted':
      if (inEffect) return { title: `In effect: a ${what} in ${rotation}`, line: `${by} accepted: ${change}.` };
      return as === 'to-act'
        ? { title: `A ${what} in ${rotation} waits for your approval`, line: `${by} has accepted: ${change}.` }
        : { title: `${by} accepted the ${what} in ${rotation}`, line: `Now a manager decides: ${change}.` };
    case 'approved':
      return { title: `In effect: a ${what} in ${rotation}`, line: `${by} approved: ${change}.` };
    case 'declined':
      return { title: `${by} declined the ${what} in ${rotation}`, line: `Nothing changes: ${whose} stays on call.` };
    case 'rejected':
      return { title: `${by} rejected the ${what} in ${rotation}`, line: `Nothing changes: ${whose} stays on call.` };
    case 'cancelled':
      return { title: `The ${what} in ${rotation} was cancelled`, line: `${by} cancelled it. Nothing changes.` };
    case 'expired':
      return {
        title: `The ${what} in ${rotation} has expired`,
        line: `Nobody decided before it began. Nothing changes: ${whose} is on call.`,
      };
    case 'reversed':
      return {
        title: `The ${what} in ${rotation} was reversed`,
        line: `${by} took it back: ${whose} has the time again.`,
      };
    case 'taken-over':
      return {
        title: `${by} took over as ${request.terms.kind === 'cover' ? request.terms.role : 'head'} in ${rotation}`,
        line: `From now on pages go to ${by}: ${change}.`,
      };
    case 'ended-early':
      return request.takenOver
        ? { title: `The take-over in ${rotation} has ended`, line: `${by} ended it: pages go to ${whose} again.` }
        : {
            title: `The ${what} in ${rotation} has ended`,
            line: 'A manager took it off the rotation before its time.',
          };
    case 'reminded':
      return { title: `A ${what} in ${rotation} still waits for you`, line: `${by} asks you to decide: ${change}.` };
    case 'moved-away':
      return {
        title: `The ${what} in ${rotation} no longer fits the schedule`,
        line: 'The schedule moved under it, so Baton ended it. Look at the calendar, and ask again if you still need it.',
      };
  }
}

/** Who decides, for somebody whose move it is not. */
export function whoDecides(act: 'accept' | 'approve', names: readonly string[], own: boolean): string {
  if (act === 'accept')
    return names.length > 1 ? 'Waits for whoever accepts first' : `Waits for ${listed(names)} to accept`;
  const start = own ? 'Nobody approves their own request: ' : '';
  return names.length === 0
    ? `${start}there is nobody who could approve it`
    : `${start}${listed(names.map((name) => name))} ${names.length > 1 ? 'can' : 'has to'} approve it`;
}

/** A manager will be away and nobody decides meanwhile. */
export const delegationNotice = (away: { from: Date; to: Date }, zone: string, link: string): Notice => ({
  title: 'Who approves covers and swaps while you are away?',
  lines: [`You are away ${spanLabel(away.from, away.to, zone)}. Name somebody who decides for you meanwhile.`],
  facts: [],
  links: [{ label: 'Name somebody', url: link }],
  reason: 'You get this because you manage a team, and your time off is longer than two days.',
});
