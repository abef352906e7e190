import type { Row } from '../../values/value.ts';
import { indexText } from '../keys.ts';
import type { SystemTable } from '../relations.ts';

import { relations, tables } from './lookups.ts';

/** What is in other tables, in a form for people. */
export const viewCatalogue: Readonly<Record<string, SystemTable>> = {
  pg_tables: {
    columns:
      'schemaname name, tablename name, tableowner name, tablespace name, hasindexes bool, hasrules bool, hastriggers bool',
    rows: (env) =>
      tables(env)
        .filter(({ filledBy }) => filledBy === undefined)
        .map(
          (def): Row => [
            def.schema,
            def.name,
            def.owner,
            null,
            def.indexes.length > 0,
            false,
            def.constraints.some(({ kind }) => kind === 'foreign'),
          ],
        ),
  },
  pg_matviews: {
    columns:
      'schemaname name, matviewname name, matviewowner name, tablespace name, hasindexes bool, ispopulated bool, definition',
    rows: (env) =>
      tables(env).flatMap(({ schema, name, owner, indexes, filledBy }): Row[] =>
        filledBy === undefined
          ? []
          : [[schema, name, owner, null, indexes.length > 0, true, `${filledBy.written ?? filledBy.query};`]],
      ),
  },
  pg_views: {
    columns: 'schemaname name, viewname name, viewowner name, definition',
    rows: (env) =>
      relations(env).flatMap((def): Row[] =>
        def.kind === 'view' ? [[def.schema, def.name, def.owner, `${def.written ?? def.query};`]] : [],
      ),
  },
  pg_indexes: {
    columns: 'schemaname name, tablename name, indexname name, tablespace name, indexdef',
    rows: (env) =>
      tables(env).flatMap((def) =>
        def.indexes.map(
          (index): Row => [def.schema, def.name, index.name, null, indexText(env, def, index, false)],
        ),
      ),
  },
  pg_sequences: {
    columns:
      'schemaname name, sequencename name, sequenceowner name, start_value bigint, increment_by bigint, last_value bigint',
    rows: (env) =>
      relations(env).flatMap((def): Row[] => {
        if (def.kind !== 'sequence') return [];
        const counter = env.transaction.cluster.counters.get(def.id);
        return [
          [
            def.schema,
            def.name,
            def.owner,
            BigInt(def.start),
            BigInt(def.increment),
            counter?.called === true ? BigInt(counter.last) : null,
          ],
        ];
      }),
  },
  pg_stat_user_tables: {
    columns: 'relid oid, schemaname name, relname name, n_live_tup bigint',
    rows: (env) =>
      tables(env).map((def): Row => [def.id, def.schema, def.name, BigInt(env.transaction.scan(def).length)]),
  },
};
