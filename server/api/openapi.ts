import { z } from 'zod';
import type { Endpoint } from './endpoint';

type Json = Record<string, unknown>;

const refusal = {
  description: 'Refused: `code` is one of the documented ones, `fields` says what to do about each field',
  content: {
    'application/json': {
      schema: {
        type: 'object',
        required: ['message', 'code'],
        properties: {
          message: { type: 'string' },
          code: { type: 'string' },
          fields: { type: 'object', additionalProperties: { type: 'string' } },
        },
      },
    },
  },
};

/** The description of `/api/v1`, made from the rows and the shapes that serve it. */
export function openapi(rows: Endpoint[]): Json {
  const pathsOf: Record<string, Json> = {};
  for (const row of rows) pathsOf[row.path] = { ...pathsOf[row.path], [row.method.toLowerCase()]: operation(row) };
  return {
    openapi: '3.1.0',
    info: {
      title: 'Baton',
      version: '1',
      description: 'Who owns this? Instants are ISO 8601 with an offset; durations are whole seconds.',
    },
    servers: [{ url: '/api/v1' }],
    components: { securitySchemes: { token: { type: 'http', scheme: 'bearer' } } },
    security: [{ token: [] }],
    paths: pathsOf,
  };
}

function operation(row: Endpoint): Json {
  const names = [...row.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
  const schema = z.toJSONSchema(row.input, { io: 'input', unrepresentable: 'any' }) as {
    properties?: Record<string, Json>;
    required?: string[];
  };
  const inPath = names.map((name) => ({ name, in: 'path', required: true, schema: { type: 'string' } }));
  const inQuery = Object.entries(schema.properties ?? {}).map(([name, of]) => ({
    name,
    in: 'query',
    required: schema.required?.includes(name) ?? false,
    schema: of,
  }));
  return {
    summary: row.summary,
    operationId: `${row.method.toLowerCase()}${row.path.replace(/[{}]/g, '').replace(/[/-](\w)/g, (_, c: string) => c.toUpperCase())}`,
    parameters: row.method === 'GET' ? [...inPath, ...inQuery] : inPath,
    ...(row.method !== 'GET' && { requestBody: { content: { 'application/json': { schema } } } }),
    responses: {
      [row.status]: { description: 'Done', content: { 'application/json': {} } },
      '4XX': refusal,
      '503': refusal,
    },
  };
}
