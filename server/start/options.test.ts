import { describe, expect, it } from 'vitest';
import { parseOptions } from './options';

describe('the launcher’s arguments', () => {
  it('starts everything without any', () => {
    expect(parseOptions([])).toEqual({ mode: 'all', dev: false, command: [] });
  });

  it('leaves everything after --cli to the command, its own options too', () => {
    expect(parseOptions(['--cli', 'token', 'create', '--dev'])).toEqual({
      mode: 'command',
      dev: false,
      command: ['token', 'create', '--dev'],
    });
  });

  it.each([[['--only']], [['--only', 'database']], [['--wrong']]])('refuses %j in a sentence', (args) => {
    expect(() => parseOptions(args)).toThrow(/--only|--wrong/);
  });
});
