import type { z } from '@hono/zod-openapi';
import { type FieldProblem, PlatformError } from '../problem.ts';
import { fieldPath } from './field-path.ts';

type Issue = z.core.$ZodIssue;

/** What each part of a request is called in a problem. */
const PLACES = {
  json: 'body',
  form: 'body',
  query: 'query',
  param: 'path',
  header: 'header',
  cookie: 'header',
} as const;

/** The hook of every route: a request that doesn't fit its schema is a problem that names the fields. */
export function refuseInvalid(
  result: { target: keyof typeof PLACES } & ({ success: true } | { success: false; error: z.ZodError }),
): void {
  if (!result.success) throw invalid(result.error, PLACES[result.target]);
}

export function invalid(error: z.ZodError, place: FieldProblem['in']): PlatformError {
  const fields = error.issues
    .flatMap((issue) => fieldProblems(issue, []))
    .map(({ field, message }) => ({ field, in: place, message }));
  const [first] = fields;
  const where = first === undefined || first.field === '' ? place : `${place} field ${first.field}`;
  const more = fields.length > 1 ? ` And ${fields.length - 1} more.` : '';
  return new PlatformError('validation', `${where}: ${first?.message ?? 'invalid'}${more}`, { fields });
}

function fieldProblems(issue: Issue, above: readonly PropertyKey[]): { field: string; message: string }[] {
  const path = [...above, ...issue.path];
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({
      field: fieldPath([...path, key]),
      message: 'There is no such field.',
    }));
  }
  if (issue.code === 'invalid_union') {
    const branch = likeliest(issue.errors);
    if (branch !== undefined) return branch.flatMap((inner) => fieldProblems(inner, path));
  }
  if (issue.code === 'invalid_key' || issue.code === 'invalid_element') {
    return issue.issues.flatMap((inner) => fieldProblems(inner, path));
  }
  return [{ field: fieldPath(path), message: issue.message }];
}

/** Of the alternatives of a union the one that was meant: what is wrong with it lies deepest. */
function likeliest(branches: readonly (readonly Issue[])[]): readonly Issue[] | undefined {
  const depth = (branch: readonly Issue[]) => Math.max(...branch.map(({ path }) => path.length));
  const deepest = Math.max(...branches.map(depth));
  return deepest > 0 ? branches.find((branch) => depth(branch) === deepest) : undefined;
}
