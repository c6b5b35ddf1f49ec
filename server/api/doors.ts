import type { Door } from './door';
import { feedDoor } from './feed';
import { ingestDoors } from './ingest';
import { metricsDoor } from './metrics';
import { opsgenieDoors } from './opsgenie';
import { pagerdutyDoors } from './pagerduty';
import { readinessDoor } from './readiness';
import { restDoors } from './rest';
import { serviceWorkerDoor } from './service-worker';
import { slackDoors } from './slack';
import { testClockDoor } from './test-clock';
import { twilioDoors } from './twilio';

/** The doors of machines, first match wins. They stand before Next: see docs/decisions/004-machines-before-next.md. */
export const machineDoors: Door[] = [
  ...ingestDoors,
  ...opsgenieDoors,
  ...pagerdutyDoors,
  ...restDoors,
  feedDoor,
  readinessDoor,
  metricsDoor,
  testClockDoor,
  serviceWorkerDoor,
  ...slackDoors,
  ...twilioDoors,
];
