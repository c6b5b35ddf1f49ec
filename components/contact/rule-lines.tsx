'use client';

import { Plus, X } from 'lucide-react';
import { Button } from '@/components/ui/button';
import { Select } from '@/components/ui/input';
import { type ContactMethod, channelNames } from '@/server/contact/contact-method';
import type { NotificationRule, Urgency } from '@/server/contact/rule';
import { addressWords } from './method-state';

type Props = {
  urgency: Urgency;
  rules: readonly NotificationRule[];
  methods: readonly ContactMethod[];
  onChange: (rules: NotificationRule[]) => void;
};

const delays = [0, 30, 60, 120, 180, 300, 600, 900, 1_800, 3_600];

const delayWords = (seconds: number): string => {
  if (seconds === 0) return 'now';
  return seconds % 60 === 0 ? `after ${seconds / 60} min` : `after ${seconds} s`;
};

/** "SMS, +49 … , after 2 min": each rule one line that can be read aloud, and changed where it stands. */
export function RuleLines({ urgency, rules, methods, onChange }: Props) {
  const [first] = methods;
  const last = rules.at(-1);
  const replace = (at: number, change: Partial<NotificationRule>) =>
    onChange(rules.map((rule, i) => (i === at ? { ...rule, ...change } : rule)));
  const add = () => {
    const next = methods.find(({ id }) => rules.every((rule) => rule.contactMethodId !== id)) ?? first;
    if (!next) return;
    const afterSeconds = last ? (delays.find((delay) => delay > last.afterSeconds) ?? last.afterSeconds) : 0;
    onChange([...rules, { urgency, afterSeconds, contactMethodId: next.id }]);
  };

  return (
    <>
      {rules.length > 0 ? (
        <ol className="flex flex-col gap-2">
          {rules.map((rule, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a rule is its place in the list
            <li key={at} className="flex flex-wrap items-center gap-2">
              <Select
                aria-label={`Rule ${at + 1}: way`}
                className="min-w-0 flex-1 basis-56"
                value={rule.contactMethodId}
                onChange={(event) => replace(at, { contactMethodId: event.target.value })}
              >
                {methods.every(({ id }) => id !== rule.contactMethodId) ? (
                  <option value={rule.contactMethodId}>One that does not work now</option>
                ) : null}
                {methods.map((method) => (
                  <option key={method.id} value={method.id}>
                    {channelNames[method.channel]}, {addressWords(method)}
                  </option>
                ))}
              </Select>
              <Select
                aria-label={`Rule ${at + 1}: when`}
                className="w-36"
                value={rule.afterSeconds}
                onChange={(event) => replace(at, { afterSeconds: Number(event.target.value) })}
              >
                {[...new Set([...delays, rule.afterSeconds])]
                  .sort((a, b) => a - b)
                  .map((delay) => (
                    <option key={delay} value={delay}>
                      {delayWords(delay)}
                    </option>
                  ))}
              </Select>
              <Button
                variant="ghost"
                size="icon"
                aria-label={`Remove rule ${at + 1}`}
                onClick={() => onChange(rules.filter((_, i) => i !== at))}
              >
                <X aria-hidden="true" />
              </Button>
            </li>
          ))}
        </ol>
      ) : null}
      <Button size="small" className="self-start" onClick={add}>
        <Plus aria-hidden="true" /> {rules.length === 0 ? 'Set an order' : 'Then also'}
      </Button>
    </>
  );
}
