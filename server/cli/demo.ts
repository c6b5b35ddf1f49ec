import { loadDemo, removeDemo } from '../import/commands';
import { type Command, misused } from './command';

/** `demo`: a company to look at, with three months behind it; `demo remove` takes it away again. */
export const demoCommand: Command = {
  usage: ['demo', 'demo remove'],
  async run(ctx, words) {
    if (words.length === 0) {
      await loadDemo(ctx);
      return ['The demo company is here. Its people cannot sign in, and nothing is really sent to them.'];
    }
    if (words.join(' ') !== 'remove') throw misused(demoCommand);
    await removeDemo(ctx);
    return ['The demo company is gone.'];
  },
};
