import type { Approval } from '@/server/rotation/approval';
import type { Definition } from '@/server/rotation/definition';
import { asSet } from '@/server/rotation/definition';
import type { EditorView } from '@/server/rotation/editing';
import { segmentAt } from '@/server/rotation/history';
import type { ChangeRotationInput } from '@/server/rotation/schema';
import { isZone } from '@/server/time/wall-clock';
import {
  activeHoursOf,
  cadenceOf,
  faultsOfLayers,
  faultsOfSchedule,
  firstHandoff,
  handsOverOtherwise,
  type LayerFields,
  layerFieldsOf,
  layerOf,
  queuesOf,
  roleNames,
  type ScheduleFields,
  scheduleFieldsOf,
  untilOf,
} from './schedule-fields';

/** The settings of a rotation as a form holds them: text as typed. */
export type SettingsFields = ScheduleFields & {
  name: string;
  approval: Approval;
  publishedWeeks: string;
  /** Lowest first, as they lie. */
  layers: LayerFields[];
};

/** The definition that will govern when the published weeks are over: what a change is made to. */
export function definitionAt(plan: EditorView, from: Date): Definition | undefined {
  return (segmentAt(plan.segments, from) ?? plan.segments[0])?.definition;
}

export function fieldsOf(plan: EditorView, definition: Definition): SettingsFields {
  return {
    ...scheduleFieldsOf(definition),
    ...{ name: plan.name, approval: plan.approval, publishedWeeks: String(plan.publishedWeeks) },
    layers: (asSet(definition).layers ?? []).map(layerFieldsOf),
  };
}

/**
 * What is to be changed, and nothing else; null where nothing is. Another handoff, zone or cadence is counted from the
 * first such time at or after `from`, so that the rotation hands over exactly when the form says.
 */
export function patchOf(
  before: SettingsFields,
  after: SettingsFields,
  from: Date,
): Omit<ChangeRotationInput, 'version' | 'from'> | null {
  const differs = (...fields: (keyof SettingsFields)[]) =>
    fields.some((field) => JSON.stringify(before[field]) !== JSON.stringify(after[field]));
  const queues = queuesOf(after);
  const patch = {
    ...(differs('name') && { name: after.name }),
    ...(differs('approval') && { approval: after.approval }),
    ...(differs('publishedWeeks') && { publishedWeeks: Number(after.publishedWeeks) }),
    ...(differs('unit', 'count') && { cadence: cadenceOf(after) }),
    ...(differs('timeZone') && { timeZone: after.timeZone }),
    ...(handsOverOtherwise(before, after) && isZone(after.timeZone) && { startsAt: firstHandoff(after, from) }),
    ...(roleNames(before).join() !== roleNames(after).join() && { roles: roleNames(after) }),
    ...(JSON.stringify(queuesOf(before)) !== JSON.stringify(queues) && { queues }),
    ...(differs('pairing') && { pairing: after.pairing }),
    ...(differs('activeHours') && { activeHours: activeHoursOf(after) }),
    ...(differs('until') && { until: untilOf(after) }),
    ...(differs('layers') && {
      layers: after.layers.length > 0 ? after.layers.map((layer) => layerOf(layer, from)) : null,
    }),
  };
  return Object.keys(patch).length > 0 ? patch : null;
}

/** What can be said of the form before it is a change at all, by field. */
export function faultsOfFields(fields: SettingsFields): Record<string, string> {
  const weeks = Number(fields.publishedWeeks);
  return {
    ...faultsOfSchedule(fields),
    ...faultsOfLayers(fields.layers),
    ...(fields.name.trim() === '' && { name: 'Give the rotation a name' }),
    ...((!/^\d+$/.test(fields.publishedWeeks) || weeks > 52) && { publishedWeeks: 'Give a whole number from 0 to 52' }),
  };
}
