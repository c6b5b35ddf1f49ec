import { describe, expect, it } from 'vitest';
import { hoursWords, worksAt } from './working-hours';

const berlin = { timeZone: 'Europe/Berlin', workStart: '09:00', workEnd: '17:30' };

describe('working hours', () => {
  it('are those of the person, on their clock, Monday to Friday', () => {
    expect(worksAt(berlin, new Date('2026-11-16T08:00:00Z'))).toBe(true);
    expect(worksAt(berlin, new Date('2026-11-16T07:59:00Z'))).toBe(false);
    expect(worksAt(berlin, new Date('2026-11-16T16:30:00Z'))).toBe(false);
    expect(worksAt(berlin, new Date('2026-11-14T10:00:00Z'))).toBe(false);
  });

  it('are told with their time of day, and night is called night', () => {
    expect(hoursWords(berlin, new Date('2026-11-16T10:00:00Z'))).toBe('11:00 Berlin, in working hours');
    expect(hoursWords(berlin, new Date('2026-11-16T19:00:00Z'))).toBe('20:00 Berlin, off work');
    expect(hoursWords(berlin, new Date('2026-11-16T02:00:00Z'))).toBe('03:00 Berlin, night there');
  });
});
