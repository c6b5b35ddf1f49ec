import type { Later } from '@/server/delivery/parcel';

type Step = [rank: number, meaning: Later['meaning'], words: string];

/** How far a message got, and how far a call. What may come twice, late or out of order moves only forward. */
const texts: Record<string, Step> = {
  accepted: [1, 'under-way', ''],
  queued: [1, 'under-way', ''],
  sending: [2, 'under-way', ''],
  sent: [3, 'under-way', ''],
  delivered: [9, 'reached', ''],
  undelivered: [9, 'failed', 'The phone network did not deliver it'],
  failed: [9, 'failed', 'Twilio could not send it'],
};

const calls: Record<string, Step> = {
  queued: [1, 'under-way', ''],
  initiated: [1, 'under-way', ''],
  ringing: [2, 'under-way', ''],
  'in-progress': [3, 'under-way', ''],
  answered: [3, 'under-way', ''],
  completed: [9, 'reached', ''],
  busy: [9, 'failed', 'The line was busy'],
  'no-answer': [9, 'failed', 'Nobody picked up'],
  canceled: [9, 'failed', 'The call was cancelled'],
  failed: [9, 'failed', 'The call could not be made'],
};

/** Opted out, no such number, a landline: it will not be otherwise tomorrow. */
const permanent = new Set(['21610', '21211', '21614', '30004', '30005', '30006']);

const isMachine = (form: URLSearchParams): boolean => /^(machine|fax)/.test(form.get('AnsweredBy') ?? '');

/** What Twilio says later of a text or a call; null for words this product does not know. */
export function receiptIn(kind: 'sms' | 'voice', identity: string, form: URLSearchParams): Later | null {
  const word = (form.get(kind === 'sms' ? 'MessageStatus' : 'CallStatus') ?? form.get('SmsStatus') ?? '').toLowerCase();
  const sid = form.get(kind === 'sms' ? 'MessageSid' : 'CallSid') ?? form.get('SmsSid');
  const step = (kind === 'sms' ? texts : calls)[word];
  if (!step || !sid) return null;
  const [rank, meaning, words] = step;
  const code = form.get('ErrorCode') ?? '';
  const reason = code ? `${words} (Twilio ${code})` : words;
  if (meaning === 'failed' && permanent.has(code))
    return { identity, providerId: sid, receipt: word, rank, meaning: 'refused', reason };
  // Somebody's machine heard it: that is not somebody.
  if (meaning === 'reached' && isMachine(form))
    return {
      identity,
      providerId: sid,
      receipt: 'machine',
      rank,
      meaning: 'failed',
      reason: 'An answering machine took it',
    };
  return { identity, providerId: sid, receipt: word, rank, meaning, reason };
}

export type Key = 'acknowledge' | 'escalate' | 'repeat' | null;

const keys: Record<string, Key> = { 1: 'acknowledge', 2: 'escalate', 9: 'repeat' };

/** What was pressed. A machine presses nothing, whatever tones are on its tape. */
export const keyIn = (form: URLSearchParams): Key =>
  isMachine(form) ? null : (keys[form.get('Digits') ?? ''] ?? null);

export const machineAnswered = isMachine;
