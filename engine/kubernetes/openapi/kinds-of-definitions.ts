import { META_PACKAGE } from '../schemas/api-groups.ts';
import { closure, findDefinition } from '../schemas/definitions.ts';
import type { Operation } from './operations.ts';
import type { GroupVersionKind, ServedKind } from './served-kind.ts';

/** Kinds of the meta package that every group version has. */
const EVERYWHERE = ['DeleteOptions', 'WatchEvent'];

/** All definitions that the operations need. */
export function neededDefinitions(operations: readonly Operation[]): string[] {
  const named = operations.flatMap(({ body, answer }) => [body, answer]);
  const roots = new Set(named.filter((name) => name !== undefined));
  return closure([...roots, ...EVERYWHERE.map((name) => `${META_PACKAGE}.${name}`)]);
}

/** x-kubernetes-group-version-kind of the definitions that are kinds. */
export function kindsOfDefinitions(
  served: readonly ServedKind[],
  operations: readonly Operation[],
): ReadonlyMap<string, readonly GroupVersionKind[]> {
  const found = new Map<string, GroupVersionKind[]>();
  const versions = new Map<string, { group: string; version: string }>();
  for (const { group, version, kind, definition } of served) {
    found.set(definition, [{ group, kind, version }]);
    if (findDefinition(`${definition}List`) !== undefined) {
      found.set(`${definition}List`, [{ group, kind: `${kind}List`, version }]);
    }
    versions.set(`${group}/${version}`, { group, version });
  }
  for (const { gvk, answer } of operations) {
    if (answer !== undefined && !found.has(answer) && answer.endsWith(`.${gvk.kind}`))
      found.set(answer, [gvk]);
  }
  found.set(`${META_PACKAGE}.Status`, [{ group: '', kind: 'Status', version: 'v1' }]);
  for (const kind of EVERYWHERE) {
    const all = [...versions.values()].map(({ group, version }) => ({ group, kind, version }));
    found.set(`${META_PACKAGE}.${kind}`, all);
  }
  return found;
}
