import { parseArgs } from 'node:util';
import type { Context } from '../context';
import { AppError } from '../errors';

/** One command of `npm run baton --`: how it is written, and what it does. The lines it returns are its output. */
export type Command = { usage: string[]; run(ctx: Context, words: string[]): Promise<string[]> };

/** A command written wrongly: says how it is meant. */
export const misused = (command: Pick<Command, 'usage'>): AppError =>
  new AppError(
    'invalid',
    `Write it like this:\n${command.usage.map((line) => `  npm run baton -- ${line}`).join('\n')}`,
  );

/** `--name value` pairs and the words between them; null when an option is unknown or lacks its value. */
export function readWords(
  words: string[],
  names: readonly string[],
): { words: string[]; values: Record<string, string> } | null {
  const options = Object.fromEntries(names.map((name) => [name, { type: 'string' as const }]));
  try {
    const { values, positionals } = parseArgs({ args: words, options, allowPositionals: true });
    return { words: positionals, values: values as Record<string, string> };
  } catch {
    return null;
  }
}
