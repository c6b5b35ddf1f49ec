import { describe, expect, it } from 'vitest';
import { filled, stepsOf } from './checklist';

const markdown = `# Database is down

Read this first.

## Look

- [ ] Is it really down? (reversible)
  \`\`\`sh
  pg_isready -h {{service}}
  \`\`\`
  Expect: accepting connections
- not a step
- [x] Tell **support**

## Mend

1. [ ] (needs care) Fail over to the replica
   - [ ] Check the lag
`;

describe('a checklist in Markdown', () => {
  it('is its task-list items in order, with section, care, commands and what to expect', () => {
    expect(stepsOf(markdown)).toEqual([
      {
        number: 1,
        section: 'Look',
        text: 'Is it really down?',
        care: 'reversible',
        commands: ['pg_isready -h {{service}}'],
        expected: 'accepting connections',
      },
      { number: 2, section: 'Look', text: 'Tell **support**', care: null, commands: [], expected: null },
      {
        number: 3,
        section: 'Mend',
        text: 'Fail over to the replica',
        care: 'needs-care',
        commands: [],
        expected: null,
      },
      { number: 4, section: 'Mend', text: 'Check the lag', care: null, commands: [], expected: null },
    ]);
  });

  it('takes a mark of care at either end, with or without the sign', () => {
    const care = (line: string) => stepsOf(`- [ ] ${line}`)[0]?.care;
    expect([care('⚠️ drop it'), care('drop it (Needs Care)'), care('[needs care] drop it')]).toEqual(
      Array(3).fill('needs-care'),
    );
    expect([care('Reversible: look'), care('look [reversible]')]).toEqual(['reversible', 'reversible']);
    expect(care('say that nothing is reversible')).toBeNull();
  });

  it('leaves a variable that is not known as it is', () => {
    expect(filled('kubectl -n {{ns}} logs {{ service }}', { service: 'api' })).toBe('kubectl -n {{ns}} logs api');
  });

  it('gives a step the command and the expectation that stand right behind it, and nothing from farther on', () => {
    const text =
      '- [ ] Look\n- [ ] Scale\n\n```\nscale 12\n```\n\nExpected: 12 ready\n\nWords.\n\n```\nnot its own\n```';
    expect(stepsOf(text)).toMatchObject([
      { text: 'Look', commands: [], expected: null },
      { text: 'Scale', commands: ['scale 12'], expected: '12 ready' },
    ]);
  });

  it('has no steps where there are none', () => {
    expect(stepsOf('just words')).toEqual([]);
  });
});
