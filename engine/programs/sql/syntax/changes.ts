import { parseOrder } from './calls.ts';
import type { Cursor } from './cursor.ts';
import { parseExpr } from './expressions.ts';
import { parseFrom, parseItems, parseQuery } from './queries.ts';
import { startsQuery } from './query-start.ts';
import type {
  Assignment,
  Change,
  CommonTable,
  Conflict,
  Delete,
  Expr,
  From,
  Insert,
  Query,
  SelectItem,
  TablePath,
  Update,
} from './tree.ts';

/** INSERT, REPLACE, UPDATE or DELETE; undefined: something else stands here. */
export function parseChange(c: Cursor, tables: readonly CommonTable[]): Change | undefined {
  if (c.accept('insert')) return insert(c, tables, false);
  if (c.mysql && c.accept('replace')) return insert(c, tables, true);
  if (c.accept('update')) return update(c, tables);
  if (c.accept('delete')) return remove(c, tables);
  return undefined;
}

function insert(c: Cursor, tables: readonly CommonTable[], replace: boolean): Insert {
  c.acceptOneOf('low_priority', 'delayed', 'high_priority');
  const ignore = c.mysql && c.accept('ignore');
  if (c.mysql) c.accept('into');
  else c.expect('into');
  const table = c.path();
  const alias = c.accept('as') ? c.name() : undefined;
  if (c.mysql && c.accept('set')) {
    const set = assignments(c);
    const source = valuesOf([set.map(({ value }) => value)]);
    return finished(
      c,
      {
        kind: 'insert',
        with: tables,
        table,
        columns: set.map(({ column }) => column),
        places: set.map(({ at }) => at),
        source,
        returning: [],
      },
      ignore,
      replace,
    );
  }
  const names = c.isSign('(') && !startsQuery(c) ? columnNames(c) : [];
  const overriding = c.acceptOneOf('overriding system value', 'overriding user value');
  let source: Query | undefined;
  if (c.mysql && c.acceptOneOf('values', 'value') !== undefined) {
    source = valuesOf(c.list(() => rowOf(c)));
  } else if (!c.accept('default values')) source = parseQuery(c);
  const base: Insert = {
    kind: 'insert',
    with: tables,
    table,
    columns: names.map(({ path }) => path.at(-1) ?? ''),
    places: names.map(({ at }) => at),
    returning: [],
    ...(alias === undefined ? {} : { alias }),
    ...(source === undefined ? {} : { source }),
    ...(overriding === undefined
      ? {}
      : { overriding: overriding === 'overriding system value' ? 'system' : 'user' }),
  };
  return finished(c, base, ignore, replace);
}

function columnNames(c: Cursor): TablePath[] {
  c.expectSign('(');
  const names = c.isSign(')') ? [] : c.list(() => c.path());
  c.expectSign(')');
  return names;
}

function rowOf(c: Cursor): Expr[] {
  c.accept('row');
  c.expectSign('(');
  const row = c.isSign(')') ? [] : c.list(() => parseExpr(c));
  c.expectSign(')');
  return row;
}

function valuesOf(rows: readonly (readonly Expr[])[]): Query {
  return {
    kind: 'query',
    with: [],
    recursive: false,
    body: { kind: 'values', rows },
    order: [],
  };
}

function finished(c: Cursor, base: Insert, ignore: boolean, replace: boolean): Insert {
  let conflict: Conflict | undefined;
  // MySQL's row alias: VALUES (…) AS new.
  const rowAlias = c.mysql && c.accept('as') ? c.name() : undefined;
  if (c.accept('on conflict')) conflict = onConflict(c);
  else if (c.mysql && c.accept('on duplicate key update')) conflict = { columns: [], set: assignments(c) };
  else if (replace) conflict = { columns: [], set: [], replace: true };
  else if (ignore) conflict = { columns: [], set: [] };
  return {
    ...base,
    ...(rowAlias === undefined ? {} : { alias: rowAlias }),
    ...(conflict === undefined ? {} : { conflict }),
    returning: returning(c),
  };
}

function onConflict(c: Cursor): Conflict {
  const columns = c.isSign('(') ? c.bracketed(() => c.name()) : [];
  const constraint = c.accept('on constraint') ? c.name() : undefined;
  if (columns.length > 0 && c.accept('where')) parseExpr(c);
  c.expect('do');
  const target = { columns, ...(constraint === undefined ? {} : { constraint }) };
  if (c.accept('nothing')) return { ...target, set: [] };
  c.expect('update set');
  const set = assignments(c);
  const where = c.accept('where') ? parseExpr(c) : undefined;
  return { ...target, set, ...(where === undefined ? {} : { where }) };
}

