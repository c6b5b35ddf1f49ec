import { expect, it } from 'vitest';
import { fixture } from '@/server/testing/sender';
import { faultsOfCreate, readCreate } from './opsgenie';

const read = (name: string) => readCreate(fixture('opsgenie', name).body, { source: '192.0.2.7', freshKey: 'fresh' });

it('creates by alias, with everything that was said', () => {
  expect(read('opsgenie-sdk-node-create')).toMatchObject({
    key: 'disk-db-1',
    state: 'open',
    title: 'Disk full on db-1',
    priority: 'P2',
    source: 'cron',
    text: '91% used',
    fields: expect.arrayContaining([
      { name: 'host', value: 'db-1' },
      { name: 'Tags', value: 'disk, OverwriteQuietHours' },
      { name: 'Responders', value: 'platform, ada@example.org' },
      { name: 'Note', value: 'created by cron' },
    ]),
  });
  expect(read('alertmanager-opsgenie-create').priority).toBe('P1');
  expect(read('icinga2-curl-opsgenie-problem').key).toBe('icinga2-db-1-disk');
});

it('without an alias it stands by itself; without a message it is refused by field', () => {
  expect(readCreate({ message: 'M' }, { source: '192.0.2.7', freshKey: 'fresh' })).toMatchObject({
    key: 'fresh',
    priority: 'P3',
    source: '192.0.2.7',
  });
  expect(faultsOfCreate({ message: 'M', priority: 'P2' })).toEqual({});
  expect(Object.keys(faultsOfCreate({ message: ' ', priority: 'P9' }))).toEqual(['message', 'priority']);
});
