import { ApiError } from '../status.ts';
import { type FieldSet, pathsOf } from './field-set.ts';
import type { Manager } from './managers.ts';
import { showPath } from './path-element.ts';

/** What an apply would take from managers that want it otherwise. */
export interface Conflict {
  readonly manager: Manager;
  readonly fields: FieldSet;
}

/** The refusal of an apply (managedfields.NewConflictError). @param conflicts at least one */
export function applyConflict(conflicts: readonly Conflict[]): ApiError {
  const found = conflicts.flatMap(({ manager, fields }) =>
    [...pathsOf(fields)].map((path) => ({ manager: showManager(manager), field: showPath(path) })),
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
  const through = subresource === undefined ? '' : ` with subresource ${JSON.stringify(subresource)}`;
  const using = operation === 'Update' ? ` using ${apiVersion}` : '';
  return `${JSON.stringify(name)}${through}${using}`;
}
