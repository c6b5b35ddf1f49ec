import type { Body, Read } from '@/server/intake/signal';
import { readGeneric } from './generic';

/** Its many notification types differ in everything but `heartbeat`, which the generic door reads too. */
export const readUptimeKuma = (body: Body): Read => readGeneric(body);
