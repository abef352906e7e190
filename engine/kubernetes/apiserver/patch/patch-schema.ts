import { findDefinition, findProperty, type Schema, typeName } from '../../schemas/definitions.ts';
import { findPatchMeta, type PatchMeta } from '../../schemas/merge-keys.ts';
import { brokenPatch } from './patch-error.ts';

/** What a strategic merge patch has to know of a field. */
export interface PatchField {
  /** Of the value: undefined where there is no schema, and everything merges by the plain rules. */
  readonly schema: Schema | undefined;
  readonly meta: PatchMeta;
}

const PLAIN: PatchMeta = { strategies: [] };

/**
 * Looks a field up in an object of a schema.
 * @throws PatchError where the schema has no such field
 */
export function patchField(schema: Schema | undefined, field: string): PatchField {
  if (schema?.ref === undefined) return { schema: schema?.additionalProperties, meta: PLAIN };
  const definition = findDefinition(schema.ref);
  if (definition?.properties === undefined) return { schema: undefined, meta: PLAIN };
  const property = findProperty(definition, field);
  if (property === undefined) {
    throw brokenPatch(
      `unable to find api field in struct ${typeName(schema.ref)} for the json field ${JSON.stringify(field)}`,
    );
  }
  return { schema: property, meta: findPatchMeta(schema.ref, field) ?? PLAIN };
}

export function merges({ strategies }: PatchMeta): boolean {
  return strategies.includes('merge');
}

export function replaces({ strategies }: PatchMeta): boolean {
  return strategies.includes('replace');
}
