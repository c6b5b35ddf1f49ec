import type { Notice } from '@/server/outbound';
import { instantLabel } from '@/server/time/label';
import type { Affected } from './difference';

type Change = {
  rotation: string;
  zone: string;
  by: string;
  firstChange: Affected['firstChange'];
  reason: string | undefined;
  link: string;
};

/** To somebody whose turns have changed. */
export const changedNotice = ({ rotation, zone, by, firstChange, reason, link }: Change): Notice => ({
  title: `Your turns in ${rotation} have changed`,
  lines: [`${by} changed the rotation. Your first change is on ${instantLabel(firstChange, zone)}.`],
  facts: [{ label: 'Rotation', value: rotation }, ...(reason ? [{ label: 'Why', value: reason }] : [])],
  links: [{ label: 'Open the calendar', url: link }],
  reason: 'You get this because your time on call is not what it was.',
});
