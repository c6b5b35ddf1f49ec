export const tabs = ['mine', 'team', 'overdue', 'reviews', 'noise', 'done'] as const;
export type Tab = (typeof tabs)[number];

export const tabWords: Record<Tab, string> = {
  mine: 'Mine',
  team: 'Team',
  overdue: 'Overdue',
  reviews: 'From reviews',
  noise: 'From noise',
  done: 'Done',
};

/** What stands where a tab is empty: that nothing is owed is good news. */
export const emptyWords: Record<Tab, string> = {
  mine: 'What you take on stands here until it is done.',
  team: 'What a team takes on after an alert, an incident or a review stands here until it is done.',
  overdue: 'Everything is within its day.',
  reviews: 'What incidents and their reviews leave to do will stand here.',
  noise: 'What is to be done about noisy alerts will stand here.',
  done: 'What was done or dropped will stand here, with what came of it.',
};

/** The tab an address names; what it does not know is the viewer's own. */
export const tabIn = (value: unknown): Tab => tabs.find((tab) => tab === value) ?? 'mine';
