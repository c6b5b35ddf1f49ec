import { expect, it } from 'vitest';
import { csvOf } from './csv';

it('hands a spreadsheet no formula, and keeps numbers numbers', () => {
  const text = csvOf(
    ['a', 'b', 'c'],
    [
      ['=HYPERLINK("x")', -13, null],
      ['-1+1', 0.5, new Date(0)],
      ['\tx', Number.NaN, 'said "no"\r\nor so'],
    ],
  );
  expect(text).toBe(
    'a,b,c\r\n"\'=HYPERLINK(""x"")",-13,\r\n"\'-1+1",0.5,1970-01-01T00:00:00.000Z\r\n"\'\tx",,"said ""no""\r\nor so"\r\n',
  );
});
