'use client';

import type { ComponentProps } from 'react';
import { Select } from '@/components/ui/input';

const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];

/** Two letters that name a country; what the browser has no name for is none. */
function countries(): { code: string; name: string }[] {
  const names = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' });
  return letters
    .flatMap((first) => letters.map((second) => first + second))
    .filter((code) => !notCountries.has(code))
    .flatMap((code) => ({ code, name: names.of(code) ?? '' }))
    .filter(({ name }) => name !== '')
    .sort((a, b) => a.name.localeCompare(b.name, 'en'));
}

/** Unions, test codes and names of the past, which browsers know too. */
const notCountries = new Set(
  'AN BU CS DD DY EU EZ FX HV NH NT OO QO QU RH SU TP UK UN VD XA XB XK YD YU ZR ZZ'.split(' '),
);

/** For public holidays: every country, and "not said". */
export function CountrySelect(props: ComponentProps<'select'>) {
  return (
    <Select {...props}>
      <option value="">Not said</option>
      {countries().map(({ code, name }) => (
        // Server and browser name a few countries differently; either name will do.
        <option key={code} value={code} suppressHydrationWarning>
          {name}
        </option>
      ))}
    </Select>
  );
}
