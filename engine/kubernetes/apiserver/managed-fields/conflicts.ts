import { goQuote } from '../go-text.ts';
import { ApiError } from '../status.ts';
import { type FieldSet, pathsOf } from './field-set.ts';
import type { Manager } from './managers.ts';
import { showPath } from './path-element.ts';

/** What an apply would take from managers that want it otherwise. */
export interface Conflict {
  readonly manager: Manager;
  readonly fields: FieldSet;
}

/**
 * The refusal of an apply (managedfields.NewConflictError).
 * @param conflicts at least one
 * @param through the subresource that is applied to
 */
export function applyConflict(conflicts: readonly Conflict[], through: string | undefined): ApiError {
  // Who applies a Scale sees the other managers as if they had written one.
  const version = through === 'scale' ? { apiVersion: 'autoscaling/v1' } : {};
  const found = conflicts.flatMap(({ manager, fields }) =>
    [...pathsOf(fields)].map((path) => ({
      manager: showManager({ ...manager, ...version }),
      field: showPath(path),
    })),
  );
  const causes = found.map(({ manager, field }) => ({
    reason: 'FieldManagerConflict',
    message: `conflict with ${manager}`,
    field,
  }));
  return new ApiError(409, 'Conflict', message(found), { causes });
}

function message(found: readonly { manager: string; field: string }[]): string {
  const [only] = found;
  if (found.length === 1 && only !== undefined) {
    return `Apply failed with 1 conflict: conflict with ${only.manager}: ${only.field}`;
  }
  const lines: string[] = [];
  for (const manager of new Set(found.map((one) => one.manager))) {
    lines.push(`conflicts with ${manager}:`);
    for (const one of found) if (one.manager === manager) lines.push(`- ${one.field}`);
  }
  return `Apply failed with ${found.length} conflicts: ${lines.join('\n')}`;
}

function showManager({ name, operation, apiVersion, subresource }: Manager): string {
  const through = subresource === undefined ? '' : ` with subresource ${goQuote(subresource)}`;
  const using = operation === 'Update' ? ` using ${apiVersion}` : '';
  return `${goQuote(name)}${through}${using}`;
}
