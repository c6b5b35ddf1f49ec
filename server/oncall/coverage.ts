import { type Coverage, coverageOf } from '@/server/rotation/coverage';
import type { Segment } from '@/server/rotation/history';
import type { Override } from '@/server/rotation/override';
import { rolesOfSegments, shifts } from '@/server/rotation/shifts';
import type { Span } from '@/server/time/span';

export interface CoverageQuestion {
  readonly segments: readonly Segment[];
  readonly overrides: readonly Override[];
  readonly span: Span;
}

/** Where a rotation is thin in a span, as it is planned: gaps, people with two roles, people without a backup. */
export const coverageIn = ({ segments, overrides, span }: CoverageQuestion): Coverage =>
  coverageOf(shifts({ segments, overrides, span }), rolesOfSegments(segments));

/** A role that nobody will hold, and whose it is. */
export interface GapAhead extends Span {
  readonly rotationId: string;
  readonly rotation: string;
  readonly teamId: string;
  /** The zone of its handoffs. */
  readonly zone: string;
  readonly role: string;
}

type Planned = Omit<CoverageQuestion, 'span'> & { id: string; name: string; teamId: string; zone: string };

/** Every gap of several rotations inside a span, in the order of time. One that begins earlier is cut to it. */
export function gapsIn(rotations: readonly Planned[], span: Span): GapAhead[] {
  const found = rotations.flatMap(({ id, name, teamId, zone, segments, overrides }) =>
    coverageIn({ segments, overrides, span }).gaps.map(({ role, from, to }) => {
      return { rotationId: id, rotation: name, teamId, zone, role, from, to };
    }),
  );
  return found.sort((a, b) => a.from.getTime() - b.from.getTime());
}
