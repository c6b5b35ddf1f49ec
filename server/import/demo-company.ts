import type { Policy } from '@/server/escalation/policy';
import type { CreateRotationInput } from '@/server/rotation/schema';

/**
 * The demo company. Its addresses lie under `.invalid`, which no network may ever have (RFC 6761): nobody real is
 * written to in its name. Its telephone numbers are those set aside for films; they are shown and never called.
 */
export type DemoPerson = { name: string; timeZone: string; country: string; phone?: string };

export const company = { name: 'Larkfield', timeZone: 'America/New_York', domain: 'larkfield.invalid' };

/** "Tomasz Zieliński" → "tomasz.zielinski@larkfield.invalid". */
export const emailOf = ({ name }: Pick<DemoPerson, 'name'>): string =>
  `${name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z]+/g, '.')}@${company.domain}`;

/** Where a phone is reached loudly: a topic under a name that no network has. */
export const topicOf = (person: Pick<DemoPerson, 'name'>): string =>
  `https://ntfy.${company.domain}/${emailOf(person).split('@')[0]?.replaceAll('.', '-')}`;

const maya = { name: 'Maya Thompson', timeZone: 'America/New_York', country: 'US', phone: '+12125550114' };
const jonas = { name: 'Jonas Weber', timeZone: 'Europe/Berlin', country: 'DE', phone: '+12125550137' };
const luiza = { name: 'Luiza Carvalho', timeZone: 'America/Sao_Paulo', country: 'BR', phone: '+13055550121' };
const arjun = { name: 'Arjun Menon', timeZone: 'Asia/Kolkata', country: 'IN', phone: '+14155550188' };
const chloe = { name: 'Chloé Tremblay', timeZone: 'America/Toronto', country: 'CA', phone: '+14165550143' };
const tomasz = { name: 'Tomasz Zieliński', timeZone: 'Europe/Warsaw', country: 'PL', phone: '+12125550162' };
const amara = { name: 'Amara Okafor', timeZone: 'Africa/Lagos', country: 'NG', phone: '+12125550175' };
const diego = { name: 'Diego Fuentes', timeZone: 'America/Mexico_City', country: 'MX', phone: '+13055550109' };
const grace = { name: 'Grace Lindqvist', timeZone: 'Europe/Stockholm', country: 'SE' };
const daniel = { name: 'Daniel Kim', timeZone: 'America/New_York', country: 'US' };
const hannah = { name: 'Hannah Fischer', timeZone: 'Europe/Berlin', country: 'DE', phone: '+12125550118' };
const rahul = { name: 'Rahul Desai', timeZone: 'Asia/Kolkata', country: 'IN', phone: '+14155550126' };
const sofia = { name: 'Sofia Marino', timeZone: 'Europe/Rome', country: 'IT', phone: '+12125550151' };
const kwame = { name: 'Kwame Mensah', timeZone: 'Africa/Accra', country: 'GH', phone: '+12125550193' };

/** Whoever is hired while the history runs: joins the first team, at the end of its queue. */
export const newcomer: DemoPerson = diego;

export type DemoTeam = {
  name: string;
  /** In the order of the queue. */
  engineers: DemoPerson[];
  managers: DemoPerson[];
  /** Handoffs, without the day of the first one: that depends on when the demo is loaded. */
  rotation: { name: string; time: string } & Pick<CreateRotationInput, 'timeZone' | 'approval'>;
  /** Without acknowledgement for so long, the secondary is paged. */
  escalateAfterSeconds: number;
  /** The secondary gets as long; then, if set, the managers are a step of their own. */
  pagesManagers: boolean;
  services: string[];
};

/** The first on Meltano's terms: Monday noon in New York, half a day until the secondary. The second on Resend's: minutes. */
export const teams: DemoTeam[] = [
  {
    name: 'Platform',
    engineers: [maya, jonas, luiza, arjun, chloe, tomasz, amara],
    managers: [grace, daniel],
    rotation: {
      name: 'Platform on-call',
      time: '12:00',
      timeZone: 'America/New_York',
      approval: 'counterpart-and-manager',
    },
    escalateAfterSeconds: 12 * 3_600,
    pagesManagers: false,
    services: ['Cloud API', 'Pipeline runner', 'Metadata database', 'Plugin hub'],
  },
  {
    name: 'Email delivery',
    engineers: [hannah, rahul, sofia, kwame],
    managers: [daniel],
    rotation: { name: 'Email delivery on-call', time: '10:00', timeZone: 'Europe/Berlin', approval: 'counterpart' },
    escalateAfterSeconds: 15 * 60,
    pagesManagers: true,
    services: ['Sending API', 'Webhooks'],
  },
];

/** Everybody who is there from the first day, each once. */
export const founders: DemoPerson[] = [
  ...new Set(teams.flatMap(({ engineers, managers }) => [...engineers, ...managers])),
];

/** The primary at once, then the secondary, then perhaps the managers, each with the team's patience between. */
export function policyOf(
  { rotationId, escalateAfterSeconds, pagesManagers }: DemoTeam & { rotationId: string },
  managerIds: string[],
): Policy {
  const managers = managerIds.map((personId) => ({ personId }));
  const steps = [
    { afterSeconds: 0, targets: [{ rotationId, role: 'primary' }] },
    { afterSeconds: escalateAfterSeconds, targets: [{ rotationId, role: 'secondary' }] },
    ...(pagesManagers ? [{ afterSeconds: escalateAfterSeconds, targets: managers }] : []),
  ];
  return { steps, repeat: 1, repeatAfterSeconds: null, fallback: null };
}
