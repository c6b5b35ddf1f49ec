import { forSms } from '@/server/notification/rendering';
import { replyCode } from '@/server/notification/reply-code';
import type { Message, Receipt } from '@/server/outbound';
import { absolute, paths } from '@/server/paths';
import { type Answer, callProvider } from '../http';
import { type Adapter, passing, reasonOf, unanswered } from './receipt';

type Settings = { accountSid: string; authToken: string; from: string; apiUrl: string; publicUrl: string };
type Form = [name: string, value: string][];

/** Codes that speak of the number called, whatever we do: invalid, unreachable by this way, or it has opted out. */
const ofTheNumber = new Set([13_223, 13_224, 13_225, 13_226, 21_211, 21_214, 21_217, 21_610, 21_612, 21_614]);

const ringSeconds = 25;

/** Text messages and calls through Twilio's REST interface. What it says later comes to `/api/twilio/…`. */
export function twilioAdapters(settings: Settings): { sms: Adapter; voice: Adapter } {
  const { from, publicUrl } = settings;
  const back = (path: string, { identity }: Message) => `${absolute(publicUrl, path)}?n=${identity}`;
  const sender: Form = [from.startsWith('MG') ? ['MessagingServiceSid', from] : ['From', from]];
  return {
    sms: (message, signal) =>
      post(settings, 'Messages', signal, [
        ['To', message.address],
        ...sender,
        ['Body', forSms(message.notice, message.alertIds.length > 0 ? replyCode(message.identity) : null)],
        ['StatusCallback', back(paths.twilioSmsStatus(), message)],
      ]),
    voice: (message, signal) =>
      post(settings, 'Calls', signal, [
        ['To', message.address],
        ['From', from],
        ['Url', back(paths.twilioVoice(), message)],
        ['Method', 'POST'],
        ['StatusCallback', back(paths.twilioVoiceStatus(), message)],
        ...['initiated', 'ringing', 'answered', 'completed'].map((event): Form[number] => [
          'StatusCallbackEvent',
          event,
        ]),
        ['Timeout', String(ringSeconds)],
        ['MachineDetection', 'Enable'],
      ]),
  };
}

async function post(
  { accountSid, authToken, apiUrl }: Settings,
  what: 'Messages' | 'Calls',
  signal: AbortSignal,
  form: Form,
): Promise<Receipt> {
  const url = `${apiUrl.replace(/\/+$/, '')}/2010-04-01/Accounts/${encodeURIComponent(accountSid)}/${what}.json`;
  const headers = {
    Accept: 'application/json',
    'Content-Type': 'application/x-www-form-urlencoded',
    Authorization: `Basic ${Buffer.from(`${accountSid}:${authToken}`).toString('base64')}`,
  };
  try {
    const body = new URLSearchParams(form).toString();
    return receiptOf(await callProvider(url, { method: 'POST', headers, body }, signal));
  } catch (error) {
    return unanswered('Twilio', error);
  }
}

type Said = { sid?: unknown; code?: unknown; message?: unknown };

/** Only what Twilio says of the number is permanent for it; our own account and settings are the operator's trouble. */
export function receiptOf(answer: Answer): Receipt {
  const { sid, code, message } = parsed(answer.body);
  if (answer.status >= 200 && answer.status < 300)
    return { outcome: 'accepted', providerId: typeof sid === 'string' ? sid : null };
  const reason = reasonOf(`Twilio ${code ?? answer.status}: ${message ?? 'no reason given'}`);
  const again = passing('Twilio', answer);
  if (again) return { ...again, reason };
  return ofTheNumber.has(Number(code)) ? { outcome: 'refused', reason } : { outcome: 'off', reason };
}

function parsed(body: string): Said {
  try {
    const value: unknown = JSON.parse(body);
    return value && typeof value === 'object' ? value : {};
  } catch {
    return {};
  }
}
