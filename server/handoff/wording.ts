import type { Notice } from '@/server/outbound';
import { instantLabel } from '@/server/time/label';
import { listed } from './checklist';
import type { Facts } from './draft';
import { type Prompt, prompts, promptWords } from './note';

type About = { rotation: string; handoffAt: Date; zone: string; url: string };

/** To the outgoing people, before the handoff. */
export function reminderNotice({ rotation, handoffAt, zone, url }: About): Notice {
  return {
    title: `Handoff note for ${rotation}: yours to write until ${instantLabel(handoffAt, zone)}`,
    lines: [
      'Baton has drafted it from what is open. Say what it cannot know: risks, recent changes, what is to do, and who is away.',
      'At the handoff it goes to the next people as it is then, written or not.',
    ],
    facts: [],
    links: [{ label: 'Write the note', url }],
    reason: `You get this because your shift in ${rotation} ends then.`,
  };
}

type Published = About & { from: string[]; texts: Partial<Record<Prompt, string>>; facts: Facts };

/** To the incoming people: the note itself. */
export function publishedNotice({ rotation, handoffAt, zone, url, from, texts, facts }: Published): Notice {
  const written = prompts.flatMap((prompt) => {
    const text = texts[prompt]?.trim() ?? '';
    return text === '' ? [] : [`${promptWords[prompt].label}: ${text}`];
  });
  return {
    title: `Handoff note for ${rotation}, ${instantLabel(handoffAt, zone)}`,
    lines: [
      ...(written.length > 0 ? written : [`${listed(from)} wrote nothing beside what Baton found.`]),
      'Read it, tick what holds for you, and accept it.',
    ],
    facts: facts.sections
      .filter((section) => section.facts.length > 0)
      .map((section) => ({ label: section.title, value: section.facts.map(({ text }) => text).join('; ') })),
    links: [{ label: 'Read and accept', url }],
    reason: `You get this because you are on call for ${rotation} from then on.`,
  };
}

type Late = About & { unread: string[] };

/** To the outgoing people and the managers, once. */
export function lateNotice({ rotation, handoffAt, zone, url, unread }: Late): Notice {
  return {
    title: `Handoff note for ${rotation} is not accepted`,
    lines: [
      `${listed(unread)} ${unread.length === 1 ? 'has' : 'have'} not accepted the note of ${instantLabel(handoffAt, zone)}.`,
      'Pages reach them all the same. Tell them what matters in your own words, if you can.',
    ],
    facts: [],
    links: [{ label: 'Open the note', url }],
    reason: `You get this once, because you handed ${rotation} over or manage its team.`,
  };
}
