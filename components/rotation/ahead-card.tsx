import { Card, CardBody } from '@/components/ui/card';
import type { EditorView } from '@/server/rotation/editing';
import { rolesOfSegments } from '@/server/rotation/shifts';
import { unchanged } from './draft';
import { WeeksDifference } from './weeks-difference';

type AheadCardProps = { plan: EditorView; nameOf: (personId: string) => string; now: Date };

/** The next twelve weeks as they stand. */
export const AheadCard = ({ plan, nameOf, now }: AheadCardProps) => (
  <Card aria-label="The next 12 weeks">
    <CardBody>
      <WeeksDifference
        caption="The next 12 weeks, with covers and swaps"
        difference={unchanged(plan, now)}
        roles={rolesOfSegments(plan.segments)}
        zone={plan.zone}
        {...{ nameOf, now }}
      />
    </CardBody>
  </Card>
);
