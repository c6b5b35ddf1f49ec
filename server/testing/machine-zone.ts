import { afterAll, beforeAll } from 'vitest';

/** Zones of machines, with how many minutes each lies behind UTC in November: a run that did not change it is seen. */
export const machineZones: [zone: string, minutesBehind: number][] = [
  ['UTC', 0],
  ['Asia/Kolkata', -330],
  ['America/St_Johns', 210],
];

/** For the tests of the suite around it, this process runs in the zone. */
export function withMachineIn(zone: string): void {
  const before = process.env.TZ;
  beforeAll(() => {
    process.env.TZ = zone;
  });
  afterAll(() => {
    if (before === undefined) delete process.env.TZ;
    else process.env.TZ = before;
  });
}
