import { expect, it } from 'vitest';
import { nobodyPagedWords } from './nobody-paged';

const actor = { kind: 'system', name: 'Baton' };
const nobody = {
  kind: 'nobody-there' as const,
  actor,
  data: { reasons: ['Nobody is secondary', 'Ada has no usable contact method'] },
};
const paged = { kind: 'paged' as const, actor, data: { people: [{ id: 'ben', name: 'Ben' }] } };
const noted = { kind: 'noted' as const, actor, data: { text: 'still looking' } };

it('says with its reasons that the last attempt to page reached nobody', () => {
  expect(nobodyPagedWords('open', [paged, nobody, noted])).toBe(
    'Nobody could be paged: Nobody is secondary; Ada has no usable contact method',
  );
  expect(nobodyPagedWords('open', [{ ...nobody, data: {} }])).toBe('Nobody could be paged');
});

it('is silent once somebody was paged after it, somebody has it, or nothing was tried', () => {
  expect(nobodyPagedWords('open', [nobody, paged])).toBeNull();
  expect(nobodyPagedWords('acknowledged', [nobody])).toBeNull();
  expect(nobodyPagedWords('closed', [nobody])).toBeNull();
  expect(nobodyPagedWords('open', [noted])).toBeNull();
});
