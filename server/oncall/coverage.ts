import { type Coverage, coverageOf } from '@/server/rotation/coverage';
import { isPagingRole, type PersonId } from '@/server/rotation/definition';
import type { Segment } from '@/server/rotation/history';
import type { Override } from '@/server/rotation/override';
import { rolesOfSegments, shifts } from '@/server/rotation/shifts';
import { type Span, subtract } from '@/server/time/span';

export interface CoverageQuestion {
  readonly segments: readonly Segment[];
  readonly overrides: readonly Override[];
  readonly span: Span;
}

/** Where a rotation is thin in a span, as it is planned: gaps, people with two roles, people without a backup. */
export const coverageIn = ({ segments, overrides, span }: CoverageQuestion): Coverage =>
  coverageOf(shifts({ segments, overrides, span }), rolesOfSegments(segments));

/** Which rotation it is about. */
interface About {
  readonly rotationId: string;
  readonly rotation: string;
  readonly teamId: string;
  /** The zone of its handoffs. */
  readonly zone: string;
}

/** A role that nobody will hold, and whose it is. */
export interface GapAhead extends About, Span {
  readonly role: string;
}

/** Time in which one person alone will hold every role that pages: there is nobody behind them. */
export interface NoBackupAhead extends About, Span {
  readonly personId: PersonId;
}

/** The first shift that somebody begins in a role that pages. */
export interface StartAhead extends About, Span {
  readonly personId: PersonId;
  readonly role: string;
}

/** Where the weeks ahead are thin, in the order of time. What begins earlier is cut to the weeks. */
export interface Thin {
  readonly gaps: readonly GapAhead[];
  readonly noBackup: readonly NoBackupAhead[];
}

/** The same as the first screen shows it, with whoever is about to be on call and could not be paged. */
export interface CoverageAhead {
  readonly gaps: readonly GapAhead[];
  readonly noBackup: readonly (NoBackupAhead & { readonly name: string })[];
  readonly unreachable: readonly (StartAhead & { readonly name: string })[];
}

type Planned = Omit<CoverageQuestion, 'span'> & { id: string; name: string; teamId: string; zone: string };

/** Every gap of several rotations inside a span, and every stretch without a backup that is no gap already. */
export function thinIn(rotations: readonly Planned[], span: Span): Thin {
  const [gaps, noBackup]: [GapAhead[], NoBackupAhead[]] = [[], []];
  for (const rotation of rotations) {
    const about = aboutOf(rotation);
    const coverage = coverageIn({ ...rotation, span });
    gaps.push(...coverage.gaps.map(({ role, from, to }) => ({ ...about, role, from, to })));
    for (const alone of coverage.noBackup)
      for (const { from, to } of subtract([alone], coverage.gaps))
        noBackup.push({ ...about, personId: alone.personId, from, to });
  }
  return { gaps: gaps.sort(byStart), noBackup: noBackup.sort(byStart) };
}

/** With which shift each person first comes on call inside a span, whoever has it first comes first. */
export function startsIn(rotations: readonly Planned[], span: Span): StartAhead[] {
  const all = rotations.flatMap((rotation) => {
    const { segments, overrides } = rotation;
    return shifts({ segments, overrides, span })
      .shifts.filter(({ role, from }) => isPagingRole(role) && from > span.from)
      .map(({ personId, role, from, to }) => ({ ...aboutOf(rotation), personId, role, from, to }));
  });
  const first = new Map<PersonId, StartAhead>();
  for (const start of all.sort(byStart)) if (!first.has(start.personId)) first.set(start.personId, start);
  return [...first.values()];
}

const aboutOf = ({ id, name, teamId, zone }: Planned): About => ({ rotationId: id, rotation: name, teamId, zone });
const byStart = (a: Span, b: Span): number => a.from.getTime() - b.from.getTime();
