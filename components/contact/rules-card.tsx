'use client';

import { useSuspenseQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTRPC } from '@/components/trpc/client';
import { Button } from '@/components/ui/button';
import { Card, CardBody, CardHeader } from '@/components/ui/card';
import { Notice } from '@/components/ui/notice';
import { toast } from '@/components/ui/toast';
import { nameable, nightOf, nightWords } from '@/server/contact/night';
import type { NotificationRule, Urgency } from '@/server/contact/rule';
import { RuleLines } from './rule-lines';
import { useContactActions } from './use-contact-actions';

const urgencies: { urgency: Urgency; title: string; about: string }[] = [
  { urgency: 'high', title: 'When it cannot wait', about: 'Priority 1 to 3' },
  { urgency: 'low', title: 'When it can', about: 'Priority 4 and 5' },
];

/** Who is tried when, by what: rules as sentences, and the night that they make. */
export function RulesCard() {
  const trpc = useTRPC();
  const { person } = useSuspenseQuery(trpc.team.me.queryOptions()).data;
  const own = useSuspenseQuery(trpc.contact.contactMethods.queryOptions({ personId: person.id }));
  const { methods, rules: saved } = own.data;
  const [draft, setDraft] = useState<NotificationRule[] | null>(null);
  const [fault, setFault] = useState<string | null>(null);
  const { saveRules, savingRules } = useContactActions(person.id);
  const rules = draft ?? saved;
  const usable = nameable(methods);

  const save = async () => {
    const refused = await saveRules(rules);
    setFault(refused);
    if (refused) return;
    setDraft(null);
    toast({ title: 'Rules saved' });
  };
  const change = (urgency: Urgency) => (lines: NotificationRule[]) =>
    setDraft([...rules.filter((rule) => rule.urgency !== urgency), ...lines]);

  return (
    <Card aria-labelledby="rules">
      <CardHeader id="rules" title="When I am paged" detail="Without rules every working way is tried at once." />
      <CardBody className="flex flex-col gap-5">
        {usable.length === 0 ? (
          <p className="text-muted">Add a contact method first: rules say which of them is tried when.</p>
        ) : (
          urgencies.map(({ urgency, title, about }) => {
            const night = nightWords(nightOf(rules, methods, urgency));
            return (
              <section key={urgency} aria-label={title} className="flex flex-col gap-2">
                <h3 className="font-medium">
                  {title} <span className="font-normal text-muted">{about}</span>
                </h3>
                <RuleLines
                  urgency={urgency}
                  rules={rules.filter((rule) => rule.urgency === urgency)}
                  methods={usable}
                  onChange={change(urgency)}
                />
                <p>
                  <span className="text-muted">A page in the night that nobody answers: </span>
                  <output className="font-medium tabular-nums" aria-label={`A night, ${title.toLowerCase()}`}>
                    {night}
                  </output>
                </p>
              </section>
            );
          })
        )}
        {fault ? <Notice tone="critical" live="polite" title={fault} /> : null}
        {draft ? (
          <div className="flex gap-2">
            <Button variant="primary" busy={savingRules} onClick={save}>
              Save rules
            </Button>
            <Button variant="ghost" onClick={() => setDraft(null)}>
              Undo changes
            </Button>
          </div>
        ) : null}
      </CardBody>
    </Card>
  );
}
