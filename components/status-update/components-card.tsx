'use client';

import { Fault } from '@/components/incident/fault';
import { Card, CardBody, CardHeader } from '@/components/ui/card';
import { Input, Select } from '@/components/ui/input';
import { type StatusSettings, useSave } from './use-settings';

/** Which component of the page each service is. Saved as it is chosen. */
export function ComponentsCard({ settings }: { settings: StatusSettings }) {
  const { refusal, save } = useSave();
  const { services, known } = settings;
  const choices = known?.components ?? [];
  const set = (serviceId: string, componentId: string | null) =>
    void save('Saved', (client) =>
      client.statusUpdate.saveComponents.mutate({ components: [{ serviceId, componentId }] }),
    );
  return (
    <Card aria-labelledby="components">
      <CardHeader
        id="components"
        title="Services on the page"
        detail="An update says how each affected service is. One that is no component is named in Slack only."
      />
      {services.length === 0 ? (
        <CardBody className="text-muted">There is no service yet.</CardBody>
      ) : (
        <ul className="divide-y">
          {services.map(({ id, name, team, componentId }) => (
            <li key={id} className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 px-4 py-2">
              <span className="min-w-0">
                <span className="font-medium wrap-anywhere">{name}</span> <span className="text-muted">{team}</span>
              </span>
              {choices.length > 0 ? (
                <Select
                  aria-label={`Component of ${name}`}
                  className="w-64 max-w-full"
                  value={componentId ?? ''}
                  onChange={({ target }) => set(id, target.value || null)}
                >
                  <option value="">None</option>
                  {choices.map((choice) => (
                    <option key={choice.id} value={choice.id}>
                      {choice.name}
                    </option>
                  ))}
                  {componentId && !choices.some((choice) => choice.id === componentId) ? (
                    <option value={componentId}>{componentId} (not on the page)</option>
                  ) : null}
                </Select>
              ) : (
                <Input
                  aria-label={`Component of ${name}`}
                  className="w-64 max-w-full"
                  placeholder="Id of the component"
                  defaultValue={componentId ?? ''}
                  onBlur={({ target }) => {
                    const next = target.value.trim() || null;
                    if (next !== componentId) set(id, next);
                  }}
                />
              )}
            </li>
          ))}
        </ul>
      )}
      {refusal ? (
        <CardBody>
          <Fault refusal={refusal} />
        </CardBody>
      ) : null}
    </Card>
  );
}
