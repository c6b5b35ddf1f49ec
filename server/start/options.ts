export type Options = {
  mode: 'all' | 'web' | 'worker' | 'generate' | 'build' | 'command';
  dev: boolean;
  /** For `command`: what follows `--cli`. */
  command: string[];
};

/** Reads the launcher's arguments; everything after `--cli` belongs to the command. Throws a sentence when they are not right. */
export function parseOptions(args: string[]): Options {
  const options: Options = { mode: 'all', dev: false, command: [] };
  for (let i = 0; i < args.length; i++) {
    const arg = args[i];
    if (arg === '--dev') options.dev = true;
    else if (arg === '--generate') options.mode = 'generate';
    else if (arg === '--build') options.mode = 'build';
    else if (arg === '--cli') return { ...options, mode: 'command', command: args.slice(i + 1) };
    else if (arg === '--only') {
      const only = args[++i];
      if (only !== 'web' && only !== 'worker') throw new Error('--only takes web or worker');
      options.mode = only;
    } else
      throw new Error(
        `${arg} is not known: there are --dev, --only web, --only worker, --generate, --build and --cli <command>`,
      );
  }
  return options;
}
