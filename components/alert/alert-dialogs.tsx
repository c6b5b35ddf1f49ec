'use client';

import type { Viewer } from './alert-line';
import { subjectWords } from './asking';
import { ClassifyDialog } from './classify-dialog';
import { MergeDialog } from './merge-dialog';
import { NoteDialog } from './note-dialog';
import { PeopleDialog } from './people-dialog';
import { SnoozeDialog } from './snooze-dialog';
import { TakeQuestion } from './take-question';
import type { Act, AlertActions } from './use-alert-actions';

/** The questions that acts on alerts ask first, one at a time. */
export function AlertDialogs({ actions, viewer }: { actions: AlertActions; viewer: Viewer }) {
  const { asking } = actions;
  const shared = {
    onClose: actions.stopAsking,
    onDo: (act: Act) => {
      if (!asking) return;
      actions.stopAsking();
      void actions.perform(
        asking.alerts.map(({ id }) => id),
        act,
      );
    },
  };
  const subject = asking ? subjectWords(asking.alerts) : '';
  const teamId = asking?.alerts[0]?.teamId ?? '';
  return (
    <>
      <TakeQuestion question={actions.question} onAnswer={actions.answer} />
      {asking?.act === 'snooze' ? <SnoozeDialog {...shared} subject={subject} zone={viewer.zone} /> : null}
      {asking?.act === 'assign' || asking?.act === 'responders' ? (
        <PeopleDialog {...shared} subject={subject} act={asking.act} teamId={teamId} viewerId={viewer.id} />
      ) : null}
      {asking?.act === 'merge' ? <MergeDialog {...shared} subject={subject} alerts={asking.alerts} /> : null}
      {asking?.act === 'classify' ? <ClassifyDialog {...shared} subject={subject} /> : null}
      {asking?.act === 'note' ? <NoteDialog {...shared} subject={subject} /> : null}
    </>
  );
}
