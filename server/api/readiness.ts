import { makeContext } from '../context';
import { isAway } from '../database-refusal';
import { readinessOf } from '../delivery/queries';
import { system } from '../policy/actor';
import { isSpaceLow } from '../space';
import { stopping } from '../stopping';
import type { Door } from './door';

/** 200 when pages can be stored and sent, else 503. Strangers get the bare state; this machine gets the reasons. */
export const readinessDoor: Door = {
  pattern: '/api/health/ready',
  methods: ['GET', 'HEAD'],
  guard: 'everyone; reasons for this machine only',
  async handle(ask) {
    if (stopping.aborted) return { status: 503, body: { ready: false, ...(ask.local && { reasons: ['stopping'] }) } };
    try {
      const { ready: turning, ...state } = await readinessOf(
        makeContext(system('readiness'), { requestId: ask.requestId }),
      );
      const full = isSpaceLow() ? ['the disk is nearly full: senders are refused'] : [];
      const ready = turning && full.length === 0;
      const rest = { ...state, reasons: [...state.reasons, ...full] };
      return { status: ready ? 200 : 503, body: { ready, ...(ask.local && rest) } };
    } catch (error) {
      if (!isAway(error)) throw error;
      return {
        status: 503,
        headers: { 'Retry-After': '2' },
        body: { ready: false, ...(ask.local && { reasons: ['the database does not answer'] }) },
      };
    }
  },
};
