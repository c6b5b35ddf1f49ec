import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import type { Definition } from '@/server/rotation/definition';
import type { EditorView } from '@/server/rotation/editing';
import { plain } from '@/server/rotation/history';
import { outcomeOf, unchanged } from './draft';
import { QueueEditor } from './queue-editor';
import { RotationFacts } from './rotation-facts';
import { fieldsOf } from './settings-fields';
import { SettingsForm } from './settings-form';
import { WeeksDifference } from './weeks-difference';

const weekly: Definition = {
  timeZone: 'America/New_York',
  cadence: { unit: 'week', count: 1 },
  startsAt: '2026-03-02T12:00',
  queue: ['ana', 'ben', 'left'],
  roles: ['primary', 'secondary'],
  pairing: 'secondary-then-primary',
};
const now = new Date('2026-11-18T09:00:00Z');
const plan: EditorView = {
  ...{ id: 'r', name: 'Payments', teamId: 't', version: 1, approval: 'default', publishedWeeks: 4 },
  ...{ archivedAt: null, joinable: ['ana', 'ben', 'dee'] },
  ...{ zone: weekly.timeZone, roles: weekly.roles, segments: plain(weekly), overrides: [] },
  people: ['ana', 'ben', 'dee', 'left'].map((id) => {
    return { id, name: id.toUpperCase(), timeZone: 'UTC', active: id !== 'left', joinable: id !== 'left' };
  }),
  abilities: { 'rotation.edit': true },
};
const nameOf = (id: string) => id.toUpperCase();
const common = { plan, nameOf, now };

describe('the queue', () => {
  const markup = renderToStaticMarkup(<QueueEditor {...common} disabled={false} onDraft={() => undefined} />);

  it('can be ordered without dragging, says when each turn is, and names who has left', () => {
    for (const name of ['ANA', 'BEN', 'LEFT']) {
      expect(markup).toContain(`aria-label="Move ${name} up"`);
      expect(markup).toContain(`aria-label="More for ${name}"`);
    }
    expect(markup).toContain('Deactivated');
    expect(markup).toMatch(/next turn Mon 21 Dec 12:00 ET/);
  });

  it('offers only those who can join', () => {
    expect(markup).toMatch(/<option value="dee">DEE<\/option>/);
    expect(markup).not.toMatch(/<option value="left">/);
  });
});

describe('the weeks', () => {
  const table = (difference: ReturnType<typeof unchanged>) =>
    renderToStaticMarkup(
      <WeeksDifference caption="Weeks" roles={weekly.roles} zone={plan.zone} {...{ difference, nameOf, now }} />,
    );

  it('begin with the running one, and show nothing changed where nothing is', () => {
    const markup = table(unchanged(plan, now));
    expect(markup).toContain('Mon 16 Nov');
    expect(markup).not.toContain('<del');
  });

  it('show before and after where a change makes a difference, and a gap in words', () => {
    const input = { change: 'leave' as const, personId: 'left', from: '2026-11-23T17:00:00.000Z' };
    const outcome = outcomeOf(plan, { kind: 'queue', input }, now);
    if (!('proposal' in outcome)) throw new Error(outcome.message);
    expect(table(outcome.proposal.difference)).toMatch(/<del[^>]*>LEFT<\/del>/);
    const alone = outcomeOf(plan, { kind: 'settings', input: { queue: ['ana'] } }, now);
    if (!('proposal' in alone)) throw new Error(alone.message);
    expect(table(alone.proposal.difference)).toContain('Nobody');
  });
});

describe('the settings', () => {
  it('say what is wrong beside the field', () => {
    const markup = renderToStaticMarkup(
      <SettingsForm
        {...{ plan, now }}
        fields={{ ...fieldsOf(plan, weekly), timeZone: 'Mars/Base' }}
        from={now}
        begin={{ kind: 'published' }}
        onBegin={() => undefined}
        onChange={() => undefined}
        faults={{ timeZone: '“Mars/Base” is not a known time zone' }}
      />,
    );
    expect(markup).toMatch(/aria-invalid="true"[^>]*>.*Mars\/Base/);
    expect(markup).toContain('“Mars/Base” is not a known time zone');
  });

  it('can be read by those who may not change them', () => {
    const markup = renderToStaticMarkup(<RotationFacts {...common} definition={weekly} />);
    expect(markup).toContain('LEFT → ANA → BEN');
  });
});
