import type { z } from 'zod';
import { AppError, type FieldFaults } from '../errors';

/** zod's issues as our 400: each field by its path, with what to do about it; unknown fields too. */
export function faultsOf(error: z.ZodError): AppError {
  const fields: FieldFaults = {};
  for (const issue of error.issues) {
    const path = issue.path.map(String).join('.');
    if (issue.code === 'unrecognized_keys')
      for (const key of issue.keys) fields[path ? `${path}.${key}` : key] = 'is not known here: leave it out';
    else fields[path || 'body'] ??= sentence(issue);
  }
  return new AppError(
    'invalid',
    `Not accepted: ${Object.entries(fields)
      .map(([path, what]) => `${path} ${what}`)
      .join('; ')}`,
    { fields },
  );
}

function sentence(issue: z.core.$ZodIssue): string {
  if (issue.code === 'invalid_type' && /received undefined/.test(issue.message)) return 'is missing';
  return issue.message;
}
