import type { Subject } from '@/server/timeline/subject';

/** A channel in Slack in which people work on one thing. */
export type Room = {
  subject: Subject;
  name: string;
  /** Null: Slack has not made it yet. */
  channelId: string | null;
  topic: string;
  invited: string[];
  toldUpTo: string;
  tries: number;
  error: string | null;
};

/** What the channel is called: the reference makes it one of its kind, the title lets people find it. At most 80 signs. */
export function roomName(reference: string, title: string): string {
  const slug = `${reference} ${title}`
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
  return slug.slice(0, 80).replace(/-+$/, '');
}

/** Where the channel is, in whatever Slack the reader has. */
export const roomUrl = (channelId: string): string =>
  `https://slack.com/app_redirect?channel=${encodeURIComponent(channelId)}`;

/** How long to wait with another try after so many: 5 s, then longer and longer, at most a quarter of an hour. */
export const roomWaitSeconds = (tries: number): number => Math.min(900, 5 * 2 ** Math.min(tries, 8));

/** Slack takes no more than 250 signs as a topic. */
export const topicOf = (parts: readonly string[]): string => {
  const topic = parts.filter(Boolean).join(' · ');
  return topic.length > 250 ? `${topic.slice(0, 249)}…` : topic;
};
