'use client';

import { useState } from 'react';
import { Fault } from '@/components/incident/fault';
import { Button } from '@/components/ui/button';
import { Card, CardBody, CardHeader } from '@/components/ui/card';
import { cn } from '@/components/ui/class-names';
import { Field } from '@/components/ui/field';
import { Textarea } from '@/components/ui/input';
import type { PublicState } from '@/server/outbound';
import { meanings, type Severity, severities } from '@/server/severity/severity';
import { publicStates, publicStateWords } from '@/server/status-update/public-state';
import { filled, ownTemplates } from '@/server/status-update/template';
import { type StatusSettings, useSave } from './use-settings';

const example = { services: ['Checkout'], title: 'Payments fail' };

/** What an update begins with, by severity and state: nobody looks for words at three in the morning. */
export function TemplatesCard({ settings }: { settings: StatusSettings }) {
  const [severity, setSeverity] = useState<Severity>('critical');
  return (
    <Card aria-labelledby="templates">
      <CardHeader
        id="templates"
        title="The words updates begin with"
        detail="{services} and {title} are filled in. When the next update comes is added by itself."
      />
      <CardBody className="flex flex-col gap-4">
        <fieldset className="flex flex-wrap gap-1.5">
          <legend className="sr-only">Severity</legend>
          {severities.map((each) => (
            <Button
              key={each}
              aria-pressed={each === severity}
              className={cn(each === severity && 'border-accent bg-accent-tint text-accent')}
              onClick={() => setSeverity(each)}
            >
              {meanings[each].name}
            </Button>
          ))}
        </fieldset>
        <div className="grid gap-4 lg:grid-cols-2">
          {publicStates.map((state) => (
            <Template
              key={`${severity} ${state} ${settings.templates[severity][state]}`}
              severity={severity}
              state={state}
              settings={settings}
            />
          ))}
        </div>
      </CardBody>
    </Card>
  );
}

type TemplateProps = { severity: Severity; state: PublicState; settings: StatusSettings };

function Template({ severity, state, settings }: TemplateProps) {
  const stored = settings.templates[severity][state];
  const isOwn = settings.own.some((one) => one.severity === severity && one.state === state);
  const [text, setText] = useState(stored);
  const { busy, refusal, save } = useSave();
  const put = (next: string | null) =>
    void save('Saved', (client) => client.statusUpdate.saveTemplate.mutate({ severity, state, text: next }));
  return (
    <div className="flex flex-col gap-1.5">
      <Field
        label={publicStateWords[state].word}
        error={refusal?.fields.text}
        hint={<span className="wrap-anywhere">“{filled(text, example)}”</span>}
        required
      >
        {(control) => <Textarea {...control} rows={3} value={text} onChange={(event) => setText(event.target.value)} />}
      </Field>
      <div className="flex min-h-8 flex-wrap gap-2">
        {text === stored ? null : (
          <Button size="small" variant="primary" busy={busy} disabled={text.trim() === ''} onClick={() => put(text)}>
            Save these words
          </Button>
        )}
        {isOwn && stored !== ownTemplates[severity][state] ? (
          <Button size="small" variant="ghost" busy={busy} onClick={() => put(null)}>
            Baton’s own words again
          </Button>
        ) : null}
      </div>
      {refusal && !refusal.fields.text ? <Fault refusal={refusal} /> : null}
    </div>
  );
}
