import type { client } from './measure';

/** The session's cookie, got as the form gets it. */
export async function signIn(
  http: ReturnType<typeof client>,
  { email, password }: { email: string; password: string },
): Promise<string> {
  const jar = new Map<string, string>();
  const keep = (setCookie: string[] | undefined) => {
    for (const line of setCookie ?? []) {
      const [name = '', value = ''] = line.split(';')[0]?.split(/=(.*)/s) ?? [];
      jar.set(name, value);
    }
  };
  const cookies = () => [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
  const form = await http.send('GET', '/api/auth/csrf');
  keep(form.setCookie);
  const { csrfToken } = JSON.parse(form.body);
  const body = new URLSearchParams({ csrfToken, email, password, callbackUrl: '/', json: 'true' }).toString();
  keep(
    (
      await http.send(
        'POST',
        '/api/auth/callback/credentials',
        { cookie: cookies(), 'content-type': 'application/x-www-form-urlencoded' },
        body,
      )
    ).setCookie,
  );
  return cookies();
}
