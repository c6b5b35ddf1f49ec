'use client';

import { useMutation } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { type FormEvent, useState } from 'react';
import { type Answers, useTRPC } from '@/components/trpc/client';
import { refusalOf } from '@/components/trpc/refusal';
import { Button } from '@/components/ui/button';
import { Card, CardBody, CardHeader } from '@/components/ui/card';
import { Field, FieldGroup } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { toast } from '@/components/ui/toast';

type Pay = NonNullable<Answers['health']['settings']['pay']>;
type PayFormProps = { teamId: string; pay: Pay | null; mayEdit: boolean };

const classes = { business: 'Business hours', off: 'Off hours', sleep: 'Sleep hours' } as const;
const hourClasses = Object.keys(classes) as (keyof typeof classes)[];
const none = { business: 0, off: 0, sleep: 0 };
const text = (amount: number): string => (amount === 0 ? '' : String(amount));
const read = (typed: string): number => (typed.trim() === '' ? 0 : Number(typed.replace(',', '.')));

/** What a team gives for time on call: it stands beside the hours, and in their file. */
export function PayForm({ teamId, pay, mayEdit }: PayFormProps) {
  const trpc = useTRPC();
  const router = useRouter();
  const [currency, setCurrency] = useState(pay?.currency ?? '');
  const [perWeek, setPerWeek] = useState(text(pay?.perWeek ?? 0));
  const [perHour, setPerHour] = useState(typed(pay?.perHour ?? none));
  const [lieu, setLieu] = useState(typed(pay?.lieuPerHour ?? none));
  const save = useMutation(
    trpc.health.savePay.mutationOptions({
      onSuccess: () => {
        toast({ title: 'Kept' });
        router.refresh();
      },
    }),
  );
  const fields = save.error ? (refusalOf(save.error).fields ?? {}) : {};
  const fault = (start: string) => Object.entries(fields).find(([path]) => path.startsWith(start))?.[1];
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (save.isPending) return;
    const rules = { currency, perWeek: read(perWeek), perHour: amounts(perHour), lieuPerHour: amounts(lieu) };
    save.mutate({ teamId, pay: rules });
  };
  return (
    <Card aria-labelledby="pay-rules">
      <CardHeader
        id="pay-rules"
        title="Pay and time off"
        detail="By these rules the hours on call come to a sum and to time off. Empty: nothing."
      />
      <CardBody>
        <form noValidate onSubmit={submit} className="flex flex-col gap-4">
          <div className="flex flex-wrap gap-3">
            <Field label="Currency" error={fault('pay.currency')} className="w-28">
              {(control) => (
                <Input
                  {...control}
                  maxLength={8}
                  disabled={!mayEdit}
                  value={currency}
                  onChange={(event) => setCurrency(event.target.value)}
                />
              )}
            </Field>
            <Field label="For each on-call week" error={fault('pay.perWeek')} className="w-44">
              {(control) => (
                <Input
                  {...control}
                  inputMode="decimal"
                  disabled={!mayEdit}
                  value={perWeek}
                  onChange={(event) => setPerWeek(event.target.value)}
                />
              )}
            </Field>
          </div>
          <ByClass
            legend="For each hour"
            named="for each hour"
            values={perHour}
            onChange={setPerHour}
            disabled={!mayEdit}
            error={fault('pay.perHour')}
          />
          <ByClass
            legend="Hours of time off for each hour"
            named="of time off for each hour"
            values={lieu}
            onChange={setLieu}
            disabled={!mayEdit}
            error={fault('pay.lieuPerHour')}
          />
          {save.error && Object.keys(fields).length === 0 ? (
            <p role="alert" className="text-critical">
              Not kept: {refusalOf(save.error).message}
            </p>
          ) : null}
          {mayEdit ? (
            <div className="flex gap-2">
              <Button type="submit" busy={save.isPending}>
                Keep the rules
              </Button>
              {pay ? (
                <Button variant="ghost" disabled={save.isPending} onClick={() => save.mutate({ teamId, pay: null })}>
                  Take them away
                </Button>
              ) : null}
            </div>
          ) : null}
        </form>
      </CardBody>
    </Card>
  );
}

type Typed = Record<keyof typeof classes, string>;
const typed = (amounts: Pay['perHour']): Typed => ({
  business: text(amounts.business),
  off: text(amounts.off),
  sleep: text(amounts.sleep),
});
const amounts = ({ business, off, sleep }: Typed): Pay['perHour'] => ({
  business: read(business),
  off: read(off),
  sleep: read(sleep),
});

type ByClassProps = {
  legend: string;
  /** What the name of each field ends with, for whoever hears it alone. */
  named: string;
  values: Typed;
  onChange: (values: Typed) => void;
  disabled: boolean;
  error: string | undefined;
};

function ByClass({ legend, named, values, onChange, disabled, error }: ByClassProps) {
  return (
    <FieldGroup legend={legend} error={error}>
      <div className="flex flex-wrap gap-3">
        {hourClasses.map((key) => (
          <Field key={key} label={classes[key]} className="w-32">
            {(control) => (
              <Input
                {...control}
                inputMode="decimal"
                aria-label={`${classes[key]} ${named}`}
                disabled={disabled}
                value={values[key]}
                onChange={(event) => onChange({ ...values, [key]: event.target.value })}
              />
            )}
          </Field>
        ))}
      </div>
    </FieldGroup>
  );
}
