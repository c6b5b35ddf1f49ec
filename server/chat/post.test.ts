import { expect, it } from 'vitest';
import { type Standing, together } from './post';

const one = (number: number, state: Standing['state'], by: string | null = null): Standing => ({
  state,
  title: `Trouble ${number}`,
  reference: `ALR-${number}`,
  by,
  url: `/alerts/${number}`,
});

it('a message about several alerts is open while one of them is, and over only when all are', () => {
  expect(together([one(1, 'closed'), one(2, 'open'), one(3, 'acknowledged', 'Ada')])).toMatchObject({
    state: 'open',
    title: '3 alerts, the first: Trouble 1',
    by: null,
    url: '/alerts/2',
  });
  expect(
    together([one(1, 'closed', 'Cho'), one(2, 'acknowledged', 'Ada'), one(3, 'acknowledged', 'Ben')]),
  ).toMatchObject({ state: 'acknowledged', by: 'Ada and Ben', url: '/alerts/2' });
  expect(together([one(1, 'closed'), one(2, 'closed', 'Ada')])).toMatchObject({ state: 'closed', by: 'Ada' });
});

it('a message about one alert stands as that one does, and one about none stands for nothing', () => {
  expect(together([one(1, 'open')])).toEqual(one(1, 'open'));
  expect(together([])).toBeNull();
});
