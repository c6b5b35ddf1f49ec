import type { ComponentStatus, Notice, PublicStanding, PublicState } from '@/server/outbound';
import { instantLabel } from '@/server/time/label';
import { componentWords, publicStateWords } from './public-state';

/** Where an update is read. */
export const places = ['slack', 'status-page'] as const;
export type Place = (typeof places)[number];

export const placeWords: Record<Place, string> = { slack: 'Slack', 'status-page': 'Status page' };

export type Component = { serviceId: string; name: string; componentId: string | null; status: ComponentStatus };

export type StatusUpdate = {
  id: string;
  incidentId: string;
  teamId: string;
  number: number;
  entryId: string;
  title: string;
  state: PublicState;
  impact: PublicStanding['impact'];
  text: string;
  components: Component[];
  nextUpdateAt: Date | null;
  personId: string;
  postedAt: Date;
};

/**
 * `waiting`: for the update before it, for the channel to be made, for the page to be set up. `queued`: a message is on
 * its way. `failed`: given up; somebody may ask for it again.
 */
export type PublicationState = 'waiting' | 'queued' | 'published' | 'failed';

export type Publication = {
  updateId: string;
  place: Place;
  incidentId: string;
  number: number;
  state: PublicationState;
  deliveryId: string | null;
  round: number;
  error: string | null;
  publishedAt: Date | null;
  externalId: string | null;
};

type Said = Pick<StatusUpdate, 'title' | 'state' | 'text' | 'components' | 'nextUpdateAt'>;

/** Exactly what customers read. Who reads it sits anywhere, so its time is UTC. */
export const publicText = ({ text, state, nextUpdateAt }: Pick<Said, 'text' | 'state' | 'nextUpdateAt'>): string =>
  nextUpdateAt && state !== 'resolved' ? `${text}\n\nNext update by ${instantLabel(nextUpdateAt, 'UTC')}.` : text;

/** What the status page is told: services that are no component of it are left out. */
export function pageParcel(update: StatusUpdate, saidBefore: boolean): { notice: Notice; standing: PublicStanding } {
  const components = Object.fromEntries(
    update.components.flatMap(({ componentId, status }) => (componentId === null ? [] : [[componentId, status]])),
  );
  return {
    notice: { title: update.title, lines: [publicText(update)], facts: [], links: [], reason: '' },
    standing: { mark: update.id, saidBefore, state: update.state, impact: update.impact, components },
  };
}

/** The same for colleagues, in the incident's channel. */
export function slackParcel(
  update: StatusUpdate,
  { saidBefore, by, url, onPage }: { saidBefore: boolean; by: string; url: string; onPage: boolean },
): { notice: Notice; standing: PublicStanding } {
  const { title, state, components } = update;
  const { standing } = pageParcel(update, saidBefore);
  return {
    notice: {
      title: `${publicStateWords[state].word}: ${title}`,
      lines: [publicText(update)],
      facts: components.map(({ name, status }) => ({ label: name, value: componentWords[status] })),
      links: [{ label: 'Open the incident', url }],
      reason: onPage ? `${by} said this here and on the status page.` : `${by} said this here.`,
    },
    standing,
  };
}

/** A day's worth of tries: those of a message in its minute, then again after longer and longer waits. */
export const mostRounds = 100;

/** How long to wait before the next message after so many were given up: a minute, and at most a quarter of an hour. */
export const roundWaitSeconds = (round: number): number => Math.min(900, 60 * 2 ** Math.min(round - 1, 8));
