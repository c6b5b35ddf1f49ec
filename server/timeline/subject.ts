/** Kind and id of anything a record, a page or a run can be about. Lower concepts speak of it without knowing it. */
export type SubjectKind =
  | 'organisation'
  | 'person'
  | 'team'
  | 'rotation'
  | 'request'
  | 'policy'
  | 'service'
  | 'integration'
  | 'maintenance-window'
  | 'follow-up'
  | 'incident'
  | 'status-update'
  | 'status-page'
  | 'review'
  | 'runbook'
  | 'alert'
  | 'handoff'
  | 'session'
  | 'token'
  | 'contact-method'
  | 'delivery';

export type Subject = { kind: SubjectKind; id: string };

export const subject = (kind: SubjectKind, id: string): Subject => ({ kind, id });
