import type { TableDef } from '../../store/definitions.ts';
import { plainSelect } from '../../syntax/plain-select.ts';
import type { Expr, From, Query } from '../../syntax/tree.ts';
import { factsOf } from '../../values/types.ts';
import type { Environment } from '../environment.ts';
import type { OutColumn } from '../scope.ts';
import { comparison, together } from './conditions.ts';
import type { PlanNode } from './node.ts';

export interface ScanOf {
  readonly def: TableDef;
  readonly from: Extract<From, { kind: 'table' }>;
  readonly columns: readonly OutColumn[];
  readonly conditions: readonly Expr[];
  /** Rows of the table, and those that meet the conditions. */
  readonly all: number;
  readonly matching: number;
  readonly text: (expr: Expr) => string;
}

/** Bytes of a row's values, about: texts as long as the first rows have them. */
function widthOf(env: Environment, def: TableDef): number {
  const sample = env.transaction.scan(def).slice(0, 50);
  return def.columns.reduce((sum, { type }, index) => {
    const { size } = factsOf(type);
    if (size > 0) return sum + size;
    if (sample.length === 0) return sum + 32;
    const lengths = sample.map(([, row]) => String(row[index] ?? '').length + 1);
    return sum + Math.round(lengths.reduce((a, b) => a + b, 0) / lengths.length);
  }, 0);
}

/** A query for the rows of some tables that meet conditions. */
export function rowsOf(from: From, conditions: readonly Expr[]): Query {
  const where = together(conditions);
  return plainSelect({
    items: [{ expr: { kind: 'number', text: '1' } }],
    from,
    ...(where === undefined ? {} : { where }),
  });
}

function pagesOf(rows: number, width: number): number {
  const perPage = Math.floor(8168 / (28 + Math.ceil((width + 4) / 8) * 8));
  return Math.ceil(rows / Math.max(1, perPage));
}

/** The way to a table's rows that costs least. */
export function scan(env: Environment, of: ScanOf): PlanNode {
  const width = widthOf(env, of.def);
  const name = of.from.alias === undefined || of.from.alias === of.def.name ? '' : ` ${of.from.alias}`;
  const seq: PlanNode = {
    title: `Seq Scan on ${of.def.name}${name}`,
    details: of.conditions.length === 0 ? [] : [`Filter: ${filterText(of)}`],
    children: [],
    start: 0,
    total: pagesOf(of.all, width) + of.all * (0.01 + 0.0025 * of.conditions.length),
    rows: Math.max(1, of.matching),
    width,
    counted: rowsOf(of.from, of.conditions),
    scanned: of.all,
  };
  const indexed = indexScan(of, name, width);
  return indexed !== undefined && indexed.total < seq.total ? indexed : seq;
}

function filterText({ conditions, text }: Pick<ScanOf, 'conditions' | 'text'>): string {
  const all = together(conditions);
  return all === undefined ? '' : text(all);
}

/** Costs of going down an index of so many rows, and of fetching some of them. */
function indexCosts(all: number, fetched: number): { readonly start: number; readonly total: number } {
  const descent = Math.ceil(Math.log2(Math.max(2, all))) * 0.0025;
  const start = descent + (all > 366 ? 0.25 : 0.125);
  return { start, total: start + 8.0125 + Math.max(0, fetched - 1) * 0.0175 };
}

function indexScan(of: ScanOf, name: string, width: number): PlanNode | undefined {
  for (const index of of.def.indexes) {
    const [first] = index.columns;
    const used = of.conditions.filter((each) => comparison(each)?.column === first);
    if (used.length === 0 || index.where !== undefined) continue;
    const rest = of.conditions.filter((each) => !used.includes(each));
    const equal = used.some((each) => comparison(each)?.op === '=');
    // Where many rows are wanted, all of them are read in their order.
    if (!equal && of.matching > of.all / 10) continue;
    return {
      title: `Index Scan using ${index.name} on ${of.def.name}${name}`,
      details: [
        `Index Cond: ${filterText({ conditions: used, text: of.text })}`,
        ...(rest.length === 0 ? [] : [`Filter: ${filterText({ conditions: rest, text: of.text })}`]),
      ],
      children: [],
      ...indexCosts(of.all, of.matching),
      rows: Math.max(1, of.matching),
      width,
      counted: rowsOf(of.from, of.conditions),
    };
  }
  return undefined;
}
