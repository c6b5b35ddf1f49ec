import Link from 'next/link';
import { PageHeader } from '@/components/shell/page-header';
import type { Answers } from '@/components/trpc/client';
import { buttonLook } from '@/components/ui/button';
import { cn } from '@/components/ui/class-names';
import { addressOf } from './address';
import { PayForm } from './pay-form';
import { QuestionEditor } from './question-editor';
import { Thresholds } from './thresholds';

type HealthSettingsProps = { teamId: string; settings: Answers['health']['settings'] };

/** What the report asks, and from what on something has to be done. */
export function HealthSettings({ teamId, settings: { questions, pay, rotations, may } }: HealthSettingsProps) {
  const mayEdit = may['health.edit'];
  return (
    <>
      <PageHeader
        title="Settings of the health report"
        actions={
          <Link href={addressOf({ team: teamId })} className={cn(buttonLook({ variant: 'secondary' }))}>
            The report
          </Link>
        }
      />
      <div className="grid items-start gap-4 lg:grid-cols-2">
        <QuestionEditor
          key={questions.map(({ key }) => key).join()}
          teamId={teamId}
          questions={questions}
          mayEdit={mayEdit}
        />
        <div className="flex flex-col gap-4">
          {rotations.map((rotation) => (
            <Thresholds key={rotation.id} rotation={rotation} mayEdit={mayEdit} />
          ))}
          <PayForm key={JSON.stringify(pay)} teamId={teamId} pay={pay} mayEdit={mayEdit} />
        </div>
      </div>
    </>
  );
}
