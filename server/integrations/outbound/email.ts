import { createTransport } from 'nodemailer';
import type SMTPTransport from 'nodemailer/lib/smtp-transport';
import { sending } from '@/server/bounds';
import { asText, oneLine } from '@/server/notification/rendering';
import type { Receipt } from '@/server/outbound';
import { renderMail } from './mail/notice-mail';
import type { Adapter } from './receipt';

type Settings = {
  smtpUrl: string;
  from: string;
  publicUrl: string;
  /** Shorter in tests only. */
  bounds?: Record<'dnsMs' | 'connectMs' | 'greetingMs' | 'silenceMs', number>;
};

/**
 * Mail through SMTP. One connection a message: it can be cut off at any instant without another message on it, which
 * is what keeps an attempt within its bound against servers that trickle.
 */
export function emailAdapter({ smtpUrl, from, publicUrl, bounds = sending }: Settings): Adapter {
  const host = new URL(publicUrl).hostname.replace(/^\[|\]$/g, '').replaceAll(':', '.');
  const transport = createTransport({
    url: smtpUrl,
    dnsTimeout: bounds.dnsMs,
    connectionTimeout: bounds.connectMs,
    greetingTimeout: bounds.greetingMs,
    socketTimeout: bounds.silenceMs,
    // Cut off means gone, not politely closed over the next seconds.
    socketCloseTimeout: 0,
    disableFileAccess: true,
    disableUrlAccess: true,
  } as SMTPTransport.Options);
  // The first rendering takes most of a second: before a page waits for it.
  void renderMail({ title: '', lines: [], facts: [], links: [], reason: '' }).catch(() => undefined);
  const idOf = (identity: string): string => `<${identity}@${host}>`;

  return async ({ identity, thread, address, notice }, signal) => {
    const html = await renderMail(notice);
    const threadId = thread === null ? undefined : idOf(thread);
    const mail: SMTPTransport.MailOptions & { signal: AbortSignal } = {
      from,
      to: { name: '', address: oneLine(address) },
      subject: oneLine(notice.title),
      messageId: idOf(identity),
      ...(threadId && { references: threadId, inReplyTo: threadId }),
      headers: {
        ...{ 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
        // A page that asks: nothing is stopped by a program that follows every address of a mail.
        ...(notice.stopAt && { 'List-Unsubscribe': `<${oneLine(notice.stopAt)}>` }),
      },
      text: asText(notice),
      html,
      signal,
    };
    try {
      const sent = await transport.sendMail(mail);
      return { outcome: 'accepted', providerId: oneLine(sent.response).slice(0, 200) };
    } catch (error) {
      return receiptOf(error as SmtpError);
    }
  };
}

type SmtpError = Error & {
  code?: string;
  command?: string;
  responseCode?: number;
  response?: string;
  timeoutType?: string;
  syscall?: string;
};

/**
 * What an SMTP failure means for this message (F29). Only what the server says about the recipient or the message is
 * permanent for the address: a 5xx to the greeting, the password or our sender address is the operator's trouble, and
 * must not mark people's addresses as broken.
 */
export function receiptOf(error: SmtpError): Receipt {
  const { command, responseCode } = error;
  const reason = oneLine(error.response ?? error.message).slice(0, 300);
  if (responseCode === undefined) {
    if (error.code === 'EENVELOPE') return { outcome: 'refused', reason };
    return { outcome: 'try-again', reason, ...(!endedBeforeTheMessage(error) && { mayHaveArrived: true }) };
  }
  if (responseCode < 500) return { outcome: 'try-again', reason };
  if (command === 'RCPT TO' || command === 'DATA') return { outcome: 'refused', reason };
  if (command === 'MAIL FROM') return { outcome: 'off', reason: `The mail server refuses MAIL_FROM: ${reason}` };
  return { outcome: 'try-again', reason };
}

// nodemailer does not say how far a silent connection got; only these are certain to have ended before the message.
const endedBeforeTheMessage = ({ code, timeoutType, syscall }: SmtpError): boolean =>
  code === 'EDNS' ||
  code === 'EAUTH' ||
  code === 'ETLS' ||
  syscall === 'connect' ||
  (timeoutType !== undefined && timeoutType !== 'SOCKET_TIMEOUT');
