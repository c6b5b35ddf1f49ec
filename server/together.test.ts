import { describe, expect, it } from 'vitest';
import type { Context } from './context';
import type { PersonActor } from './policy/actor';
import { together } from './together';

const person = (personId: string, role: PersonActor['role'] = 'engineer'): PersonActor => ({
  kind: 'person',
  personId,
  name: personId,
  role,
  teams: new Map([['team', 'member']]),
  sessionId: personId,
  signedInAt: null,
  via: 'session',
  scopes: new Set(['read', 'write']),
});
const client = {};
const by = (actor: PersonActor, inside = false) => ({ actor, inside, client }) as unknown as Context;

/** Readings that end when they are told to; each answers how much had happened when it began. */
function slow() {
  const open: (() => void)[] = [];
  let happened = 0;
  const read = () => {
    const seen = happened;
    return new Promise<number>((resolve) => open.push(() => resolve(seen)));
  };
  return { open, read, happen: () => ++happened };
}

describe('one reading for many', () => {
  it('answers nobody with less than was true when they asked, in two readings instead of one for each', async () => {
    const { open, read, happen } = slow();
    const early = together(by(person('ana')), 'it', read);
    happen();
    const late = ['ben', 'cy', 'dee'].map((id) => together(by(person(id)), 'it', read));
    expect(open).toHaveLength(1);
    open[0]?.();
    expect(await early).toBe(0);
    expect(open).toHaveLength(2);
    open[1]?.();
    expect(await Promise.all(late)).toEqual([1, 1, 1]);
  });

  it('shares nothing between other rights, and nothing with a transaction', () => {
    const { open, read } = slow();
    void together(by(person('ana')), 'it', read);
    void together(by(person('eve', 'viewer')), 'it', read);
    void together(by(person('ben'), true), 'it', read);
    expect(open).toHaveLength(3);
  });

  it('knows of no person while it reads for all', async () => {
    const seen = together(by(person('ana')), 'who', async ({ actor }) => JSON.stringify(actor));
    expect(await seen).not.toContain('ana');
  });

  it('goes on after a reading that failed', async () => {
    const failing = together(by(person('ana')), 'it failed', () => Promise.reject(new Error('away')));
    const next = together(by(person('ben')), 'it failed', async () => 'here');
    await expect(failing).rejects.toThrow('away');
    expect(await next).toBe('here');
  });
});
