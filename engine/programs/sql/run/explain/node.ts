import type { Query } from '../../syntax/tree.ts';

/** A step of a plan, as PostgreSQL's EXPLAIN shows it. Costs are in its units: a page that is read one after another. */
export interface PlanNode {
  readonly title: string;
  /** Lines under it: conditions, keys. */
  readonly details: readonly string[];
  readonly children: readonly PlanNode[];
  readonly start: number;
  readonly total: number;
  readonly rows: number;
  readonly width: number;
  /** What gives the rows that really come out of it; undefined: as many as out of its child. */
  readonly counted?: Query;
  /** Rows that a scan looks at, of which its filter takes some away. */
  readonly scanned?: number;
  /** How often it runs. */
  readonly loops?: number;
  /** A line that only ANALYZE shows. */
  readonly measured?: string;
  /** A heading in the tree: what a common table comes from. */
  readonly heading?: string;
}

export interface Shown {
  readonly analyze: boolean;
  readonly costs: boolean;
  readonly buffers: boolean;
  readonly timing: boolean;
  /** Rows that came out of each node. */
  readonly actual: ReadonlyMap<PlanNode, number>;
}

/** Milliseconds that a unit of cost takes, about. */
const UNIT_MS = 0.0036;

const milliseconds = (cost: number): string => (0.004 + cost * UNIT_MS).toFixed(3);

export function planLines(node: PlanNode, shown: Shown): string[] {
  return lines(node, shown, 0, true);
}

function lines(node: PlanNode, shown: Shown, depth: number, top: boolean): string[] {
  const indent = ' '.repeat(depth);
  const own = `${indent}${top ? '' : '->  '}`;
  const below = depth + (top ? 2 : 6);
  const under = ' '.repeat(below);
  const actual = shown.actual.get(node) ?? node.rows;
  const costs = `  (cost=${node.start.toFixed(2)}..${node.total.toFixed(2)} rows=${node.rows} width=${node.width})`;
  const loops = node.loops ?? 1;
  const perLoop = Math.round(actual / loops);
  const time = shown.timing ? `time=${milliseconds(node.start)}..${milliseconds(node.total)} ` : '';
  const measured = shown.analyze ? ` (actual ${time}rows=${perLoop} loops=${loops})` : '';
  const removed = node.scanned === undefined ? 0 : node.scanned - actual;
  const details = [
    ...node.details,
    ...(shown.analyze && removed > 0 ? [`Rows Removed by Filter: ${removed}`] : []),
    ...(shown.analyze && node.measured !== undefined ? [node.measured] : []),
    ...(shown.buffers && node.children.length === 0
      ? [`Buffers: shared hit=${Math.max(1, pages(node))}`]
      : []),
  ];
  return [
    `${own}${node.title}${shown.costs ? costs : ''}${measured}`,
    ...details.map((line) => `${under}${line}`),
    ...node.children.flatMap((child) => [
      ...(child.heading === undefined ? [] : [`${under}${child.heading}`]),
      ...lines(child, shown, child.heading === undefined ? below : below + 2, false),
    ]),
  ];
}

function pages(node: PlanNode): number {
  return node.scanned === undefined ? 3 : Math.ceil(node.total - node.scanned * 0.01);
}

/** What planning and running took. */
export function times(node: PlanNode): string[] {
  const count = (each: PlanNode): number => each.children.reduce((sum, child) => sum + count(child), 1);
  return [
    `Planning Time: ${(0.042 + count(node) * 0.021).toFixed(3)} ms`,
    `Execution Time: ${(0.019 + node.total * UNIT_MS).toFixed(3)} ms`,
  ];
}
