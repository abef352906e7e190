import { baseEntries } from '../../values/types.ts';
import type { Row } from '../../values/value.ts';
import type { SystemTable } from '../relations.ts';

import { CATALOGUE_OID, DEFAULT_COLLATION, roleId, schemaId } from './lookups.ts';

/** Types, operators, functions and extensions. */
export const typeCatalogue: Readonly<Record<string, SystemTable>> = {
  pg_type: {
    columns:
      'oid oid, typname name, typnamespace oid, typlen int, typtype, typelem oid, typarray oid, typrelid oid, typcollation oid, typbasetype oid, typnotnull bool, typdefault, typdelim, typowner oid',
    rows: (env) => [
      ...baseEntries.flatMap(([base, { oid, size, arrayOid, category }]): Row[] =>
        base === 'enum'
          ? []
          : [
              [
                oid,
                base,
                CATALOGUE_OID,
                size,
                'b',
                0,
                arrayOid,
                0,
                category === 'text' ? DEFAULT_COLLATION : 0,
                0,
                false,
                null,
                ',',
                10,
              ],
            ],
      ),
      ...env.transaction
        .definitions()
        .flatMap((def): Row[] =>
          def.kind === 'enum' && def.database === env.session.database
            ? [
                [
                  def.id,
                  def.name,
                  schemaId(env, def.schema),
                  4,
                  'e',
                  0,
                  0,
                  0,
                  0,
                  0,
                  false,
                  null,
                  ',',
                  roleId(env, def.owner),
                ],
              ]
            : [],
        ),
    ],
  },
  pg_enum: {
    columns: 'oid oid, enumtypid oid, enumsortorder int, enumlabel name',
    rows: (env) =>
      env.transaction
        .definitions()
        .flatMap((def): Row[] =>
          def.kind === 'enum' && def.database === env.session.database
            ? def.labels.map((label, index) => [def.id * 100 + index, def.id, index + 1, label])
            : [],
        ),
  },
  pg_range: { columns: 'rngtypid oid, rngsubtype oid, rngmultitypid oid', rows: () => [] },
  pg_opclass: {
    columns: 'oid oid, opcname name, opcmethod oid, opcdefault bool, opcnamespace oid',
    rows: () => [],
  },
  pg_am: {
    columns: 'oid oid, amname name, amtype',
    rows: () => [
      [2, 'heap', 't'],
      [403, 'btree', 'i'],
      [405, 'hash', 'i'],
    ],
  },
  pg_collation: {
    columns: 'oid oid, collname name, collnamespace oid',
    rows: () => [
      [DEFAULT_COLLATION, 'default', CATALOGUE_OID],
      [950, 'C', CATALOGUE_OID],
    ],
  },
  pg_extension: {
    columns: 'oid oid, extname name, extversion, extnamespace oid',
    rows: () => [[13_569, 'plpgsql', '1.0', CATALOGUE_OID]],
  },
  pg_proc: { columns: 'oid oid, proname name, pronamespace oid', rows: () => [] },
};
