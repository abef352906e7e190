import { type Environment, Meter } from '../run/environment.ts';
import { type OutColumn, scopeOf } from '../run/scope.ts';
import type { TableDef } from '../store/definitions.ts';
import { parseExpression } from '../syntax/statements.ts';
import type { Expr, Query } from '../syntax/tree.ts';
import { categoryOf, type SqlType, TEXT, titleOf } from '../values/types.ts';
import { quoted } from './definitions.ts';

/**
 * An expression of a constraint or an index as PostgreSQL shows it: with the casts that it has added. What it has no form for
 * here comes as it was written.
 * @param pretty as `\d` shows it: without the parentheses that no one needs
 */
export function expressionText(env: Environment, def: TableDef, text: string, pretty: boolean): string {
  try {
    const expr = parseExpression(text, false);
    const columns = def.columns.map(({ name, type }) => ({
      name,
      type,
      table: def.name,
      schema: def.schema,
    }));
    return new ExpressionWriter(env, columns, { pretty }).text(expr) ?? text;
  } catch {
    return text;
  }
}

/** What an expression over a table's columns comes to. It counts little: there are many in a catalogue. */
export function expressionType(env: Environment, def: TableDef, expr: Expr): SqlType {
  const columns = def.columns.map(({ name, type }) => ({ name, type, table: def.name, schema: def.schema }));
  return typeOver(env, columns, expr);
}

function typeOver(env: Environment, columns: readonly OutColumn[], expr: Expr): SqlType {
  env.meter.charge(1);
  const select: Query = {
    kind: 'query',
    with: [],
    recursive: false,
    body: { kind: 'select', distinct: false, distinctOn: [], items: [{ expr }], group: [] },
    order: [],
  };
  const planned = env.plan({ ...env, meter: new Meter() }, select, scopeOf(columns));
  return planned.columns[0]?.type ?? TEXT;
}

const comparisons = new Set(['=', '<>', '<', '>', '<=', '>=']);
const patternOps = { like: ['~~', '!~~', '~~*', '!~~*'], matches: ['~', '!~', '~*', '!~*'] } as const;
/** Functions that take a text, whatever kind of text they are given. */
const textFunctions =
  /^(?:length|char_length|character_length|lower|upper|initcap|left|right|md5|reverse|position|strpos|replace|substring|substr|split_part|btrim|ltrim|rtrim)$/;

interface Style {
  /** As `\d` shows it: without the parentheses that no one needs. */
  readonly pretty?: boolean;
  /** As plans show it: numbers are of the type that they are compared as. */
  readonly folded?: boolean;
  /** Columns are said with their tables. */
  readonly qualified?: boolean;
}

export class ExpressionWriter {
  readonly #env: Environment;
  readonly #columns: readonly OutColumn[];
  readonly #pretty: boolean;
  readonly #style: Style;

  constructor(env: Environment, columns: readonly OutColumn[], style: Style) {
    this.#env = env;
    this.#columns = columns;
    this.#style = style;
    this.#pretty = style.pretty === true;
  }

  /** Undefined: there is no form for it here. */
  text(expr: Expr): string | undefined {
    switch (expr.kind) {
      case 'column':
        return this.#column(expr.path);
      case 'number':
        return expr.text.startsWith('-') ? `'${expr.text}'::${titleOf(this.#typeOf(expr))}` : expr.text;
      case 'bool':
        return String(expr.value);
      case 'string':
        return this.#literal(expr.text, { base: 'text' });
      case 'null':
        return 'NULL';
      case 'unary':
        return this.#unary(expr);
      case 'binary':
        return this.#binary(expr);
      case 'is': {
        const arg = this.#operand(expr.arg);
        return arg === undefined
          ? undefined
          : this.#wrapped(`${arg} IS ${expr.not ? 'NOT ' : ''}${expr.what.toUpperCase()}`);
      }
      case 'in':
        return this.#list(expr);
      case 'like':
      case 'matches':
        return this.#pattern(expr);
      case 'cast': {
        const arg = expr.arg.kind === 'string' ? undefined : this.text(expr.arg);
        const type = titleOf(this.#typeOf(expr));
        if (expr.arg.kind === 'string') return `'${expr.arg.text.replaceAll("'", "''")}'::${type}`;
        return arg === undefined ? undefined : this.#cast(arg, type, expr.arg);
      }
      case 'call':
        return this.#call(expr);
      default:
        return undefined;
    }
  }

  #typeOf(expr: Expr): SqlType {
    return typeOver(this.#env, this.#columns, expr);
  }

  #wrapped(text: string): string {
    return this.#pretty ? text : `(${text})`;
  }

