import { makeContext } from '../context';
import { closeDb } from '../db';
import { isAppError } from '../errors';
import { system } from '../policy/actor';
import type { Command } from './command';
import { tokenCommand } from './token';
import { userCommand } from './user';

/** Administration without a browser, beside a running product. One file a command. */
const commands: Record<string, Command> = { token: tokenCommand, user: userCommand };

async function main([name = '', ...words]: string[]): Promise<number> {
  const command = commands[name];
  if (!command) {
    const usage = Object.values(commands).flatMap((one) => one.usage);
    process.stderr.write(`Use one of\n${usage.map((line) => `  npm run baton -- ${line}\n`).join('')}`);
    return 1;
  }
  try {
    for (const line of await command.run(makeContext(system(`baton ${name}`)), words))
      process.stdout.write(`${line}\n`);
    return 0;
  } catch (error) {
    if (!isAppError(error)) throw error;
    process.stderr.write(`${error.message}\n`);
    return 1;
  } finally {
    await closeDb();
  }
}

process.exitCode = await main(process.argv.slice(2));
