'use client';

import type { ReactNode } from 'react';
import { useNow } from '@/components/clock';
import { Button } from '@/components/ui/button';
import { Card, CardBody, CardHeader } from '@/components/ui/card';
import { FieldError } from '@/components/ui/field';
import { Mark } from '@/components/ui/mark';
import { PersonChip } from '@/components/ui/person-chip';
import { When } from '@/components/ui/when';
import type { Service } from './use-company';
import { faultOf, useRunbookActs } from './use-runbook-acts';
import type { RunbookDetail } from './use-runbooks';

type RunbookFactsProps = {
  runbook: RunbookDetail;
  services: readonly Service[];
  viewer: { id: string; zone: string };
  may: boolean;
};

/** Who keeps it, what it answers, and when somebody last said that it is right. */
export function RunbookFacts({ runbook, services, viewer, may }: RunbookFactsProps) {
  const { act, pending, refusal } = useRunbookActs();
  const now = useNow();
  const { id: runbookId, owner, rules, serviceIds, reviewedAt, testedAt, testedBy, stale, neverUsed } = runbook;
  const names = services.filter(({ id }) => serviceIds.includes(id)).map(({ name }) => name);
  const at = (instant: Date) => <When instant={instant} zone={viewer.zone} now={now} show="relative" />;

  return (
    <Card aria-labelledby="about">
      <CardHeader
        id="about"
        title="Can it be trusted?"
        detail={
          <span className="flex flex-wrap gap-1.5">
            {stale ? <Mark kind="major">Stale</Mark> : null}
            {neverUsed ? <Mark kind="neutral">Never used</Mark> : null}
            {stale || neverUsed ? null : <Mark kind="good">Read and used</Mark>}
          </span>
        }
      />
      <CardBody className="flex flex-col gap-4">
        <dl className="grid grid-cols-[7rem_minmax(0,1fr)] gap-x-3 gap-y-2">
          <Fact name="Owner">
            {owner ? (
              <PersonChip name={owner.name} isYou={owner.id === viewer.id} size="small" />
            ) : (
              <span className="text-major">Nobody: nobody will notice when it is wrong</span>
            )}
          </Fact>
          <Fact name="Read">{reviewedAt ? at(reviewedAt) : 'Not since it was written'}</Fact>
          <Fact name="Tried out">
            {testedAt ? (
              <>
                {at(testedAt)}
                {testedBy ? ` by ${testedBy.id === viewer.id ? 'you' : testedBy.name}` : ''}
              </>
            ) : (
              'Never'
            )}
          </Fact>
          <Fact name="Helped">
            <HelpedSoFar helped={runbook.helped} viewerId={viewer.id} />
          </Fact>
          <Fact name="Services">{names.length > 0 ? names.join(', ') : 'None in particular'}</Fact>
          <Fact name="Answers">
            {rules.length > 0 ? (
              <ul className="flex flex-col gap-1">
                {rules.map((rule) => (
                  <li key={rule} className="font-mono text-label">
                    {rule}
                  </li>
                ))}
              </ul>
            ) : (
              'Every alert of its services'
            )}
          </Fact>
        </dl>
        {may ? (
          <div className="flex flex-wrap gap-2">
            <Button
              busy={pending === 'reviewed'}
              onClick={() => void act('reviewed', (client) => client.runbook.reviewed.mutate({ runbookId }))}
            >
              I read it, it is right
            </Button>
            <Button
              busy={pending === 'tested'}
              onClick={() => void act('tested', (client) => client.runbook.tested.mutate({ runbookId }))}
            >
              I tried it out
            </Button>
          </div>
        ) : null}
        {refusal ? <FieldError>{faultOf(refusal)}</FieldError> : null}
      </CardBody>
    </Card>
  );
}

/** Counts of what was said, and the last words on it. */
function HelpedSoFar({ helped, viewerId }: { helped: RunbookDetail['helped']; viewerId: string }) {
  const { yes, partly, no, last } = helped;
  if (yes + partly + no === 0) return 'Nobody has said yet';
  return (
    <>
      <span className="tabular-nums">
        {yes} yes, {partly} partly, {no} no
      </span>
      {last?.words ? (
        <span className="block text-muted wrap-anywhere">
          Last: “{last.words}” {last.by ? (last.by.id === viewerId ? 'you' : last.by.name) : ''}
        </span>
      ) : null}
    </>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-muted">{name}</dt>
      <dd className="wrap-anywhere min-w-0">{children}</dd>
    </>
  );
}
