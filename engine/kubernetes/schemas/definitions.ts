import { definitions } from './generated/definitions.ts';

export interface Schema {
  description?: string;
  type?: 'array' | 'boolean' | 'integer' | 'number' | 'object' | 'string';
  format?: string;
  /** Name of another definition. */
  ref?: string;
  items?: Schema;
  /** Schema of the values of a map. */
  additionalProperties?: Schema;
}

/** A type of the Kubernetes API. Without `properties` it is a scalar, or any JSON of its `type`. */
export interface Definition extends Schema {
  properties?: Record<string, Schema>;
  required?: string[];
}

const table: ReadonlyMap<string, Definition> = new Map(Object.entries(definitions));

/** The definition of a name such as `io.k8s.api.core.v1.Pod`. */
export function findDefinition(name: string): Definition | undefined {
  return table.get(name);
}

/** As findDefinition, for names that come from our own tables: an unknown one is a programming error. */
export function getDefinition(name: string): Definition {
  const definition = table.get(name);
  if (definition === undefined) throw new Error(`No definition of ${name}: run \`npm run generate\``);
  return definition;
}

/** A property's schema; own properties only, so that `__proto__` and `constructor` are unknown fields. */
export function findProperty(definition: Definition, field: string): Schema | undefined {
  const { properties } = definition;
  return properties !== undefined && Object.hasOwn(properties, field) ? properties[field] : undefined;
}

/** All names that the given definitions refer to, directly or not, and themselves; sorted. */
export function closure(names: Iterable<string>): string[] {
  const found = new Set(names);
  for (const name of found) {
    const definition = getDefinition(name);
    for (const schema of [definition, ...Object.values(definition.properties ?? {})]) {
      const { ref } = schema.items ?? schema.additionalProperties ?? schema;
      if (ref !== undefined) found.add(ref);
    }
  }
  return [...found].sort();
}

/** The part of a definition's name after its package: the Go type's name. */
export function typeName(definitionName: string): string {
  return definitionName.slice(definitionName.lastIndexOf('.') + 1);
}
