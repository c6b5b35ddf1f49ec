import type { Approval } from '@/server/rotation/approval';
import type { Pairing } from '@/server/rotation/definition';

export const approvalWords: Record<Approval, string> = {
  default: 'Swaps and covers over 24 hours: the colleague and a manager; shorter covers: the colleague',
  none: 'Nobody: a change is in effect when it is made',
  counterpart: 'The colleague who covers',
  'counterpart-and-manager': 'The colleague who covers, and a manager',
};

export const pairingWords: Record<Pairing, string> = {
  'secondary-then-primary': 'Secondary first, primary the turn after',
  'primary-then-secondary': 'Primary first, secondary the turn after',
};
