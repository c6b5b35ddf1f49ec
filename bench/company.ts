import { startBaton } from '@/server/testing/baton';
import { pretendSmtp } from '@/server/testing/outside';
import { client } from './measure';

export type Company = Awaited<ReturnType<typeof openCompany>>;

const admin = { email: 'bench@example.org', password: 'correct horse battery staple' };

/** A whole Baton with a team of eight on a weekly rotation, one service that pages and one whose policy waits a day. */
export async function openCompany({ folder }: { folder?: string } = {}) {
  const smtp = await pretendSmtp();
  const baton = await startBaton({ smtpUrl: smtp.url, admin, direct: true, ...(folder && { folder }) });
  const token = await baton.createToken(admin.email);
  const http = client(baton.url, 2);
  const post = async <T>(path: string, body: unknown): Promise<T> => {
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
    const { status, body: text } = await http.send('POST', `/api/v1${path}`, headers, JSON.stringify(body));
    if (status !== 201) throw new Error(`POST ${path} answered ${status}: ${text}`);
    return JSON.parse(text);
  };

  const people: string[] = [];
  for (let n = 1; n <= 8; n++) {
    const email = `engineer-${n}@example.org`;
    const { id } = await post<{ id: string }>('/people', {
      name: `Engineer ${n}`,
      email,
      timeZone: 'America/New_York',
    });
    await post(`/people/${id}/contact-methods`, { channel: 'email', address: email, verified: true });
    people.push(id);
  }
  const { id: teamId } = await post<{ id: string }>('/teams', {
    name: 'Bench',
    memberIds: people,
    managerIds: people.slice(0, 1),
  });
  const { id: rotationId } = await post<{ id: string }>('/rotations', {
    teamId,
    name: 'Bench',
    timeZone: 'America/New_York',
    cadence: { unit: 'week', count: 1 },
    startsAt: '2026-03-02T12:00',
    queue: people,
    roles: ['primary', 'secondary'],
    pairing: 'secondary-then-primary',
  });
  const serviceOf = async (name: string, afterSeconds: number) => {
    const policy = { teamId, name, steps: [{ afterSeconds, targets: [{ rotationId, role: 'primary' }] }], repeat: 0 };
    const { id: policyId } = await post<{ id: string }>('/policies', policy);
    const { id } = await post<{ id: string }>('/services', { teamId, name, policyId });
    const { url } = await post<{ url: string }>(`/services/${id}/integrations`, { kind: 'generic', name: 'bench' });
    return new URL(url).pathname;
  };

  return {
    url: baton.url,
    databaseUrl: baton.databaseUrl,
    token,
    admin,
    rotationId,
    /** Pages the primary at once. */
    pagingIngestPath: await serviceOf('Paged', 0),
    /** Pages nobody while the measurement runs: storing is measured, not mail. */
    ingestPath: await serviceOf('Patient', 86_400),
    /** Subject and arrival, on the clock of `performance.now()`. */
    mails: () => smtp.received.map(({ subject, at }) => ({ subject, atMs: at - performance.timeOrigin })),
    close: async () => {
      http.close();
      await baton.stop();
      await smtp.close();
    },
  };
}
