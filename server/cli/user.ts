import { issueResetLink } from '../account/commands';
import { env } from '../env';
import { AppError } from '../errors';
import { absolute, paths } from '../paths';
import { activePersonByEmail } from '../team/queries';
import { type Command, misused } from './command';

/**
 * `user reset`: a link that sets a password, alone on the last line. A link and not a password, because what is typed
 * into a terminal stays in its history: the link works once, and all sessions end when it does.
 */
export const userCommand: Command = {
  usage: ['user reset <email>'],
  async run(ctx, words) {
    const [verb, email, ...more] = words;
    if (verb !== 'reset' || !email || more.length > 0) throw misused(userCommand);
    const person = await activePersonByEmail(ctx, email);
    if (!person) throw new AppError('not-found', `Nobody active has the address ${email}`);
    const { token, expiresAt } = await issueResetLink(ctx, person);
    return [
      `A link for ${person.name} <${person.email}> to set a password, once, until ${expiresAt.toISOString()}:`,
      absolute(env.PUBLIC_URL, paths.resetPassword(token)),
    ];
  },
};
