import { SqlError } from '../errors.ts';
import type { TableDef } from '../store/definitions.ts';
import type { Row } from '../values/value.ts';
import { type Batches, type Environment, PAUSE } from './environment.ts';
import { checkParents, consequences } from './references.ts';
import { checkedRow, duplicate, type Rules, rulesOf, uniqueProblem } from './rows.ts';

/** Puts a changed row in the old one's place. @returns undefined where nothing differs, which MySQL doesn't count */
export function* updateRow(
  env: Environment,
  rules: Rules,
  id: number,
  before: Row,
  given: Row,
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
  checkParents(env, rules.references, after);
  const changes = consequences(env, rules.references, before, after);
  let step = changes.next();
  for (; step.done !== true; step = changes.next()) yield PAUSE;
  env.transaction.put(def, id, after);
  for (const { rule, row, before: old, after: next } of step.value)
    yield* follow(env, rule.child, row, old, next);
  return after;
}

/** How far one change may lead to others. */
const cascadesMax = 15;
let cascade = 0;

function* follow(env: Environment, def: TableDef, id: number, before: Row, after: Row | null): Batches {
  if (cascade > cascadesMax) throw new SqlError('tooComplex');
  cascade++;
  try {
    if (env.transaction.row(def, id) === undefined) return;
    const rules = rulesOf(env, def);
    if (after === null) yield* deleteRow(env, rules, id, before);
    else yield* updateRow(env, rules, id, before, after);
  } finally {
    cascade--;
  }
}

export function* deleteRow(env: Environment, rules: Rules, id: number, row: Row): Batches {
  const changes = consequences(env, rules.references, row, null);
  let step = changes.next();
  for (; step.done !== true; step = changes.next()) yield PAUSE;
  env.transaction.put(rules.def, id, null);
  for (const consequence of step.value)
    yield* follow(env, consequence.rule.child, consequence.row, consequence.before, consequence.after);
}
