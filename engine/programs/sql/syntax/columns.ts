import type { Cursor } from './cursor.ts';
import type { ColumnDef, ConstraintDef, Reference, ReferenceAction, Source } from './definition-tree.ts';
import { parseExpr } from './expressions.ts';
import { identityOptions } from './sequences.ts';
import { parseTypeName } from './type-names.ts';

const serials: Readonly<Record<string, string>> = {
  serial: 'int4',
  serial4: 'int4',
  bigserial: 'int8',
  serial8: 'int8',
  smallserial: 'int2',
  serial2: 'int2',
};

export function parseColumn(c: Cursor): ColumnDef {
  const name = c.anyName();
  const written = parseTypeName(c);
  const serial = serials[written.name.toLowerCase()];
  const type = serial === undefined ? written : { ...written, name: serial };
  let column: { -readonly [K in keyof ColumnDef]: ColumnDef[K] } = {
    name,
    type,
    notNull: serial !== undefined,
    autoIncrement: serial !== undefined,
    onUpdateNow: false,
    constraints: [],
  };
  for (;;) {
    const more = columnOption(c, column);
    if (more === undefined) return column;
    column = { ...column, ...more };
  }
}

function columnOption(c: Cursor, column: ColumnDef): Partial<ColumnDef> | undefined {
  if (c.accept('not null')) return { notNull: true };
  if (c.accept('null')) return {};
  if (c.acceptOneOf('auto_increment', 'autoincrement') !== undefined)
    return { autoIncrement: true, notNull: true };
  if (c.accept('default')) return { default: c.source(() => defaultValue(c)) };
  if (c.accept('on update')) {
    parseExpr(c);
    return { onUpdateNow: true };
  }
  if (c.accept('comment')) return { comment: c.string() };
  if (c.acceptOneOf('collate', 'character set', 'charset') !== undefined) {
    c.anyName();
    return {};
  }
  if (c.acceptOneOf('first', 'virtual', 'stored', 'visible', 'invisible') !== undefined) return {};
  if (c.is('generated') || (c.mysql && c.is('as'))) return generated(c);
  const constraint = columnConstraint(c, column.name);
  return constraint === undefined ? undefined : { constraints: [...column.constraints, constraint] };
}

/** A default may be any expression, but NOT NULL after it isn't part of it. */
function defaultValue(c: Cursor): void {
  parseExpr(c);
}

function generated(c: Cursor): Partial<ColumnDef> {
  c.accept('generated');
  const always = c.accept('always');
  if (!always) c.accept('by default');
  c.expect('as');
  if (c.accept('identity')) {
    const sequence = identityOptions(c);
    return { identity: always ? 'always' : 'by default', autoIncrement: true, notNull: true, sequence };
  }
  c.expectSign('(');
  const source = bare(c.source(() => parseExpr(c)));
  c.expectSign(')');
  c.acceptOneOf('stored', 'virtual');
  return { generated: source };
}

function skipBrackets(c: Cursor): void {
  c.expectSign('(');
  while (!c.acceptSign(')')) {
    if (c.token.kind === 'end') c.wrong();
    c.take();
  }
}

function columnConstraint(c: Cursor, column: string): ConstraintDef | undefined {
  const named = c.accept('constraint') ? { name: c.name() } : {};
  const columns = [column];
  if (c.accept('primary key') || (c.mysql && c.accept('key'))) return { kind: 'primary', ...named, columns };
  if (c.accept('unique')) {
    if (c.mysql) c.accept('key');
    return { kind: 'unique', ...named, columns };
  }
  if (c.accept('check')) return { kind: 'check', ...named, columns, check: checkOf(c) };
  if (c.accept('references')) return { kind: 'foreign', ...named, columns, references: reference(c) };
  if (c.accept('not null') && 'name' in named) return { kind: 'check', columns: [] };
  return 'name' in named ? c.wrong() : undefined;
}

function checkOf(c: Cursor): Source {
  c.expectSign('(');
  const source = bare(c.source(() => parseExpr(c)));
  c.expectSign(')');
  c.acceptOneOf('no inherit', 'enforced', 'not enforced');
  return source;
}

/** Without brackets around all of it, which are shown anyway. */
function bare({ text }: Source): Source {
  const parts = text.match(/'(?:[^']|'')*'|"(?:[^"]|"")*"|[()]|[^()'"]+|['"]/g) ?? [];
  if (parts[0] !== '(') return { text };
  let depth = 0;
  for (const [at, part] of parts.entries()) {
    if (part === '(') depth++;
    if (part === ')') depth--;
    if (depth === 0) return at === parts.length - 1 ? bare({ text: text.slice(1, -1).trim() }) : { text };
  }
  return { text };
}

function reference(c: Cursor): Reference {
  const table = c.path();
  const columns = c.isSign('(') ? c.bracketed(() => c.name()) : [];
  let [onDelete, onUpdate]: [ReferenceAction, ReferenceAction] = ['no action', 'no action'];
  for (;;) {
    if (c.accept('on delete')) onDelete = action(c);
    else if (c.accept('on update')) onUpdate = action(c);
    else if (c.accept('match')) c.anyName();
    else if (
      c.acceptOneOf('not deferrable', 'deferrable', 'initially deferred', 'initially immediate') === undefined
    )
      break;
  }
  return { table, columns, onDelete, onUpdate };
}

function action(c: Cursor): ReferenceAction {
  const found = c.acceptOneOf('cascade', 'restrict', 'set null', 'set default', 'no action');
  if (
    found === 'cascade' ||
    found === 'restrict' ||
    found === 'set null' ||
    found === 'set default' ||
    found === 'no action'
  )
    return found;
  return c.wrong();
}

/** A constraint of the whole table; undefined: a column stands here. */
export function parseTableConstraint(c: Cursor): ConstraintDef | undefined {
  const mark = c.mark();
  const named = c.accept('constraint')
    ? c.isOneOf('primary', 'unique', 'check', 'foreign')
      ? {}
      : { name: c.name() }
    : {};
  if (c.accept('primary key')) return { kind: 'primary', ...named, ...keyColumns(c) };
  if (c.accept('unique')) {
    if (c.mysql) c.acceptOneOf('key', 'index');
    const own = c.mysql && c.isName() ? { name: c.name() } : {};
    return { kind: 'unique', ...named, ...own, ...keyColumns(c) };
  }
  if (c.is('check') && c.ahead(1).text === '(') {
    c.take();
    return { kind: 'check', ...named, columns: [], check: checkOf(c) };
  }
  if (c.accept('foreign key')) {
    const own = c.mysql && c.isName() ? c.name() : undefined;
    const columns = c.bracketed(() => c.name());
    c.expect('references');
    return {
      kind: 'foreign',
      ...(own === undefined ? {} : { name: own }),
      ...named,
      columns,
      references: reference(c),
    };
  }
  if (c.mysql && c.acceptOneOf('fulltext key', 'fulltext index', 'fulltext', 'key', 'index') !== undefined) {
    const own = c.isName() ? { name: c.name() } : {};
    return { kind: 'index', ...own, ...keyColumns(c) };
  }
  c.back(mark);
  return undefined;
}

function keyColumns(c: Cursor): { columns: string[] } {
  if (c.accept('using')) c.anyName();
  const columns = c.bracketed(() => {
    const name = c.name();
    // MySQL: a length of the prefix, and an order.
    if (c.isSign('(')) skipBrackets(c);
    c.acceptOneOf('asc', 'desc');
    return name;
  });
  if (c.accept('using')) c.anyName();
  if (c.accept('comment')) c.string();
  return { columns };
}
