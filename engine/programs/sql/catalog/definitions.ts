import type { Column } from '../store/definitions.ts';
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