  #column(path: readonly string[]): string {
    const name = path.at(-1) ?? '';
    if (this.#style.qualified !== true) return quoted(name);
    const table = path.at(-2) ?? this.#columns.find((column) => column.name === name)?.table;
    return table === undefined ? quoted(name) : `${quoted(table)}.${quoted(name)}`;
  }

  #cast(text: string, type: string, expr: Expr): string {
    if (this.#style.folded === true && expr.kind === 'number') return `'${expr.text}'::${type}`;
    if (/^\(.*\)$/.test(text) && this.#pretty) return `${text}::${type}`;
    if (!this.#pretty) return `(${text})::${type}`;
    const simple =
      expr.kind === 'column' || expr.kind === 'number' || expr.kind === 'call' || expr.kind === 'cast';
    return simple ? `${text}::${type}` : `(${text})::${type}`;
  }

  #literal(text: string, type: SqlType): string {
    const plain = { base: type.base, ...(type.name === undefined ? {} : { name: type.name }) };
    const title = type.base === 'bpchar' ? 'bpchar' : titleOf(plain);
    return `'${text.replaceAll("'", "''")}'::${title}`;
  }

  /** An operand that is an operation itself stands in parentheses. */
  #operand(expr: Expr): string | undefined {
    const text = this.text(expr);
    if (text === undefined || !this.#pretty) return text;
    return ['binary', 'in', 'like', 'matches', 'is'].includes(expr.kind) ? `(${text})` : text;
  }

  #unary(expr: Extract<Expr, { kind: 'unary' }>): string | undefined {
    if (expr.op === '-' && expr.arg.kind === 'number') {
      const type = titleOf(this.#typeOf(expr.arg));
      return `'-${expr.arg.text}'::${type}`;
    }
    if (expr.op !== 'not') return undefined;
    const connected = expr.arg.kind === 'binary' && (expr.arg.op === 'and' || expr.arg.op === 'or');
    const arg = this.text(expr.arg);
    if (arg === undefined) return undefined;
    return this.#wrapped(connected && this.#pretty ? `NOT (${arg})` : `NOT ${arg}`);
  }

  #binary(expr: Extract<Expr, { kind: 'binary' }>): string | undefined {
    const { op } = expr;
    if (op === 'and' || op === 'or') return this.#connected(expr, op);
    const arithmetic = /^[-+*/%]$/.test(op);
    if (!comparisons.has(op) && op !== '!=' && !arithmetic && op !== '||') return undefined;
    const sides = this.#sides(expr, arithmetic ? op : undefined);
    return sides === undefined
      ? undefined
      : this.#wrapped(`${sides[0]} ${op === '!=' ? '<>' : op} ${sides[1]}`);
  }

