'use client';

import type { Route } from 'next';
import { useRouter } from 'next/navigation';
import { Select } from '@/components/ui/input';

type ScopeSelectProps = {
  /** What is chosen among, heard before the choice: "Team". */
  label: string;
  /** The address that shows what is looked at. */
  here: Route;
  options: readonly { address: Route; name: string; group?: string }[];
};

/** Whose figures: choosing goes there. */
export function ScopeSelect({ label, here, options }: ScopeSelectProps) {
  const router = useRouter();
  const groups = [...new Set(options.map(({ group }) => group))];
  const among = (group: string | undefined) =>
    options
      .filter((option) => option.group === group)
      .map(({ address, name }) => (
        <option key={address} value={address}>
          {name}
        </option>
      ));
  return (
    <Select
      aria-label={label}
      value={here}
      onChange={(event) => router.push(event.target.value as Route)}
      className="w-auto max-w-full print:hidden"
    >
      {groups.map((group) =>
        group ? (
          <optgroup key={group} label={group}>
            {among(group)}
          </optgroup>
        ) : (
          among(group)
        ),
      )}
    </Select>
  );
}
