import { SqlError } from '../errors.ts';
import type { TableDef } from '../store/definitions.ts';
import type { Row, Value } from '../values/value.ts';
import { type Batches, type Environment, PAUSE } from './environment.ts';
import { type Consequence, checkParents, consequences } from './references.ts';
import { checkedRow, duplicate, type Rules, rulesOf, uniqueProblem } from './rows.ts';
import { checkExpressions } from './unique-expressions.ts';

/** Puts a changed row in the old one's place. @returns undefined where nothing differs, which MySQL doesn't count */
export function* updateRow(
  env: Environment,
  rules: Rules,
  id: number,
  before: Row,
  given: Row,
  depth = 0,
): Generator<readonly Row[], Row | undefined> {
  const { def } = rules;
  const after = checkedRow(env, rules, given);
  if (
    env.mysql &&
    after.every((value, index) => value === before[index] || String(value) === String(before[index] ?? null))
  )
    return undefined;
  for (const key of rules.keys) {
    if (key.columns.every((column) => after[column] === before[column])) continue;
    if (duplicate(env, def, key, after, id) !== undefined) throw uniqueProblem(env, def, key, after);
  }
  yield* checkExpressions(env, rules, after, id);
  checkParents(env, rules.references, after);
  const changes = consequences(env, rules.references, before, after);
  let step = changes.next();
  for (; step.done !== true; step = changes.next()) yield PAUSE;
  env.transaction.put(def, id, after);
  for (const consequence of step.value) yield* follow(env, consequence, depth);
  return after;
}

/** How far one change may lead to others: MySQL's own limit. */
const CASCADES_MAX = 15;

function* follow(env: Environment, { rule, row: id, before, after }: Consequence, depth: number): Batches {
  if (depth >= CASCADES_MAX) throw new SqlError('tooComplex');
  if (env.transaction.row(rule.child, id) === undefined) return;
  const rules = rulesOf(env, rule.child);
  if (after === null) yield* deleteRow(env, rules, id, before, depth + 1);
  else yield* updateRow(env, rules, id, before, after, depth + 1);
}

export function* deleteRow(env: Environment, rules: Rules, id: number, row: Row, depth = 0): Batches {
  const changes = consequences(env, rules.references, row, null);
  let step = changes.next();
  for (; step.done !== true; step = changes.next()) yield PAUSE;
  env.transaction.put(rules.def, id, null);
  for (const consequence of step.value) yield* follow(env, consequence, depth);
}

/** MySQL's ON UPDATE CURRENT_TIMESTAMP. */
export function touch(
  env: Environment,
  def: TableDef,
  row: Value[],
  set: readonly { readonly index: number }[],
): void {
  for (const [index, column] of def.columns.entries()) {
    if (column.onUpdateNow === true && !set.some((each) => each.index === index))
      row[index] = Math.floor(env.nowMs / 1000) * 1_000_000;
  }
}
