import { copyJson } from '../simulation/copy-json.ts';
import type { ExpandedAssignment } from './invocation.ts';
import type { Shell } from './shell-process.ts';
import { assign, assignArray, restoreVariable, variable } from './variables.ts';

export function carryOut(shell: Shell, { name, index, append, value }: ExpandedAssignment): void {
  if (typeof value === 'string') assign(shell, name, value, index, append);
  else assignArray(shell, name, value, append);
}

/** What a command of the environment `NAME=value command` sees besides the exported variables. */
export function temporarily<T>(shell: Shell, assignments: readonly ExpandedAssignment[], run: () => T): T {
  const before = assignments.map(({ name }) => [name, variable(shell, name)] as const);
  const copies = before.map(([name, each]) => [name, each === undefined ? null : copyJson(each)] as const);
  for (const assignment of assignments) {
    carryOut(shell, assignment);
    const found = variable(shell, assignment.name);
    if (found !== undefined) found.exported = true;
  }
  try {
    return run();
  } finally {
    for (const [name, each] of copies.reverse()) restoreVariable(shell, name, each);
  }
}
