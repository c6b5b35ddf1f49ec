import { createLoader, parseAsString, parseAsStringLiteral } from 'nuqs/server';

export const tabs = ['waiting', 'mine', 'team', 'decided'] as const;
export type Tab = (typeof tabs)[number];

export const tabWords: Record<Tab, string> = {
  waiting: 'Waiting for me',
  mine: 'Mine',
  team: 'Team',
  decided: 'Decided',
};

/** What the address of the list keeps: the tab, and the request that stands beside it. */
export const listAddress = {
  tab: parseAsStringLiteral(tabs).withDefault('waiting'),
  request: parseAsString,
};

export const loadListAddress = createLoader(listAddress);

/** The list is asked for page by page: one key for all pages of a tab. */
export const listKey = (tab: Tab) => [['request', 'list'], { input: { tab }, type: 'pages' }] as const;
