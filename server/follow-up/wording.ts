import type { Notice } from '@/server/outbound';
import { type FollowUp, reference } from './follow-up';
import type { ReminderKind } from './reminder';

const when: Record<ReminderKind, string> = {
  soon: 'is due in three days',
  due: 'is due today',
  overdue: 'is overdue',
};

/** A mail to the owner, on the day that concerns them. */
export function reminderNotice(one: FollowUp, kind: ReminderKind, link: string): Notice {
  return {
    title: `${reference(one)} ${when[kind]}: ${one.title}`,
    lines: ['Do it, move the day, hand it to somebody, or drop it with a reason: each is an answer.'],
    facts: [
      { label: 'Follow-up', value: `${reference(one)} ${one.title}` },
      { label: 'Due', value: one.dueOn },
    ],
    links: [{ label: 'Open it', url: link }],
    reason: 'You get this because you own this follow-up. It ends when the follow-up does.',
  };
}

/** To whom it was handed. */
export function handedNotice(one: FollowUp, by: string, link: string): Notice {
  return {
    title: `${by} asks you to take ${reference(one)}: ${one.title}`,
    lines: one.details === '' ? [] : [one.details],
    facts: [{ label: 'Due', value: one.dueOn }],
    links: [{ label: 'Open it', url: link }],
    reason: 'You get this because you now own this follow-up.',
  };
}

/** For a tracker that is not connected: text to paste. */
export const asText = (one: FollowUp, owner: string, link: string): string =>
  [`${reference(one)} ${one.title}`, '', one.details, '', `Owner: ${owner}`, `Due: ${one.dueOn}`, link]
    .join('\n')
    .replace(/\n{3,}/g, '\n\n');
