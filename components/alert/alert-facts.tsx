import { ChevronRight } from 'lucide-react';
import { Card, CardBody, CardHeader } from '@/components/ui/card';
import { CopyButton } from '@/components/ui/copy-button';
import type { Facts } from './facts';
import { payloadText, withoutTurns } from './payload';
import { SentLink } from './sent-link';
import type { AlertDetail } from './use-alert';

/** What the sender said: text, labels, links, and below all of it the message as it came. Everything is text. */
export function AlertFacts({ alert, links, fields }: { alert: AlertDetail } & Omit<Facts, 'runbooks'>) {
  const { details } = alert;
  const payload = payloadText(alert.payload);
  return (
    <Card aria-labelledby="facts">
      <CardHeader id="facts" title="What the sender said" />
      <CardBody className="flex flex-col gap-4">
        {details.text ? (
          <p className="max-w-[72ch] whitespace-pre-wrap wrap-anywhere">{withoutTurns(details.text)}</p>
        ) : null}
        {links.length > 0 ? (
          <ul aria-label="Links" className="flex flex-col gap-1">
            {links.map((link) => (
              <li key={`${link.href} ${link.text}`}>
                <SentLink link={link} className="inline-flex flex-wrap items-baseline gap-x-1.5 py-0.5 text-accent" />
              </li>
            ))}
          </ul>
        ) : null}
        <dl className="grid grid-cols-[minmax(0,2fr)_minmax(0,3fr)] gap-x-4 gap-y-1 sm:grid-cols-[minmax(7rem,auto)_minmax(0,1fr)]">
          {fields.map(({ name, value }, place) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a sender may name a label twice
            <div key={place} className="contents">
              <dt className="text-muted wrap-anywhere">{withoutTurns(name)}</dt>
              <dd className="wrap-anywhere">{withoutTurns(value)}</dd>
            </div>
          ))}
        </dl>
        {payload === null ? null : (
          <details className="group min-w-0">
            <summary className="flex min-h-11 list-none items-center gap-1 font-medium sm:min-h-8 [&::-webkit-details-marker]:hidden">
              <ChevronRight aria-hidden="true" className="size-4 group-open:rotate-90" />
              Payload as sent
            </summary>
            <div className="relative mt-1">
              <CopyButton
                text={payload}
                label="Copy the payload"
                labelled
                className="absolute top-1 right-1 bg-surface"
              />
              <pre
                // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must scroll by keyboard too
                tabIndex={0}
                className="max-h-96 overflow-auto rounded-control bg-surface p-3 pt-12 font-mono text-label"
              >
                {withoutTurns(payload)}
              </pre>
            </div>
          </details>
        )}
      </CardBody>
    </Card>
  );
}
