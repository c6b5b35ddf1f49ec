'use client';

import { useMutation, useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { Fault } from '@/components/incident/fault';
import { useTRPC } from '@/components/trpc/client';
import { refusalOf } from '@/components/trpc/refusal';
import { Button } from '@/components/ui/button';
import { Card, CardBody, CardHeader } from '@/components/ui/card';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { toast } from '@/components/ui/toast';
import type { Due, DueBySeverity } from '@/server/severity/due';
import { meanings, type Severity, severities } from '@/server/severity/severity';

const labels: Record<keyof Due, string> = {
  followUpDays: 'Follow-ups, days',
  reviewDays: 'Review, working days',
};
const dues = ['followUpDays', 'reviewDays'] as const;
type Cell = `${Severity}.${keyof Due}`;
/** What somebody typed; the other cells show what is stored, and follow it. */
type Typed = Partial<Record<Cell, string>>;

const meant = (typed: Typed, due: DueBySeverity): DueBySeverity => {
  const of = (severity: Severity): Due => {
    const read = (one: keyof Due) => Number(typed[`${severity}.${one}`] ?? due[severity][one]);
    return { followUpDays: read('followUpDays'), reviewDays: read('reviewDays') };
  };
  return { critical: of('critical'), major: of('major'), minor: of('minor') };
};

/** How long what follows an incident may take, by its severity. */
export function DueCard() {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const { data: due } = useSuspenseQuery(trpc.severity.due.queryOptions());
  const [typed, setTyped] = useState<Typed>({});
  const save = useMutation(trpc.severity.saveDue.mutationOptions());
  const refusal = save.error ? refusalOf(save.error) : null;
  const isTouched = Object.keys(typed).length > 0;

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (!isTouched || save.isPending) return;
    const saved = await save.mutateAsync(meant(typed, due)).catch(() => null);
    if (!saved) return;
    queries.setQueryData(trpc.severity.due.queryKey(), saved);
    // What was typed while it was on its way is still to be saved.
    setTyped((now) => Object.fromEntries(Object.entries(now).filter(([cell, text]) => text !== typed[cell as Cell])));
    toast({ title: 'Saved' });
  };

  return (
    <Card aria-labelledby="due">
      <CardHeader
        id="due"
        title="When it is due"
        detail="Where nobody says a day. What is owed already keeps its own."
      />
      <CardBody>
        <form noValidate onSubmit={(event) => void submit(event)} className="flex flex-col gap-4">
          {severities.map((severity) => (
            <fieldset key={severity} className="flex flex-col gap-1.5">
              <legend className="mb-1.5 font-medium text-sm">{meanings[severity].name}</legend>
              <div className="grid max-w-md grid-cols-2 gap-3">
                {dues.map((one) => (
                  <Field key={one} label={labels[one]} error={refusal?.fields[`${severity}.${one}`]} required>
                    {(control) => (
                      <Input
                        {...control}
                        inputMode="numeric"
                        value={typed[`${severity}.${one}`] ?? due[severity][one]}
                        onChange={({ target }) => setTyped((now) => ({ ...now, [`${severity}.${one}`]: target.value }))}
                      />
                    )}
                  </Field>
                ))}
              </div>
            </fieldset>
          ))}
          {refusal && Object.keys(refusal.fields).length === 0 ? <Fault refusal={refusal} /> : null}
          <div>
            <Button type="submit" variant="primary" busy={save.isPending} disabled={!isTouched}>
              Save
            </Button>
          </div>
        </form>
      </CardBody>
    </Card>
  );
}
