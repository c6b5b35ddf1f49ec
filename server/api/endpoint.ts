import type { z } from 'zod';
import type { Context } from '../context';

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** One row of `/api/v1`: everything the server, the description and the policy matrix need to know of a call. */
export type Endpoint = {
  method: Method;
  /** Below `/api/v1`, parts in braces are parameters: `/rotations/{id}/on-call`. */
  path: string;
  summary: string;
  status: 200 | 201;
  /** Shape of the body, or of the query for GET; strict. */
  input: z.ZodType;
  run(ctx: Context, params: Record<string, string>, input: never): Promise<unknown>;
};

/** An answer that is no JSON: a file to be kept. */
export class TextAnswer {
  constructor(
    readonly text: string,
    readonly type: string,
    readonly fileName: string,
  ) {}

  get headers(): Record<string, string> {
    return {
      'Content-Type': `${this.type}; charset=utf-8`,
      'Content-Disposition': `attachment; filename="${this.fileName}"`,
    };
  }
}

/** A row whose `run` is checked against its own shape. */
export function endpoint<S extends z.ZodType>(row: {
  method: Method;
  path: string;
  summary: string;
  status?: 200 | 201;
  input: S;
  run(ctx: Context, params: Record<string, string>, input: z.output<S>): Promise<unknown>;
}): Endpoint {
  return { ...row, status: row.status ?? 200 } as Endpoint;
}
