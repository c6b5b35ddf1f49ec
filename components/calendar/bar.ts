import type { Entry } from './to-events';

/** Something in a lane. Places are per cent of the range, by instants: a week of 169 hours is wider than one of 168. */
export type Bar = {
  id: string;
  kind: Entry['kind'] | 'away' | 'request';
  label: string;
  /** The whole of it, for hover and for ears: who, what, from when to when, in which zone. */
  title: string;
  left: number;
  width: number;
  /** Bars that overlap in one lane lie below each other: 0 is the top. */
  row: number;
  past: boolean;
  covered: boolean;
  /** Its words stand beside it: it is too short for them. */
  beside?: 'before' | 'after';
};
