'use client';

import { type FormEvent, useState } from 'react';
import { Fault } from '@/components/incident/fault';
import { Button } from '@/components/ui/button';
import { Card, CardBody, CardHeader } from '@/components/ui/card';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { timeOfDay } from '@/components/ui/instant';
import { Mark } from '@/components/ui/mark';
import { type StatusSettings, useSave } from './use-settings';

/** The page of Statuspage, and the key by which Baton writes on it. The key is never shown again. */
export function StatusPageCard({ settings, zone }: { settings: StatusSettings; zone: string }) {
  const { page, known, version } = settings;
  const { busy, refusal, save } = useSave();
  const [pageId, setPageId] = useState(page?.pageId ?? '');
  const [apiKey, setApiKey] = useState('');
  const [isRemoving, setRemoving] = useState(false);
  const isStored = page?.from === 'settings';

  const send = async (event: FormEvent) => {
    event.preventDefault();
    const input = { pageId, version, ...(apiKey !== '' && { apiKey }) };
    await save('Saved: the page is asked whether the key is right', (client) =>
      client.statusUpdate.saveStatusPage.mutate(input),
    );
  };
  return (
    <Card aria-labelledby="page">
      <CardHeader id="page" title="Status page" detail="Of Statuspage. Both stand under its Manage account, API." />
      <CardBody>
        <form noValidate onSubmit={send} className="flex max-w-xl flex-col gap-4">
          <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <Standing settings={settings} zone={zone} />
          </p>
          <Field label="Page id" error={refusal?.fields.pageId} required>
            {(control) => (
              <Input
                {...control}
                value={pageId}
                placeholder="kctbh9vrtdwd"
                autoComplete="off"
                spellCheck={false}
                onChange={(event) => setPageId(event.target.value)}
              />
            )}
          </Field>
          <Field
            label="API key"
            error={refusal?.fields.apiKey}
            hint={isStored ? 'One is stored, sealed. Leave this empty to keep it.' : undefined}
            required={!isStored}
          >
            {(control) => (
              <Input
                {...control}
                type="password"
                value={apiKey}
                autoComplete="off"
                onChange={(event) => setApiKey(event.target.value)}
              />
            )}
          </Field>
          {refusal && !refusal.fields.pageId && !refusal.fields.apiKey ? <Fault refusal={refusal} /> : null}
          <div className="flex flex-wrap items-center gap-2">
            <Button type="submit" variant="primary" busy={busy}>
              {busy ? 'Saving…' : 'Save the page'}
            </Button>
            {isStored && !isRemoving ? (
              <Button variant="ghost" onClick={() => setRemoving(true)}>
                Publish nothing any more…
              </Button>
            ) : null}
            {isRemoving ? (
              <>
                <span>The key is forgotten. What is published stays.</span>
                <Button onClick={() => setRemoving(false)}>Keep it</Button>
                <Button
                  variant="danger"
                  busy={busy}
                  onClick={() =>
                    void save('Nothing is published any more', (client) =>
                      client.statusUpdate.removeStatusPage.mutate(),
                    )
                  }
                >
                  Forget the page
                </Button>
              </>
            ) : null}
          </div>
          {page?.from === 'environment' && !known ? (
            <p className="text-muted">
              Now these come from where Baton runs, by its environment. What you save here takes their place.
            </p>
          ) : null}
        </form>
      </CardBody>
    </Card>
  );
}

function Standing({ settings: { page, known }, zone }: { settings: StatusSettings; zone: string }) {
  if (!page) return <Mark kind="neutral">Not set up: updates stay on the timeline and in Slack</Mark>;
  if (!known) return <Mark kind="good">In use</Mark>;
  if (!known.askedAt) return <Mark kind="waiting">The page is being asked…</Mark>;
  if (known.error)
    return (
      <>
        <Mark kind="critical">The page does not let Baton in</Mark>
        <span className="text-muted wrap-anywhere">{known.error}</span>
      </>
    );
  const count = known.components?.length ?? 0;
  return (
    <>
      <Mark kind="good">In use</Mark>
      <span className="text-muted">
        {count === 1 ? '1 component' : `${count} components`}, asked {timeOfDay(known.askedAt, zone)}
      </span>
    </>
  );
}
