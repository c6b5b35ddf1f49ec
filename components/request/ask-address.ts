import {
  createLoader,
  createSerializer,
  type inferParserType,
  parseAsIsoDateTime,
  parseAsString,
  parseAsStringLiteral,
} from 'nuqs/server';
import { kinds, reasons } from '@/server/request/request';

/** What the address of the form may say already. Every entrance (calendar, Now, a clash) is one of these. */
export const askAddress = {
  kind: parseAsStringLiteral(kinds),
  rotation: parseAsString,
  role: parseAsString,
  from: parseAsIsoDateTime,
  to: parseAsIsoDateTime,
  turn: parseAsIsoDateTime,
  with: parseAsString,
  theirTurn: parseAsIsoDateTime,
  for: parseAsString,
  reason: parseAsStringLiteral(reasons),
  /** The request that this one takes the place of. */
  after: parseAsString,
};

export type Prefill = Partial<inferParserType<typeof askAddress>>;

export const loadAskAddress = createLoader(askAddress);
const serialize = createSerializer(askAddress);

/** "?kind=cover&rotation=…": behind `paths.newRequest()`. */
export const askSearch = (prefill: Prefill): string => serialize(prefill);
