import { quoted } from '../catalog/definitions.ts';
import { SqlError } from '../errors.ts';
import type { RelationDef } from '../store/definitions.ts';
import { OID, type SqlType } from '../values/types.ts';
import type { Value } from '../values/value.ts';
import type { Environment } from './environment.ts';
import type { Compiled } from './scope.ts';

/** A relation by its name or its id. */
export function relationOf(env: Environment, text: string): RelationDef | undefined {
  const definitions = env.transaction.definitions();
  if (/^\d+$/.test(text)) {
    return definitions.find((def): def is RelationDef => isRelation(def) && String(def.id) === text);
  }
  const [name = '', schema] = text.replaceAll('"', '').split('.').reverse();
  for (const each of schema === undefined ? env.session.searchPath : [schema]) {
    const found = env.transaction.object(`relation\0${env.session.database}\0${each}\0${name}`);
    if (found !== undefined && isRelation(found)) return found;
  }
  return undefined;
}

function isRelation(def: { readonly kind: string }): def is RelationDef {
  return def.kind === 'table' || def.kind === 'view' || def.kind === 'sequence';
}

/** A name or a number as a regclass, which is the name as the session would write it. */
export function asRelation(env: Environment, from: Compiled, type: SqlType): Compiled {
  const named = (value: Value): Value => {
    const text = String(value);
    const found = relationOf(env, text);
    if (found !== undefined) {
      const visible = env.session.searchPath.includes(found.schema);
      return visible ? quoted(found.name) : `${quoted(found.schema)}.${quoted(found.name)}`;
    }
    if (/^(?:\d+$|pg_|information_schema\.)/.test(text)) return text;
    throw new SqlError('undefinedTable', { name: text, qualified: text });
  };
  if (from.literal !== undefined) {
    const value = named(from.literal);
    return { type, subs: [], get: () => value };
  }
  return {
    type,
    subs: from.subs,
    get: () => {
      const value = from.get();
      return value === null ? null : named(value);
    },
  };
}

/** A regclass as the number of its relation. */
export function relationNumber(env: Environment, from: Compiled): Compiled {
  const get = (): Value => {
    const value = from.get();
    return value === null ? null : (relationOf(env, String(value))?.id ?? 0);
  };
  return { type: OID, subs: from.subs, get };
}
