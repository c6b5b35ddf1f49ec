import { bodies } from '../bounds';
import { holdersOfNumber } from '../contact/queries';
import { type Context, makeContext } from '../context';
import type { Answerable } from '../delivery/parcel';
import { answerable, answerableTo } from '../delivery/queries';
import { env } from '../env';
import { AppError } from '../errors';
import { askForKey, reply, sayAndEnd, sayTwice, silence } from '../integrations/answers/twilio';
import { keyIn, machineAnswered, receiptIn } from '../integrations/callbacks/twilio';
import { fromTwilio } from '../integrations/signature';
import { hearLater } from '../notification/commands';
import { forVoice } from '../notification/rendering';
import { codeIn, replyCode } from '../notification/reply-code';
import { absolute, paths } from '../paths';
import { system } from '../policy/actor';
import { answerFor } from './answering';
import { readBody } from './body';
import type { Answer, Ask, Door } from './door';

const twiml = (body: string): Answer => ({ status: 200, headers: { 'Content-Type': 'text/xml; charset=utf-8' }, body });

type Proven = { ctx: Context; form: URLSearchParams; identity: string };

/** Twilio signs the address it was given, which is ours as the world writes it, whatever stands between. */
function door(pattern: string, handle: (proven: Proven) => Promise<Answer>): Door {
  return {
    pattern,
    methods: ['POST'],
    guard: 'Twilio’s signature',
    async handle(ask: Ask) {
      const form = new URLSearchParams((await readBody(ask.request, bodies.callback)).toString('utf8'));
      const url = absolute(env.PUBLIC_URL, ask.request.url ?? '');
      const proof = fromTwilio(env.TWILIO_AUTH_TOKEN, { url, form, headers: ask.request.headers });
      const ctx = makeContext(system('twilio'), { requestId: ask.requestId });
      if (!proof.ok) {
        ctx.log.warn({ door: pattern, requestId: ask.requestId, why: proof.why }, 'signature refused');
        throw new AppError('signed-out', 'This is not signed by Twilio');
      }
      return handle({ ctx, form, identity: ask.query.get('n') ?? '' });
    },
  };
}

const alertsOf = ({ about }: Pick<Answerable, 'about'>): string[] =>
  about.flatMap(({ subject }) => (subject.kind === 'alert' ? [subject.id] : []));

/** Says the page and waits for a key; a machine is told, and asked nothing. */
function asking(call: Answerable, before = ''): Answer {
  const text = forVoice(call.notice);
  if (alertsOf(call).length === 0) return twiml(sayTwice(text));
  const gather = `${absolute(env.PUBLIC_URL, paths.twilioGather())}?n=${encodeURIComponent(call.identity)}`;
  return twiml(askForKey(`${before}${text}`, gather));
}

const nothing = (): Answer => twiml(sayAndEnd('There is nothing to say any more. Goodbye.'));

async function picksUp({ ctx, form, identity }: Proven): Promise<Answer> {
  const call = await answerable(ctx, identity);
  if (!call) return nothing();
  return machineAnswered(form) ? twiml(sayAndEnd(forVoice(call.notice))) : asking(call);
}

async function pressesKey({ ctx, form, identity }: Proven): Promise<Answer> {
  const call = await answerable(ctx, identity);
  if (!call) return nothing();
  const key = keyIn(form);
  if (key === 'repeat') return asking(call);
  if (key === null) return asking(call, 'This key does nothing. ');
  const { says } = await answerFor(ctx, call.personId, key, alertsOf(call));
  return twiml(sayAndEnd(`${says}. Goodbye.`));
}

/** Codes of pages older than this belong to nobody any more. */
const codesLiveMs = 7 * 86_400_000;

/** Numbers that nobody has proven to be theirs get no answer: it would cost, and tell a stranger that we are here. */
async function replies({ ctx, form }: Proven): Promise<Answer> {
  const address = form.get('From') ?? '';
  const personIds = await holdersOfNumber(ctx, address);
  if (personIds.length === 0) return twiml(silence());
  const code = codeIn(form.get('Body') ?? '');
  if (!code) return twiml(reply('Reply with the four digits of a page to acknowledge it.'));
  const since = new Date((await ctx.now()).getTime() - codesLiveMs);
  const pages = await answerableTo(ctx, { personIds, channel: 'sms', address, since });
  const page = pages.find((one) => replyCode(one.identity) === code && alertsOf(one).length > 0);
  if (!page) return twiml(reply(`No page with the code ${code} was sent to this number.`));
  const { says } = await answerFor(ctx, page.personId, 'acknowledge', alertsOf(page));
  return twiml(reply(says));
}

const later =
  (kind: 'sms' | 'voice') =>
  async ({ ctx, form, identity }: Proven): Promise<Answer> => {
    const receipt = receiptIn(kind, identity, form);
    if (receipt) await hearLater(ctx, receipt);
    return twiml(silence());
  };

export const twilioDoors: Door[] = [
  door('/api/twilio/voice', picksUp),
  door('/api/twilio/voice/gather', pressesKey),
  door('/api/twilio/voice/status', later('voice')),
  door('/api/twilio/sms', replies),
  door('/api/twilio/sms/status', later('sms')),
];
