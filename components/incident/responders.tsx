'use client';

import { type FormEvent, useState } from 'react';
import { useNow } from '@/components/clock';
import { Button } from '@/components/ui/button';
import { Card, CardBody, CardHeader } from '@/components/ui/card';
import { Dialog } from '@/components/ui/dialog';
import { Field, FieldGroup } from '@/components/ui/field';
import { Checkbox, Input } from '@/components/ui/input';
import { relative, timeOfDay } from '@/components/ui/instant';
import { Mark } from '@/components/ui/mark';
import { PersonChip } from '@/components/ui/person-chip';
import { isRunning } from '@/server/incident/lifecycle';
import { Fault } from './fault';
import { useAct } from './use-act';
import { useDraft } from './use-draft';
import { type IncidentDetail, useHelpers, type Viewer } from './use-incident';
import { hoursWords } from './working-hours';

type RespondersProps = { incident: IncidentDetail; viewer: Viewer };

/** Who was asked, who is on it, and who could not be reached. */
export function Responders({ incident, viewer }: RespondersProps) {
  const now = useNow();
  const [open, setOpen] = useState(false);
  const may = incident.may['incident.act'] && isRunning(incident.state);
  const helpers = new Map(useHelpers(incident.teamId, viewer.id).map((helper) => [helper.id, helper]));
  const hours = (personId: string, timeZone: string): string => {
    const helper = helpers.get(personId);
    return helper ? hoursWords(helper, now) : timeOfDay(now, timeZone);
  };
  return (
    <Card aria-labelledby="responders">
      <CardHeader
        id="responders"
        title="Responders"
        actions={
          may ? (
            <Dialog
              title="Ask for help"
              description="They are paged at once, through their own rules. Asking early is right."
              open={open}
              onOpenChange={setOpen}
              trigger={<Button size="small">Page somebody…</Button>}
            >
              <AskForm incident={incident} viewer={viewer} onDone={() => setOpen(false)} />
            </Dialog>
          ) : null
        }
      />
      {incident.responders.length === 0 ? (
        <CardBody className="text-muted">Whoever is asked to help will stand here.</CardBody>
      ) : (
        <ul aria-label="Responders" className="flex flex-col">
          {incident.responders.map(({ person, timeZone, reachable, joinedAt, pagedAt }) =>
            person ? (
              <li
                key={person.id}
                className="flex flex-wrap items-center justify-between gap-x-3 gap-y-1 border-b px-4 py-2 last:border-b-0"
              >
                <PersonChip
                  name={person.name}
                  isYou={person.id === viewer.id}
                  role={rolesOf(incident, person.id)}
                  localTime={hours(person.id, timeZone)}
                />
                <span className="flex flex-wrap items-center gap-1.5">
                  {joinedAt ? (
                    <Mark kind="good">Joined</Mark>
                  ) : pagedAt ? (
                    <Mark kind="waiting">Paged {relative(pagedAt, now)}</Mark>
                  ) : (
                    <Mark kind="neutral">Named</Mark>
                  )}
                  {reachable ? null : <Mark kind="critical">Not reachable</Mark>}
                </span>
              </li>
            ) : null,
          )}
        </ul>
      )}
    </Card>
  );
}

function rolesOf({ lead, communicator }: IncidentDetail, personId: string): string {
  const roles = [lead?.id === personId && 'Lead', communicator?.id === personId && 'Communications'];
  return roles.filter(Boolean).join(', ');
}

function AskForm({ incident, viewer, onDone }: RespondersProps & { onDone: () => void }) {
  const now = useNow();
  const { act, pending, refusal } = useAct(incident.id);
  const helpers = useHelpers(incident.teamId, viewer.id).filter(({ id }) => id !== viewer.id);
  const note = useDraft(`ask.${incident.id}`);
  const [chosen, setChosen] = useState<string[]>([]);
  const there = new Set(incident.responders.map(({ person }) => person?.id));

  const save = async (event: FormEvent) => {
    event.preventDefault();
    const input = { incidentId: incident.id, personIds: chosen, ...(note.text && { note: note.text }) };
    if (!(await act('ask', (client) => client.incident.addResponders.mutate(input)))) return;
    note.clear();
    onDone();
  };

  return (
    <form noValidate onSubmit={save} className="flex flex-col gap-4">
      <FieldGroup legend="Whom">
        {helpers.map((helper) => (
          <Checkbox
            key={helper.id}
            checked={chosen.includes(helper.id)}
            onChange={(event) =>
              setChosen(event.target.checked ? [...chosen, helper.id] : chosen.filter((id) => id !== helper.id))
            }
            hint={`${hoursWords(helper, now)}${there.has(helper.id) ? ' · there already, is paged again' : ''}`}
          >
            {helper.name}
          </Checkbox>
        ))}
      </FieldGroup>
      <Field label="What you need from them">
        {(control) => (
          <Input
            {...control}
            value={note.text}
            maxLength={500}
            autoComplete="off"
            onChange={(event) => note.change(event.target.value)}
          />
        )}
      </Field>
      <Fault refusal={refusal} kept={note.text !== ''} />
      <Button
        type="submit"
        variant="primary"
        className="sm:self-end"
        busy={pending !== null}
        disabled={chosen.length === 0}
      >
        {pending ? 'Sending…' : chosen.length > 1 ? `Page ${chosen.length} people` : 'Page them'}
      </Button>
    </form>
  );
}
