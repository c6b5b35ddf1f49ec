import type { Reason } from '@/server/request/request';

/** What is asked for in these days, so that every list of `/requests` has something in it. */
export type DemoRequest = {
  team: string;
  /** Which of the primary shifts ahead, the next being 0, and what part of it. */
  shift: number;
  afterHours: number;
  hours: number;
  reason: Reason;
  note: string;
  /** Asked of whoever has the turn after, and accepted by them; or offered to everyone. */
  to: 'the next' | 'everyone';
};

/** One waits for a manager, one for whoever comes first, one is in effect: that team's counterparts suffice. */
export const demoRequests: DemoRequest[] = [
  {
    ...{ team: 'Platform', shift: 1, afterHours: 20, hours: 52, reason: 'travel', to: 'the next' },
    note: 'On a train without a signal, and at a wedding the day after.',
  },
  {
    ...{ team: 'Platform', shift: 0, afterHours: 30, hours: 5, reason: 'other', to: 'everyone' },
    note: 'Parents’ evening at school.',
  },
  {
    ...{ team: 'Email delivery', shift: 1, afterHours: 50, hours: 8, reason: 'time-off', to: 'the next' },
    note: 'A long weekend, planned in spring.',
  },
];
