import { createToken } from '../account/commands';
import { createTokenSchema } from '../account/schema';
import { AppError } from '../errors';
import { activePersonByEmail } from '../team/queries';
import { type Command, misused, readWords } from './command';

/** `token create`: the token stands alone on the last line, so that a script can take it. */
export const tokenCommand: Command = {
  usage: ['token create --email <email> --name <name> [--days <days>] [--kind personal|service]'],
  async run(ctx, words) {
    const read = readWords(words, ['email', 'name', 'days', 'kind']);
    const { email, name, days, kind = 'personal' } = read?.values ?? {};
    if (read?.words.join(' ') !== 'create' || !email || !name) throw misused(tokenCommand);
    const input = createTokenSchema.safeParse({ name, kind, days: days === undefined ? null : Number(days) });
    if (!input.success) throw misused(tokenCommand);
    const person = await activePersonByEmail(ctx, email);
    if (!person) throw new AppError('not-found', `Nobody active has the address ${email}`);
    const { token, value } = await createToken(ctx, { ...input.data, personId: person.id });
    const ends = token.expiresAt ? `until ${token.expiresAt.toISOString()}` : 'until it is revoked';
    return [`A ${token.kind} token for ${person.name} <${person.email}>, ${ends}. It is shown this once:`, value];
  },
};
