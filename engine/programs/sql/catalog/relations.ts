import type { Environment } from '../run/environment.ts';
import type { Plan } from '../run/scope.ts';

/** A table of the catalogue itself; undefined: there is none of that name. */
export function systemRelation(_env: Environment, _path: readonly string[]): Plan | undefined {
  return undefined;
}
