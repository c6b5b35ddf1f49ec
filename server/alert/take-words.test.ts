import { expect, test } from 'vitest';
import { takeWords } from './take-words';

test('taking one alert says whose it would have been', () => {
  expect(takeWords(['Ben'], 1, 0)).toMatchObject({ title: 'Ben was paged. Take it?', leave: 'Leave it to Ben' });
  expect(takeWords(['Ben', 'Cho', 'Dee'], 1, 0).title).toBe('Ben, Cho and Dee were paged. Take it?');
});

test('taking many says how many of them others were paged for, and offers the rest', () => {
  expect(takeWords(['Ben'], 3, 2)).toMatchObject({
    title: 'Ben was paged for 3 of these. Take them?',
    leave: 'Take only the other 2',
    take: 'Take all 5',
  });
  expect(takeWords(['Ben', 'Cho'], 212, 0)).toMatchObject({
    title: 'Ben and Cho were paged for these 212. Take them?',
    leave: 'Leave them to Ben and Cho',
  });
  expect(takeWords(['a', 'b', 'c', 'd', 'e'], 9, 0).title).toBe('5 others were paged for these 9. Take them?');
});
