import { expect, it } from 'vitest';
import { refuseForeignOrigin } from './origin';

const json = { 'content-type': 'application/json' };
const post = (headers: Record<string, string>) => () =>
  refuseForeignOrigin('POST', new Headers(headers), 'http://127.0.0.1:3000');

it('S-C1: only JSON from our own origin changes anything', () => {
  expect(post(json)).not.toThrow();
  expect(post({ ...json, origin: 'http://127.0.0.1:3000', 'sec-fetch-site': 'same-origin' })).not.toThrow();
  expect(post({ ...json, origin: 'http://localhost:3000' })).not.toThrow();
  expect(post({ ...json, origin: 'http://localhost:3001' })).toThrow('another site');
  expect(post({ ...json, origin: 'https://evil.example' })).toThrow('another site');
  expect(post({ ...json, origin: 'null' })).toThrow('another site');
  expect(post({ ...json, 'sec-fetch-site': 'cross-site' })).toThrow('another site');
  expect(post({ 'content-type': 'multipart/form-data; boundary=x' })).toThrow('application/json');
  expect(post({ 'content-type': 'text/plain' })).toThrow('application/json');
});
