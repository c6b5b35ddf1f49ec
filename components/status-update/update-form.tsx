'use client';

import { useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useNow } from '@/components/clock';
import { Fault } from '@/components/incident/fault';
import { useAct } from '@/components/incident/use-act';
import { useDraft } from '@/components/incident/use-draft';
import type { IncidentDetail } from '@/components/incident/use-incident';
import { useTRPC } from '@/components/trpc/client';
import { Button } from '@/components/ui/button';
import { cn } from '@/components/ui/class-names';
import { Field, FieldGroup } from '@/components/ui/field';
import { Checkbox, Input, Select, Textarea } from '@/components/ui/input';
import { meanings } from '@/server/severity/severity';
import { componentStatuses, componentWords, publicStates, publicStateWords } from '@/server/status-update/public-state';
import { places as allPlaces, placeWords } from '@/server/status-update/publication';
import { begun, type Draft, nextAt, promises, withState } from './update-draft';
import { UpdatePreview } from './update-preview';
import type { Updates } from './use-updates';

type UpdateFormProps = { incident: IncidentDetail; updates: Updates; onDone: () => void };

/** Says how it is, once for everybody. What is typed is kept on this device until it was sent. */
export function UpdateForm({ incident, updates, onDone }: UpdateFormProps) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const now = useNow(10);
  const { act, pending, refusal } = useAct(incident.id);
  const kept = useDraft(`update.${incident.id}`);
  const [plain, setDraft] = useState<Draft>(() => begun(updates, meanings[incident.severity].updateEveryMinutes));
  const draft = kept.restored || kept.text !== '' ? { ...plain, text: kept.text } : plain;
  const change = (next: Partial<Draft>) => setDraft({ ...draft, ...next });
  const write = (text: string) => {
    kept.change(text);
    change({ text });
  };
  const nextUpdateAt = nextAt(draft, now);

  const send = async (event: FormEvent) => {
    event.preventDefault();
    const { title, state, text, components, places } = draft;
    const input = {
      ...{ incidentId: incident.id, title, state, text, places },
      nextUpdateAt: nextUpdateAt?.toISOString() ?? null,
      components: components.map(({ serviceId, status }) => ({ serviceId, status })),
    };
    if (!(await act('update', (client) => client.statusUpdate.post.mutate(input)))) return;
    kept.clear();
    void queries.invalidateQueries(trpc.statusUpdate.pathFilter());
    onDone();
  };

  return (
    <form noValidate onSubmit={send} className="grid items-start gap-5 lg:grid-cols-2">
      <div className="flex min-w-0 flex-col gap-4">
        <fieldset className="flex flex-col gap-1">
          <legend className="mb-1 font-medium">How far it is</legend>
          <div className="grid grid-cols-2 gap-1.5 sm:grid-cols-4 lg:grid-cols-2">
            {publicStates.map((state) => (
              <Button
                key={state}
                aria-pressed={state === draft.state}
                title={publicStateWords[state].means}
                className={cn(state === draft.state && 'border-accent bg-accent-tint text-accent')}
                onClick={() => {
                  const next = withState(draft, state, incident.severity, updates.templates);
                  if (next.text !== draft.text) kept.clear();
                  setDraft(next);
                }}
              >
                {publicStateWords[state].word}
              </Button>
            ))}
          </div>
        </fieldset>
        <Field label="What people are told" error={refusal?.fields.text} required>
          {(control) => (
            <Textarea {...control} rows={5} value={draft.text} onChange={(event) => write(event.target.value)} />
          )}
        </Field>
        {draft.state === 'resolved' ? null : (
          <Field label="Next update" error={refusal?.fields.nextUpdateAt} className="max-w-64" required>
            {(control) => (
              <Select
                {...control}
                value={String(draft.minutes)}
                onChange={({ target }) => change({ minutes: target.value === 'null' ? null : Number(target.value) })}
              >
                {promises.map(({ minutes, words }) => (
                  <option key={words} value={String(minutes)}>
                    {words}
                  </option>
                ))}
              </Select>
            )}
          </Field>
        )}
        {draft.components.map(({ serviceId, name, status }) => (
          <Field key={serviceId} label={`${name} is`} className="max-w-64" required>
            {(control) => (
              <Select
                {...control}
                value={status}
                onChange={({ target }) =>
                  change({
                    components: draft.components.map((one) =>
                      one.serviceId === serviceId
                        ? { ...one, status: componentStatuses.find((each) => each === target.value) ?? one.status }
                        : one,
                    ),
                  })
                }
              >
                {componentStatuses.map((each) => (
                  <option key={each} value={each}>
                    {componentWords[each]}
                  </option>
                ))}
              </Select>
            )}
          </Field>
        ))}
        <Field label="What it is called in public" error={refusal?.fields.title} required>
          {(control) => (
            <Input
              {...control}
              value={draft.title}
              maxLength={200}
              autoComplete="off"
              onChange={(event) => change({ title: event.target.value })}
            />
          )}
        </Field>
        {updates.places.length > 0 ? (
          <FieldGroup legend="Where it is read, besides the timeline" error={refusal?.fields.places}>
            {allPlaces
              .filter((place) => updates.places.includes(place))
              .map((place) => (
                <Checkbox
                  key={place}
                  checked={draft.places.includes(place)}
                  onChange={({ target }) =>
                    change({
                      places: target.checked ? [...draft.places, place] : draft.places.filter((one) => one !== place),
                    })
                  }
                >
                  {placeWords[place]}
                </Checkbox>
              ))}
          </FieldGroup>
        ) : null}
      </div>
      <div className="flex min-w-0 flex-col gap-4 lg:sticky lg:top-0">
        <UpdatePreview draft={draft} places={draft.places} nextUpdateAt={nextUpdateAt} />
        {kept.restored ? <p className="text-label text-muted">Kept from before: it was not sent.</p> : null}
        <Fault refusal={refusal} kept />
        <Button
          type="submit"
          variant="primary"
          size="large"
          busy={pending !== null}
          disabled={draft.text.trim() === ''}
        >
          {pending ? 'Sending…' : draft.places.length > 0 ? 'Publish the update' : 'Post the update'}
        </Button>
        {updates.places.includes('status-page') ? null : (
          <p className="text-label text-muted">No status page is set up: an admin can do so in the settings.</p>
        )}
      </div>
    </form>
  );
}
