import type { Environment } from '../run/environment.ts';
import type { Constraint, Index, TableDef } from '../store/definitions.ts';
import { parseExpression } from '../syntax/statements.ts';
import { quoted } from './definitions.ts';
import { expressionText } from './expressions.ts';

/** @param pretty without the parentheses that no one needs, as psql shows it */
export function constraintText(
  env: Environment,
  def: TableDef,
  constraint: Constraint,
  pretty: boolean,
): string {
  const path = env.session.searchPath;
  const columns = constraint.columns.map(quoted).join(', ');
  if (constraint.kind === 'primary') return `PRIMARY KEY (${columns})`;
  if (constraint.kind === 'unique') return `UNIQUE (${columns})`;
  if (constraint.kind === 'check')
    return `CHECK (${expressionText(env, def, constraint.check ?? '', pretty)})`;
  const { references } = constraint;
  const schema =
    references === undefined || path.includes(references.schema) ? '' : `${quoted(references.schema)}.`;
  const actions = [
    references?.onUpdate === undefined || references.onUpdate === 'no action'
      ? ''
      : ` ON UPDATE ${references.onUpdate.toUpperCase()}`,
    references?.onDelete === undefined || references.onDelete === 'no action'
      ? ''
      : ` ON DELETE ${references.onDelete.toUpperCase()}`,
  ];
  return `FOREIGN KEY (${columns}) REFERENCES ${schema}${quoted(references?.table ?? '')}(${(references?.columns ?? []).map(quoted).join(', ')})${actions.join('')}`;
}

export function indexText(env: Environment, def: TableDef, index: Index, pretty: boolean): string {
  const columns = index.columns.map((column, place) => {
    return `${keyText(env, def, column, pretty)}${index.orders?.[place] ?? ''}`;
  });
  const where = index.where === undefined ? '' : ` WHERE ${expressionText(env, def, index.where, pretty)}`;
  return `CREATE ${index.unique ? 'UNIQUE ' : ''}INDEX ${quoted(index.name)} ON ${quoted(def.schema)}.${quoted(def.name)} USING ${index.method} (${columns.join(', ')})${where}`;
}

/** A column of an index, or an expression. One that isn't a call stands in parentheses. */
export function keyText(env: Environment, def: TableDef, column: string, pretty: boolean): string {
  if (def.columns.some(({ name }) => name === column)) return quoted(column);
  const text = expressionText(env, def, column, pretty);
  return isCall(column) ? text : `(${text})`;
}

function isCall(text: string): boolean {
  return parseExpression(text, false).kind === 'call';
}
