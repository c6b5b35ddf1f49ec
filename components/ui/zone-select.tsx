'use client';

import type { ComponentProps } from 'react';
import { Select } from './input';

/** Every zone the browser knows, and the present value even if it does not. */
export function ZoneSelect({ value, ...rest }: Omit<ComponentProps<'select'>, 'value'> & { value?: string }) {
  const zones = Intl.supportedValuesOf('timeZone');
  const all = ['UTC', ...zones.filter((zone) => zone !== 'UTC')];
  return (
    <Select {...rest} {...(value === undefined ? {} : { value })}>
      {value && !all.includes(value) ? <option value={value}>{value}</option> : null}
      {all.map((zone) => (
        <option key={zone} value={zone}>
          {zone.replaceAll('_', ' ')}
        </option>
      ))}
    </Select>
  );
}

/** The zone this browser runs in, for a first guess. */
export const browserZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC';
