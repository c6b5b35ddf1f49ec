import type { Alert } from '@/server/alert/alert';
import type { Decision } from '@/server/alert/decision';
import { type Field, oneLine, type Priority, storableText, urgencyOf } from './signal';

/** What a sender changes of an open alert. `without`: names of fields that go. */
export type Said = {
  title?: string;
  text?: string;
  priority?: Priority;
  fields?: Field[];
  without?: string[];
};

export function amended(said: Said, { title, details, priority }: Alert): Decision {
  const named = new Set([...(said.fields ?? []).map(({ name }) => name), ...(said.without ?? [])]);
  const fields = [...details.fields.filter(({ name }) => !named.has(name)), ...(said.fields ?? [])];
  const next = said.priority ?? priority;
  return {
    change: {
      title: oneLine(said.title ?? title),
      details: { text: storableText(said.text ?? details.text), fields: fields.map(storable) },
      priority: next,
      urgency: urgencyOf(next),
    },
    event: { kind: 'changed', data: { ...said, before: { title, priority } } },
  };
}

const storable = ({ name, value }: Field): Field => ({ name: storableText(name), value: storableText(value) });
