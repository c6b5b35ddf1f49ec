type Held = {
  name: string;
  zone: string;
  hours: number;
  byRole: readonly { role: string; hours: number }[];
  byClass: { business: number; off: number; sleep: number };
  nights: number;
  weekends: number;
  holidays: number;
  pay: { currency: string; amount: number; lieuHours: number } | null;
};

const columns =
  'name,time_zone,hours,business_hours,off_hours,sleep_hours,nights,weekends,holidays,pay,currency,time_off_hours,roles';

/** A table program runs what begins like a formula: such text is marked as text. */
const cell = (text: string): string => {
  const safe = /^[=+\-@\t\r\n\0]/.test(text) ? `'${text}` : text;
  return `"${safe.replaceAll('"', '""')}"`;
};

/** RFC 4180, UTF-8, CRLF; numbers as numbers. */
export const timeCsv = (people: readonly Held[]): string =>
  [
    columns,
    ...people.map(({ name, zone, hours, byRole, byClass, nights, weekends, holidays, pay }) =>
      [
        ...[cell(name), cell(zone), hours, byClass.business, byClass.off, byClass.sleep, nights, weekends, holidays],
        ...[pay?.amount ?? '', pay ? cell(pay.currency) : '', pay?.lieuHours ?? ''],
        cell(byRole.map(({ role, hours: held }) => `${role} ${held}`).join('; ')),
      ].join(','),
    ),
  ]
    .map((line) => `${line}\r\n`)
    .join('');
