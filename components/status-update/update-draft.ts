import type { PublicState } from '@/server/outbound';
import type { Severity } from '@/server/severity/severity';
import { statusFor } from '@/server/status-update/public-state';
import { places as allPlaces, type Component, type Place } from '@/server/status-update/publication';
import { filled } from '@/server/status-update/template';
import type { Updates } from './use-updates';

/** What somebody is about to say. `minutes` until the next update; null: when there is news. */
export type Draft = {
  title: string;
  state: PublicState;
  text: string;
  components: Component[];
  minutes: number | null;
  places: Place[];
};

export const promises: readonly { minutes: number | null; words: string }[] = [
  { minutes: 15, words: 'in 15 min' },
  { minutes: 30, words: 'in 30 min' },
  { minutes: 60, words: 'in 1 h' },
  { minutes: 120, words: 'in 2 h' },
  { minutes: 240, words: 'in 4 h' },
  { minutes: 1_440, words: 'in 24 h' },
  { minutes: null, words: 'when there is news' },
];

type Known = Pick<Updates, 'draft' | 'templates' | 'places'>;

const namesOf = (components: readonly Component[]) => components.map(({ name }) => name);

/** What the form begins with: the state that follows, and the words the organisation has for it. */
export function begun({ draft, templates, places }: Known, everyMinutes: number | null): Draft {
  const { title, state, components } = draft;
  const text = filled(templates[state], { services: namesOf(components), title });
  return {
    title,
    state,
    text,
    components,
    minutes: everyMinutes,
    places: allPlaces.filter((one) => places.includes(one)),
  };
}

/** Another state brings its own words and statuses along, unless somebody wrote others. */
export function withState(draft: Draft, state: PublicState, severity: Severity, templates: Known['templates']): Draft {
  const names = { services: namesOf(draft.components), title: draft.title };
  const isOwn = draft.text.trim() !== '' && draft.text !== filled(templates[draft.state], names);
  return {
    ...draft,
    state,
    text: isOwn ? draft.text : filled(templates[state], names),
    components: draft.components.map((one) => ({
      ...one,
      status: one.status === statusFor(draft.state, severity) ? statusFor(state, severity) : one.status,
    })),
  };
}

/** When the next one is promised; a resolved incident promises none. */
export const nextAt = ({ state, minutes }: Pick<Draft, 'state' | 'minutes'>, now: Date): Date | null =>
  state === 'resolved' || minutes === null ? null : new Date(now.getTime() + minutes * 60_000);
