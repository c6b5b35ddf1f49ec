import PostalMime, { type Email } from 'postal-mime';
import { invalid } from '@/server/errors';
import type { Read, Signal } from '@/server/intake/signal';

/** `from`: the envelope's sender, empty for what nobody shall answer. `preset`: what a person said the sender is. */
type Circumstances = { from: string; preset?: keyof typeof presets | undefined };

/**
 * A mail: its subject is the title, its text the details. It opens, always, because no mail says of itself that trouble
 * has ended, unless a person chose a preset that reads it from the subject. Automatic replies are recorded only.
 */
export async function readEmail(bytes: Uint8Array, { from, preset }: Circumstances): Promise<Read> {
  const mail = await PostalMime.parse(bytes).catch((cause: unknown) => {
    throw invalid({ body: `This is no mail that can be read: ${String(cause).slice(0, 200)}` });
  });
  const title = (mail.subject ?? '').replace(/\s+/g, ' ').trim();
  const sender = mail.from?.address || from;
  const said = preset && presets[preset](title);
  const signal: Signal = {
    key: said?.key ?? `${sender} ${title}`,
    digestOf: null,
    state: isAutomatic(mail, from) ? 'record' : (said?.state ?? 'open'),
    title,
    priority: 'P3',
    source: sender || null,
    text: (mail.text ?? textOfHtml(mail.html ?? '')).trim(),
    fields: [{ name: 'From', value: sender }],
    links: [],
    payload: { from: sender, subject: title, messageId: firstId(mail) ?? null },
  };
  return { signals: [signal], rejected: [], messageId: firstId(mail) };
}

/** Some senders leave two: the first is theirs. */
const firstId = (mail: Email): string | undefined =>
  mail.headers.find(({ key }) => key === 'message-id')?.value.trim() || undefined;

const headerOf = (mail: Email, name: string): string =>
  mail.headers.find(({ key }) => key === name)?.value.toLowerCase() ?? '';

/** Somebody is on holiday, or a mail of ours came back (RFC 3834). */
function isAutomatic(mail: Email, from: string): boolean {
  const auto = headerOf(mail, 'auto-submitted');
  if (auto !== '' && !/^no\b/.test(auto)) return /^auto-replied\b/.test(auto) || isReport(mail);
  return from === '' && isReport(mail);
}

const isReport = (mail: Email): boolean => /^multipart\/report\b/.test(headerOf(mail, 'content-type'));

type Said = { key: string; state: 'open' | 'resolve' } | undefined;

const presets = {
  // The parenthesis holds what all alerts of the group have in common, which changes when one of them ends.
  alertmanager: (subject: string): Said => {
    const [, state, key] = /^\[(FIRING:\d+|RESOLVED)\] (.+?)(?: \([^()]*\))?$/.exec(subject) ?? [];
    return key === undefined ? undefined : { key, state: state === 'RESOLVED' ? 'resolve' : 'open' };
  },
  nagios: (subject: string): Said => {
    const [, type, key] = /^\*\* (\w+) (?:Host|Service) Alert: (.+) is \w+ \*\*$/.exec(subject) ?? [];
    return key === undefined ? undefined : { key, state: type === 'RECOVERY' ? 'resolve' : 'open' };
  },
};

const shownCharacters = 200_000;
const named: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' };

const unseen = [
  ['<!--', '-->'],
  ['<head', '</head>'],
  ['<style', '</style>'],
  ['<script', '</script>'],
] as const;

/** Without what stands between these, and everything after one that is not ended; read once from left to right. */
function without(html: string, begin: string, end: string): string {
  const lower = html.toLowerCase();
  let kept = '';
  for (let at = 0; ; ) {
    const from = lower.indexOf(begin, at);
    if (from < 0) return kept + html.slice(at);
    kept += html.slice(at, from);
    const to = lower.indexOf(end, from);
    if (to < 0) return kept;
    at = to + end.length;
  }
}

/** What a person would read, roughly; only as much as anybody reads. It is shown as text, never as HTML. */
function textOfHtml(html: string): string {
  return unseen
    .reduce((rest, [begin, end]) => without(rest, begin, end), html.slice(0, shownCharacters))
    .replace(/<(?:br|\/(?:p|div|tr|li|h\d|table))\b[^<>]{0,2000}>/gi, '\n')
    .replace(/<[^<>]{0,2000}>/g, ' ')
    .replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|(\w{2,6}));/gi, (whole, dec, hex, name) => {
      const code = dec ? Number(dec) : hex ? Number.parseInt(hex, 16) : undefined;
      if (code !== undefined) return code <= 0x10ffff ? String.fromCodePoint(code) : '\ufffd';
      return named[String(name).toLowerCase()] ?? whole;
    })
    .replace(/[ \t\r\f\v]+/g, ' ')
    .replace(/ ?\n[ \n]*/g, '\n');
}
