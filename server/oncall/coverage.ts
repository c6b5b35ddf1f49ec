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