function assignments(c: Cursor): Assignment[] {
  return c
    .list((): Assignment[] => {
      const { at } = c.token;
      if (c.isSign('(')) {
        const names = c.bracketed(() => c.name());
        c.expectSign('=');
        c.accept('row');
        const values = c.bracketed(() => parseExpr(c));
        return names.map((column, index) => ({ column, value: values[index] ?? { kind: 'null' }, at }));
      }
      const { path } = c.path();
      c.expectSign('=');
      const table = path.at(-2);
      return [
        { column: path.at(-1) ?? '', value: parseExpr(c), at, ...(table === undefined ? {} : { table }) },
      ];
    })
    .flat();
}

function returning(c: Cursor): SelectItem[] {
  return c.accept('returning') ? parseItems(c) : [];
}

function targetAlias(c: Cursor): { alias?: string } {
  if (c.accept('as')) return { alias: c.name() };
  return c.isName() && !c.isOneOf('set', 'using', 'where', 'returning') ? { alias: c.name() } : {};
}

function tail(c: Cursor) {
  const where = c.accept('where') ? parseExpr(c) : undefined;
  const order = c.accept('order by') ? parseOrder(c) : [];
  const limit = c.accept('limit') ? parseExpr(c) : undefined;
  return {
    order,
    returning: returning(c),
    ...(where === undefined ? {} : { where }),
    ...(limit === undefined ? {} : { limit }),
  };
}

/** MySQL: more than one table in UPDATE's list; undefined: there is one, and nothing has been taken. */
function joinedTables(c: Cursor): { readonly table: TablePath; readonly tables: From } | undefined {
  const mark = c.mark();
  const tables = parseFrom(c);
  const table = firstTable(tables);
  if (tables.kind === 'join' && table !== undefined) return { table, tables };
  c.back(mark);
  return undefined;
}

/** `DELETE a, b FROM …` and `DELETE FROM a USING …`; undefined: one table, and nothing has been taken. */
function joinedTargets(
  c: Cursor,
): { readonly table: TablePath; readonly tables: From; readonly targets: readonly string[] } | undefined {
  const mark = c.mark();
  const before = !c.accept('from');
  const targets = c.list(() => {
    const { path } = c.path();
    if (c.acceptSign('.')) c.expectSign('*');
    return path.at(-1) ?? '';
  });
  if (before ? c.accept('from') : c.accept('using')) {
    const tables = parseFrom(c);
    const table = firstTable(tables);
    if (table !== undefined) return { table, tables, targets };
  }
  c.back(mark);
  return undefined;
}

function firstTable(from: From): TablePath | undefined {
  if (from.kind === 'join') return firstTable(from.left) ?? firstTable(from.right);
  return from.kind === 'table' ? from : undefined;
}

function update(c: Cursor, tables: readonly CommonTable[]): Update {
  c.acceptOneOf('low_priority', 'ignore', 'only');
  const joined = c.mysql ? joinedTables(c) : undefined;
  const table = joined?.table ?? c.path();
  const alias = joined === undefined ? targetAlias(c) : {};
  let from: From | undefined;
  const set = (() => {
    c.expect('set');
    return assignments(c);
  })();
  if (c.accept('from')) from = parseFrom(c);
  return {
    kind: 'update',
    with: tables,
    table,
    ...alias,
    set,
    ...(joined === undefined ? {} : { tables: joined.tables }),
    ...(from === undefined ? {} : { from }),
    ...tail(c),
  };
}

function remove(c: Cursor, tables: readonly CommonTable[]): Delete {
  c.acceptOneOf('low_priority', 'quick', 'ignore');
  const many = c.mysql ? joinedTargets(c) : undefined;
  if (many !== undefined)
    return {
      kind: 'delete',
      with: tables,
      table: many.table,
      tables: many.tables,
      targets: many.targets,
      ...tail(c),
    };
  c.expect('from');
  c.accept('only');
  const table = c.path();
  const alias = targetAlias(c);
  const from = c.accept('using') ? parseFrom(c) : undefined;
  return {
    kind: 'delete',
    with: tables,
    table,
    ...alias,
    ...(from === undefined ? {} : { from }),
    ...tail(c),
  };
}
