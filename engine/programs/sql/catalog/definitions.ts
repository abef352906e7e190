import type { Column, Constraint, Index, TableDef } from '../store/definitions.ts';
import { titleOf } from '../values/types.ts';

/** A name as it has to be written. */
export function quoted(name: string): string {
  return /^[a-z_][a-z0-9_$]*$/.test(name) ? name : `"${name.replaceAll('"', '""')}"`;
}

/** A default as `\d` shows it, to who looks names up in schemas: texts with their type, functions as PostgreSQL names them. */
export function defaultText({ default: text = '', type }: Column, path: readonly string[]): string {
  const sequence = /^nextval\('([^.']+)\.((?:[^']|'')+)'::regclass\)$/.exec(text);
  if (sequence !== null && path.includes((sequence[1] ?? '').replaceAll('"', '')))
    return `nextval('${sequence[2] ?? ''}'::regclass)`;
  if (/^'(?:[^']|'')*'$/.test(text)) {
    const { schema } = type;
    const place = schema === undefined || path.includes(schema) ? '' : `${quoted(schema)}.`;
    return `${text}::${place}${titleOf(type)}`;
  }
  if (/^(?:current_timestamp|current_date|current_user|null|true|false)$/i.test(text))
    return /^(?:true|false)$/i.test(text) ? text.toLowerCase() : text.toUpperCase();
  if (/^-?[\d.]+$/.test(text) && type.base === 'numeric') return text;
  return text.replace(/\b([A-Z_]+)\(/g, (call) => call.toLowerCase());
}

/** @param path schemas whose names needn't be said */
export function constraintText(constraint: Constraint, path: readonly string[]): string {
  const columns = constraint.columns.map(quoted).join(', ');
  if (constraint.kind === 'primary') return `PRIMARY KEY (${columns})`;
  if (constraint.kind === 'unique') return `UNIQUE (${columns})`;
  if (constraint.kind === 'check') return `CHECK ((${constraint.check ?? ''}))`;
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

export function indexText(def: TableDef, index: Index): string {
  const columns = index.columns
    .map((column) => (def.columns.some(({ name }) => name === column) ? quoted(column) : column))
    .join(', ');
  return `CREATE ${index.unique ? 'UNIQUE ' : ''}INDEX ${quoted(index.name)} ON ${quoted(def.schema)}.${quoted(def.name)} USING ${index.method} (${columns})`;
}
