import { matches, segmentsOf, serve } from '@/server/api/door';
import { machineDoors } from '@/server/api/doors';
import { httpServer } from '@/server/api/http-server';
import { env } from '@/server/env';
import { hearOfSpace } from '@/server/space';

hearOfSpace();

// The doors for machines as the web process opens them, without the screens: those need a build.
httpServer((request, response) => {
  const url = new URL(request.url ?? '/', 'http://baton');
  const segments = segmentsOf(url.pathname);
  const door = segments && machineDoors.find(({ pattern }) => matches(pattern, segments));
  if (!door) {
    response.writeHead(url.pathname === '/api/health/live' ? 200 : 404).end();
    return;
  }
  const { method = 'GET' } = request;
  const ask = { method, segments, query: url.searchParams, request, requestId: crypto.randomUUID() };
  void serve(door, { ...ask, prefix: '127.0.0.1', local: true }, response);
}).listen(env.PORT, '127.0.0.1');