  #connected(expr: Extract<Expr, { kind: 'binary' }>, op: 'and' | 'or'): string | undefined {
    const parts: Expr[] = [];
    const flatten = (each: Expr): void => {
      if (each.kind === 'binary' && each.op === op) {
        flatten(each.left);
        flatten(each.right);
      } else parts.push(each);
    };
    flatten(expr);
    const texts = parts.map((part) => {
      const text = this.text(part);
      const loose = this.#pretty && op === 'and' && part.kind === 'binary' && part.op === 'or';
      return loose && text !== undefined ? `(${text})` : text;
    });
    return texts.includes(undefined) ? undefined : this.#wrapped(texts.join(op === 'and' ? ' AND ' : ' OR '));
  }

  /** Both sides with the casts that make them one type. */
  #sides({ left, right }: { left: Expr; right: Expr }, arithmetic?: string): [string, string] | undefined {
    const types = [left, right].map((each) => (each.kind === 'string' ? undefined : this.#typeOf(each)));
    const common = commonTarget(types[0], types[1]);
    const one = (expr: Expr, type: SqlType | undefined): string | undefined => {
      if (expr.kind === 'string') return this.#literal(expr.text, common ?? { base: 'text' });
      const tight =
        arithmetic !== undefined &&
        expr.kind === 'binary' &&
        /^[*/%]$/.test(expr.op) &&
        /^[-+]$/.test(arithmetic);
      const text = tight ? this.text(expr) : this.#operand(expr);
      if (text === undefined || common === undefined || type === undefined) return text;
      if (!needsCast(type, common)) return text;
      if (expr.kind === 'number' && /[.e]/i.test(expr.text) && common.base === 'numeric') return text;
      return this.#cast(text, titleOf({ base: common.base }), expr);
    };
    const [a, b] = [one(left, types[0]), one(right, types[1])];
    return a === undefined || b === undefined ? undefined : [a, b];
  }

  #list({ arg, list, not }: Extract<Expr, { kind: 'in' }>): string | undefined {
    const type = this.#typeOf(arg);
    const subject = this.#operand(arg);
    const plain = list.every((item) => item.kind === 'number' || item.kind === 'string');
    if (this.#style.folded === true && plain && subject !== undefined) {
      const values = list.map((item) => ('text' in item ? item.text : ''));
      const base = type.base === 'varchar' ? 'text' : titleOf({ ...type, array: false });
      const side = type.base === 'varchar' ? this.#cast(subject, 'text', arg) : subject;
      return this.#wrapped(`${side} ${not ? '<> ALL' : '= ANY'} ('{${values.join(',')}}'::${base}[])`);
    }
    const numeric = categoryOf(type) === 'number';
    const items = list.map((item) => {
      if (item.kind === 'string') return this.#literal(item.text, type);
      const text = this.text(item);
      const needs = item.kind === 'number' && numeric && needsCast(this.#typeOf(item), type);
      return text !== undefined && needs ? this.#cast(text, titleOf({ base: type.base }), item) : text;
    });
    if (subject === undefined || items.includes(undefined)) return undefined;
    const varying = type.base === 'varchar';
    const array = `ARRAY[${items.join(', ')}]`;
    const shownArray = varying ? (this.#pretty ? `${array}::text[]` : `(${array})::text[]`) : array;
    const shown = varying ? this.#cast(subject, 'text', arg) : subject;
    return this.#wrapped(`${shown} ${not ? '<> ALL' : '= ANY'} (${shownArray})`);
  }

  #pattern(expr: Extract<Expr, { kind: 'like' | 'matches' }>): string | undefined {
    if (expr.kind === 'like' && expr.escape !== undefined) return undefined;
    const [arg, pattern] = [this.#asText(expr.arg), this.#asText(expr.pattern)];
    const op = patternOps[expr.kind][(expr.insensitive ? 2 : 0) + (expr.not ? 1 : 0)];
    return arg === undefined || pattern === undefined
      ? undefined
      : this.#wrapped(`${arg} ${op ?? ''} ${pattern}`);
  }

  #asText(expr: Expr): string | undefined {
    const text = this.#operand(expr);
    if (text === undefined || expr.kind === 'string') return text;
    return this.#typeOf(expr).base === 'varchar' ? this.#cast(text, 'text', expr) : text;
  }

  #call(expr: Extract<Expr, { kind: 'call' }>): string | undefined {
    const { name, args } = expr;
    if (expr.star && expr.over === undefined) return `${name}(*)`;
    if (/^(?:current_date|current_timestamp|current_user)$/.test(name) && args.length === 0)
      return name.toUpperCase();
    const texts = args.map((arg) => (textFunctions.test(name) ? this.#asText(arg) : this.text(arg)));
    if (/^(?:coalesce|greatest|least)$/.test(name)) {
      const types = args.map((arg) => this.#typeOf(arg));
      const common = types.reduce<SqlType | undefined>((a, b) => commonTarget(a, b) ?? a, undefined);
      for (const [at, arg] of args.entries()) {
        const [text, type] = [texts[at], types[at]];
        if (arg.kind === 'string' && common !== undefined) texts[at] = this.#literal(arg.text, common);
        else if (common !== undefined && type !== undefined && text !== undefined && needsCast(type, common))
          texts[at] = this.#cast(text, titleOf({ base: common.base }), arg);
      }
    }
    if (texts.includes(undefined) || expr.over !== undefined) return undefined;
    if (name === 'extract' || name === 'date_part' || name === 'trim') return undefined;
    const shown =
      name === 'coalesce' || name === 'greatest' || name === 'least' || name === 'nullif'
        ? name.toUpperCase()
        : name;
    return `${shown}(${expr.distinct ? 'DISTINCT ' : ''}${texts.join(', ')})`;
  }
}

/** The type that an operator works in, where one of its sides has to be cast. */
function commonTarget(a: SqlType | undefined, b: SqlType | undefined): SqlType | undefined {
  const [known, other] = a === undefined ? [b, a] : [a, b];
  if (known === undefined) return undefined;
  const text = (type: SqlType) => type.base === 'varchar';
  if (other === undefined) return text(known) ? { base: 'text' } : known;
  if (text(known) || text(other)) return { base: 'text' };
  const ranks = ['int2', 'int4', 'int8', 'numeric', 'float4', 'float8'];
  const rank = Math.max(ranks.indexOf(known.base), ranks.indexOf(other.base));
  if (rank >= ranks.indexOf('numeric')) {
    const base = [known, other].find((type) => type.base === ranks[rank])?.base;
    return base === undefined ? undefined : { base };
  }
  return undefined;
}

function needsCast(type: SqlType, common: SqlType): boolean {
  if (common.base === 'text') return type.base === 'varchar';
  return categoryOf(common) === 'number' && type.base !== common.base;
}
