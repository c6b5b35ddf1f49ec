'use client';

import { useMutation } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { type FormEvent, useState } from 'react';
import { type Answers, useTRPC } from '@/components/trpc/client';
import { refusalOf } from '@/components/trpc/refusal';
import { Button } from '@/components/ui/button';
import { Card, CardBody, CardHeader } from '@/components/ui/card';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { toast } from '@/components/ui/toast';

type Rotation = Answers['health']['settings']['rotations'][number];
type Threshold = Rotation['thresholds'][number];

/** From what on a follow-up opens by itself; an empty field: never. */
export function Thresholds({ rotation, mayEdit }: { rotation: Rotation; mayEdit: boolean }) {
  return (
    <Card aria-labelledby={`thresholds-${rotation.id}`}>
      <CardHeader id={`thresholds-${rotation.id}`} title={rotation.name} detail="A follow-up opens by itself from" />
      <CardBody className="flex flex-col gap-4">
        {rotation.thresholds.map((threshold) => (
          <ThresholdForm key={threshold.rule} rotationId={rotation.id} threshold={threshold} mayEdit={mayEdit} />
        ))}
      </CardBody>
    </Card>
  );
}

type ThresholdFormProps = { rotationId: string; threshold: Threshold; mayEdit: boolean };

function ThresholdForm({ rotationId, threshold: { rule, words, usual, value }, mayEdit }: ThresholdFormProps) {
  const trpc = useTRPC();
  const router = useRouter();
  const [text, setText] = useState(value === null ? '' : String(value));
  const save = useMutation(
    trpc.health.saveThreshold.mutationOptions({
      onSuccess: () => {
        toast({ title: 'Kept' });
        router.refresh();
      },
    }),
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!save.isPending) save.mutate({ rotationId, rule, value: text.trim() === '' ? null : Number(text) });
  };
  return (
    <form noValidate onSubmit={submit} className="flex flex-wrap items-end gap-2">
      <Field
        label={words}
        hint={`Usually ${usual}. Empty: never by itself.`}
        error={save.error ? refusalOf(save.error).message : undefined}
        className="min-w-0 flex-1 basis-60"
      >
        {(control) => (
          <Input
            {...control}
            inputMode="numeric"
            disabled={!mayEdit}
            value={text}
            onChange={(event) => setText(event.target.value)}
          />
        )}
      </Field>
      {mayEdit ? (
        <Button type="submit" busy={save.isPending}>
          Keep<span className="sr-only"> {words}</span>
        </Button>
      ) : null}
    </form>
  );
}
