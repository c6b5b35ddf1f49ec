import { makeContext } from '../context';
import { isAppError } from '../errors';
import { system } from '../policy/actor';
import { backupCommand } from './backup';
import type { Command } from './command';
import { demoCommand } from './demo';
import { doctorCommand } from './doctor';
import { restoreCommand } from './restore';
import { tokenCommand } from './token';
import { userCommand } from './user';

/** Administration without a browser, beside a running product. One file a command. */
const commands: Record<string, Command> = {
  demo: demoCommand,
  token: tokenCommand,
  user: userCommand,
  doctor: doctorCommand,
  backup: backupCommand,
  restore: restoreCommand,
};

async function main([name = '', ...words]: string[]): Promise<number> {
  const command = commands[name];
  if (!command) {
    const usage = Object.values(commands).flatMap((one) => one.usage);
    if (name) process.stderr.write(`There is no command “${name}” here\n`);
    process.stderr.write(`Use one of\n${usage.map((line) => `  npm run baton -- ${line}\n`).join('')}`);
    return 1;
  }
  const ctx = makeContext(system(`baton ${name}`));
  try {
    for (const line of await command.run(ctx, words)) process.stdout.write(`${line}\n`);
    return 0;
  } catch (error) {
    if (!isAppError(error)) throw error;
    process.stderr.write(`${error.message}\n`);
    return 1;
  } finally {
    await ctx.client.$disconnect();
  }
}

process.exitCode = await main(process.argv.slice(2));
