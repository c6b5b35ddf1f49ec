import Link from 'next/link';
import { buttonLook } from '@/components/ui/button';
import { Card, CardBody, CardHeader } from '@/components/ui/card';
import { cn } from '@/components/ui/class-names';
import { paths } from '@/server/paths';

type Note = { teamId: string; handoffAt: Date };

/** Whoever hands over says what the week’s alerts were, all on one screen, while they still know. */
export function ClassifyTheWeek({ note: { teamId, handoffAt } }: { note: Note }) {
  // An instant within the week that ends with the handoff.
  const at = new Date(handoffAt.getTime() - 60_000).toISOString();
  return (
    <Card aria-labelledby="classify-the-week">
      <CardHeader
        id="classify-the-week"
        title="What were the week’s alerts?"
        detail="One press for each, several at once. Only what is classified can be told from noise."
      />
      <CardBody>
        <Link
          href={`${paths.classify()}?${new URLSearchParams({ team: teamId, at })}`}
          prefetch={false}
          className={cn(buttonLook({ variant: 'secondary' }), 'self-start')}
        >
          Classify the week
        </Link>
      </CardBody>
    </Card>
  );
}
