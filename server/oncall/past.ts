import type { Segment } from '@/server/rotation/history';
import type { Override } from '@/server/rotation/override';
import { rolesOfSegments, type Schedule, type Shift, shifts } from '@/server/rotation/shifts';
import { clip, type Span } from '@/server/time/span';
import type { OnCall } from './on-call-at';
import { type RecordedShift, withRecord } from './record';

/**
 * The answer for an instant that has passed: where the record names somebody else than the schedule would today, the
 * record is right. `recorded`: the shifts on record that hold at the instant.
 */
export function asRecorded(computed: readonly OnCall[], recorded: readonly RecordedShift[]): OnCall[] {
  return computed.map((answer) => {
    const shift = recorded.find(({ role }) => role === answer.role);
    if ((shift?.personId ?? null) === answer.personId) return answer;
    if (!shift) return { ...answer, personId: null, source: 'rotation' };
    const { personId, from, to, source } = shift;
    return { ...answer, personId, from, until: to, source };
  });
}

type Question = {
  recorded: readonly RecordedShift[];
  planned: readonly Shift[];
  /** Null: nothing is on record. */
  recordedTo: Date | null;
  span: Span;
  roles: readonly string[];
};

/** What a span holds, past and future in one: by role (in the order of `roles`), then by time, cut to the span. */
export function mergedShifts({ recorded, planned, recordedTo, span, roles }: Question): Shift[] {
  if (!recordedTo || recordedTo <= span.from) return [...planned];
  const place = new Map(roles.map((role, i) => [role, i]));
  const merged = clip(withRecord(recorded, planned, recordedTo), span);
  return merged.sort(
    (a, b) => (place.get(a.role) ?? 0) - (place.get(b.role) ?? 0) || a.from.getTime() - b.from.getTime(),
  );
}

/** What was, as far as it is on record, and from there on what is planned. Gaps are those of the plan. */
export function pastAndFuture(
  { segments, overrides }: { segments: readonly Segment[]; overrides: readonly Override[] },
  { recorded, recordedTo, span }: Pick<Question, 'recorded' | 'recordedTo' | 'span'>,
): Schedule {
  const planned = shifts({ segments, overrides, span });
  const roles = rolesOfSegments(segments);
  return { shifts: mergedShifts({ recorded, planned: planned.shifts, recordedTo, span, roles }), gaps: planned.gaps };
}
