import { parseColumn, parseTableConstraint } from './columns.ts';
import type { Cursor } from './cursor.ts';
import type { Alteration, Definition } from './definition-tree.ts';
import { parseExpr } from './expressions.ts';
import { parseAlterRole } from './roles.ts';
import { identityOptions, sequenceOptions } from './sequences.ts';
import { parseTypeName } from './type-names.ts';

export function parseAlter(c: Cursor): Definition {
  if (c.acceptOneOf('user', 'role') !== undefined) return parseAlterRole(c);
  const container = c.acceptOneOf('database', 'schema');
  if (container === 'database' || container === 'schema') {
    const base = { kind: 'alter database', what: container, name: c.name() } as const;
    if (c.accept('rename to')) return { ...base, rename: c.name() };
    if (c.accept('owner to')) return { ...base, owner: c.name() };
    while (c.token.kind !== 'end' && !c.isSign(';')) c.take();
    return base;
  }
  if (!c.mysql && c.accept('type')) return typeAlteration(c);
  const what = c.acceptOneOf('table', 'materialized view', 'view', 'sequence', 'index');
  if (
    what !== 'materialized view' &&
    what !== 'table' &&
    what !== 'view' &&
    what !== 'sequence' &&
    what !== 'index'
  )
    return c.wrong();
  const ifExists = c.accept('if exists');
  c.accept('only');
  const table = c.path();
  if (what === 'sequence' && !c.isOneOf('owner to', 'rename', 'set schema')) {
    const actions = [{ do: 'sequence', options: sequenceOptions(c) } as const];
    return { kind: 'alter table', table, ifExists, what, actions };
  }
  const actions = c.list(() => alteration(c));
  return { kind: 'alter table', table, ifExists, what, actions };
}

function typeAlteration(c: Cursor): Definition {
  const base = { kind: 'alter type', table: c.path() } as const;
  if (c.accept('owner to')) return { ...base, owner: c.name() };
  if (c.accept('rename to')) return { ...base, rename: c.name() };
  c.expect('add value');
  const ifNotExists = c.accept('if not exists');
  const label = c.string();
  const where = c.acceptOneOf('before', 'after');
  if (where !== 'before' && where !== 'after') return { ...base, add: { label, ifNotExists } };
  return { ...base, add: { label, ifNotExists, beside: { label: c.string(), where } } };
}

function alteration(c: Cursor): Alteration {
  if (c.accept('add')) return addition(c);
  if (c.accept('drop')) return removal(c);
  if (c.accept('rename')) return renaming(c);
  if (c.mysql && c.accept('modify')) {
    c.accept('column');
    const column = parseColumn(c);
    place(c);
    return { do: 'redefine column', name: column.name, column };
  }
  if (c.mysql && c.accept('change')) {
    c.accept('column');
    const name = c.name();
    const column = parseColumn(c);
    place(c);
    return { do: 'redefine column', name, column };
  }
  if (c.accept('alter')) return columnAlteration(c);
  if (c.accept('owner to')) return { do: 'owner', role: c.name() };
  if (c.accept('set schema')) return { do: 'set schema', schema: c.name() };
  if (c.mysql && c.accept('auto_increment')) {
    c.acceptSign('=');
    return { do: 'auto increment', value: c.integer() };
  }
  if (
    c.acceptOneOf(
      'engine',
      'default charset',
      'default character set',
      'charset',
      'character set',
      'convert to character set',
      'comment',
      'collate',
    ) !== undefined
  ) {
    c.acceptSign('=');
    c.take();
    if (c.accept('collate')) c.take();
    return { do: 'nothing' };
  }
  if (
    c.acceptOneOf(
      'disable keys',
      'enable keys',
      'disable trigger all',
      'enable trigger all',
      'enable row level security',
    ) !== undefined
  )
    return { do: 'nothing' };
  return c.wrong();
}

function place(c: Cursor): { place?: string } {
  if (c.mysql && c.accept('first')) return { place: '' };
  return c.mysql && c.accept('after') ? { place: c.name() } : {};
}

function addition(c: Cursor): Alteration {
  const constraint = parseTableConstraint(c);
  if (constraint !== undefined) {
    if (c.accept('not valid')) return { do: 'add constraint', constraint };
    return { do: 'add constraint', constraint };
  }
  c.accept('column');
  const ifNotExists = c.accept('if not exists');
  const column = parseColumn(c);
  return { do: 'add column', column, ifNotExists, ...place(c) };
}

function removal(c: Cursor): Alteration {
  if (c.accept('primary key')) return { do: 'drop primary key' };
  if (c.acceptOneOf('constraint', 'foreign key', 'check') !== undefined) {
    const ifExists = c.accept('if exists');
    const name = c.name();
    c.acceptOneOf('cascade', 'restrict');
    return { do: 'drop constraint', name, ifExists };
  }
  if (c.mysql && c.acceptOneOf('index', 'key') !== undefined) return { do: 'drop index', name: c.name() };
  c.accept('column');
  const ifExists = c.accept('if exists');
  const name = c.name();
  return { do: 'drop column', name, ifExists, cascade: c.acceptOneOf('cascade', 'restrict') === 'cascade' };
}

function renaming(c: Cursor): Alteration {
  if (c.acceptOneOf('to', 'as') !== undefined) return { do: 'rename', to: c.path().path.at(-1) ?? '' };
  const named = c.acceptOneOf('constraint', 'index', 'key');
  if (named !== undefined) {
    const from = c.name();
    c.expect('to');
    return { do: named === 'constraint' ? 'rename constraint' : 'rename index', from, to: c.name() };
  }
  c.accept('column');
  const from = c.name();
  c.expect('to');
  return { do: 'rename column', from, to: c.name() };
}

function columnAlteration(c: Cursor): Alteration {
  c.accept('column');
  const name = c.name();
  if (c.acceptOneOf('type', 'set data type') !== undefined) {
    const type = parseTypeName(c);
    if (!c.accept('using')) return { do: 'set type', name, type };
    return { do: 'set type', name, type, using: c.source(() => parseExpr(c)) };
  }
  if (c.accept('set default')) return { do: 'set default', name, value: c.source(() => parseExpr(c)) };
  if (c.accept('drop default')) return { do: 'set default', name };
  if (c.accept('set not null')) return { do: 'set not null', name, notNull: true };
  if (c.accept('drop not null')) return { do: 'set not null', name, notNull: false };
  const always = c.accept('add generated always as identity');
  if (always || c.accept('add generated by default as identity')) {
    const identity = always ? 'always' : 'by default';
    return { do: 'add identity', name, identity, options: identityOptions(c) };
  }
  if (c.acceptOneOf('drop identity', 'set statistics', 'set storage') !== undefined) {
    while (c.token.kind !== 'end' && !c.isSign(';') && !c.isSign(',')) c.take();
    return { do: 'nothing' };
  }
  return c.wrong();
}
