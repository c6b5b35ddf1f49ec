import { bodyOf, type Incoming } from './inbound';
import { envelopeOf } from './inbound/sns';
import { fromGrafana, fromSentry } from './signature';
import { provenSns } from './sns';

type Settings = { secret: string | null; header: string | undefined };

/**
 * Whether a request really comes from whom it says, as far as its sender can prove it: over the raw bytes, before they
 * are read. Without a secret the address is the secret; Amazon SNS always signs.
 */
export async function isProven(kind: string, incoming: Incoming, { secret, header }: Settings): Promise<boolean> {
  const { bytes: body, headers } = incoming;
  if (kind === 'sns') return provenSns(envelopeOf(bodyOf(incoming)));
  if (secret === null) return true;
  if (kind === 'sentry') return fromSentry(secret, { body, headers }).ok;
  if (kind === 'grafana') return fromGrafana(secret, { body, headers, header }).ok;
  return true;
}
