import { bodies } from '@/server/bounds';
import { AppError, invalid } from '@/server/errors';
import type { Body, Circumstances, Read } from '@/server/intake/signal';
import { readAlertmanager } from './inbound/alertmanager';
import { readDatadog } from './inbound/datadog';
import { readGeneric } from './inbound/generic';
import { readGrafana } from './inbound/grafana';
import { readIcinga } from './inbound/icinga';
import { readPrometheus } from './inbound/prometheus';
import { readSentry } from './inbound/sentry';
import { readSns } from './inbound/sns';
import { readStatuspage } from './inbound/statuspage';
import { readUptimeKuma } from './inbound/uptime-kuma';

/** A request as it came: the bytes within the size limit, decompressed. Header names are in lower case. */
export type Incoming = {
  bytes: Uint8Array;
  contentType: string;
  headers: Record<string, string | string[] | undefined>;
};

/** The senders whose doors stand open. Each adapter is pure: same body, same signals. */
const adapters: Record<string, (body: Body, circumstances: Circumstances) => Read> = {
  alertmanager: readAlertmanager,
  prometheus: readPrometheus,
  grafana: readGrafana,
  statuspage: readStatuspage,
  'uptime-kuma': readUptimeKuma,
  icinga: readIcinga,
  sentry: readSentry,
  datadog: readDatadog,
  sns: readSns,
  generic: readGeneric,
};

/**
 * Turns a sender's request into signals. Throws `invalid` when nothing of it can be read, `unsupported-content` for a
 * content type that no door knows.
 */
export function readInbound(kind: string, incoming: Incoming & { now: Date }): Read {
  const adapter = Object.hasOwn(adapters, kind) ? adapters[kind] : undefined;
  if (!adapter) throw new AppError('not-found', 'There is no door for this kind of sender');
  const header = (name: string) => [incoming.headers[name]].flat()[0];
  const read = adapter(bodyOf(incoming), { header, now: incoming.now });
  const [first] = read.rejected;
  if (read.signals.length === 0 && first) throw invalid({ [`body.${first.index}`]: first.reason });
  return read;
}

/** The body by its content type and by nothing else. Throws `unsupported-content`, `invalid`. */
export function bodyOf({ bytes, contentType }: Incoming): Body {
  const text = new TextDecoder().decode(bytes);
  const [media = ''] = contentType.toLowerCase().split(';');
  const type = media.trim();
  if (type === '' || type === 'application/json' || type.endsWith('+json')) return { json: jsonOf(text) };
  if (type === 'application/x-www-form-urlencoded') return { form: new Map(new URLSearchParams(text)) };
  if (type === 'multipart/form-data') return { form: multipartOf(text, contentType) };
  if (type === 'text/xml' || type === 'application/xml' || type.endsWith('+xml')) return { xml: text };
  if (type === 'text/plain') return { text };
  throw new AppError('unsupported-content', 'Send JSON, a form, XML or text');
}

function jsonOf(text: string): unknown {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw invalid({ body: 'This is not JSON: check what the sender puts into the body' });
  }
  if (depthExceeds(value, bodies.jsonDepth))
    throw invalid({ body: `This is nested deeper than ${bodies.jsonDepth} levels` });
  return value;
}

/** Without recursion: what is nested too deep must not overflow the stack that looks at it. */
function depthExceeds(value: unknown, most: number): boolean {
  let level = [value];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > most) return true;
    level = level.flatMap((one) => (typeof one === 'object' && one !== null ? Object.values(one) : []));
  }
  return false;
}

/** Text fields only; attached files are passed over. */
function multipartOf(text: string, contentType: string): Map<string, string> {
  const boundary = /boundary="?([^";\s]{1,200})/i.exec(contentType)?.[1];
  if (!boundary) throw invalid({ body: 'A multipart body needs its boundary in the content type' });
  const fields = new Map<string, string>();
  for (const part of text.split(`--${boundary}`).slice(1, -1)) {
    const gap = part.indexOf('\r\n\r\n');
    const head = part.slice(0, Math.max(0, gap));
    const name = /;\s*name="([^"\r\n]*)"/i.exec(head)?.[1];
    if (gap >= 0 && name !== undefined && !/;\s*filename\*?=/i.test(head))
      fields.set(name, part.slice(gap + 4).replace(/\r\n$/, ''));
  }
  return fields;
}
