'use client';

import { useState } from 'react';
import { Card, CardBody, CardHeader } from '@/components/ui/card';
import { Field } from '@/components/ui/field';
import { Select } from '@/components/ui/input';
import type { EditorView } from '@/server/rotation/editing';
import { BeginField } from './begin-field';
import { type Begin, beginOf, type Draft, type OrderedQueue, queuesFrom } from './draft';
import { QueueDialog } from './queue-dialog';
import { QueueList } from './queue-list';
import type { RowAction } from './queue-row';

type QueueEditorProps = {
  plan: EditorView;
  nameOf: (personId: string) => string;
  now: Date;
  /** A change that waits for its answer: until then no other is asked for. */
  disabled: boolean;
  onDraft: (draft: Draft) => void;
  /** What is wrong with the newcomer, beside the field. */
  newcomerFault?: string | undefined;
};

type Asked = { action: RowAction; queue: OrderedQueue; personId: string };

/** Who follows whom. Nothing here counts before its difference was seen and published. */
export function QueueEditor({ plan, nameOf, now, disabled, onDraft, newcomerFault }: QueueEditorProps) {
  const [begin, setBegin] = useState<Begin>({ kind: 'published' });
  const [asked, setAsked] = useState<Asked | null>(null);
  const from = beginOf(plan, begin, now) ?? beginOf(plan, { kind: 'published' }, now) ?? now;
  const queues = queuesFrom(plan, from);

  const draft = (
    { layer, role }: OrderedQueue,
    change: 'join' | 'skip' | 'leave' | 'move',
    personId: string,
    rest: { position?: number; reason?: string; from?: Date } = {},
  ) => {
    // Leaving takes a person out of every queue, so that nobody who has left is paged from a layer.
    const where = change === 'leave' ? {} : { ...(layer && { layer }), ...(role && { role }) };
    const at = (rest.from ?? from).toISOString();
    setAsked(null);
    onDraft({ kind: 'queue', input: { ...where, ...rest, change, personId, from: at } });
  };

  return (
    <Card aria-labelledby="queue">
      <CardHeader id="queue" title="Queue" detail="In the order of the turns; after a turn one goes to the back." />
      <CardBody className="flex flex-col gap-5">
        <BeginField plan={plan} value={begin} onChange={setBegin} now={now} />
        {disabled ? <p className="text-muted">Publish or discard the change beside this first.</p> : null}
        {queues.map((queue) => (
          <section key={`${queue.layer} ${queue.role}`} className="flex flex-col gap-2">
            {queues.length > 1 ? <h3 className="font-medium">{titleOf(queue)}</h3> : null}
            <QueueList
              {...{ queue, now, disabled }}
              people={plan.people}
              zone={plan.zone}
              onMove={(personId, position) => draft(queue, 'move', personId, { position })}
              onAction={(action, personId) => setAsked({ action, queue, personId })}
            />
            <Newcomer
              plan={plan}
              queue={queue}
              disabled={disabled}
              error={newcomerFault}
              onJoin={(personId) => draft(queue, 'join', personId)}
            />
          </section>
        ))}
        {asked ? (
          <QueueDialog
            {...asked}
            {...{ plan, now }}
            name={nameOf(asked.personId)}
            onClose={() => setAsked(null)}
            onMove={(position) => draft(asked.queue, 'move', asked.personId, { position })}
            onSkip={(reason) => draft(asked.queue, 'skip', asked.personId, { reason })}
            onLeave={(day) => draft(asked.queue, 'leave', asked.personId, { from: day })}
          />
        ) : null}
      </CardBody>
    </Card>
  );
}

const titleOf = ({ layer, role }: OrderedQueue): string =>
  [layer ?? 'Base', role ? `only ${role}` : ''].filter(Boolean).join(', ');

type NewcomerProps = {
  plan: EditorView;
  queue: OrderedQueue;
  disabled: boolean;
  error: string | undefined;
  onJoin: (personId: string) => void;
};

function Newcomer({ plan, queue, disabled, error, onJoin }: NewcomerProps) {
  const standing = new Set(queue.places.map(({ place }) => place));
  const candidates = plan.people.filter(({ id, joinable }) => joinable && !standing.has(id));
  if (candidates.length === 0 && !error) {
    return <p className="text-muted">Everybody of the team stands here. Add people to the team first.</p>;
  }
  return (
    <Field label="Newcomer" hint="Joins at the end." error={error} required className="max-w-80">
      {(control) => (
        // A choice made before the screen listened comes back as none.
        <Select
          {...control}
          value=""
          disabled={disabled}
          onChange={({ target }) => (target.value ? onJoin(target.value) : undefined)}
        >
          <option value="" disabled>
            Add a person…
          </option>
          {candidates.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </Select>
      )}
    </Field>
  );
}
