import { doubleQuoted } from './quoting.ts';
import type { Variable } from './state.ts';
import { entriesOf } from './table.ts';

/** The letters of declare that a variable has. */
export function flagsOf(found: Variable | undefined): string {
  if (found === undefined) return '';
  return [
    found.list === undefined ? '' : 'a',
    found.map === undefined ? '' : 'A',
    found.integer ? 'i' : '',
    found.letters === 'lower' ? 'l' : '',
    found.reference ? 'n' : '',
    found.readonly ? 'r' : '',
    found.letters === 'upper' ? 'u' : '',
    found.exported ? 'x' : '',
  ].join('');
}

/** As `declare -p` shows it. */
export function declaration(name: string, found: Variable): string {
  const letters = flagsOf(found);
  const start = `declare -${letters === '' ? '-' : letters} ${name}`;
  if (found.list !== undefined) return `${start}=(${elements(Object.entries(found.list))})`;
  if (found.map !== undefined)
    return `${start}=(${entriesOf(found.map)
      .map(([key, value]) => `[${keyText(key)}]=${doubleQuoted(value)} `)
      .join('')})`;
  return found.value === undefined ? start : `${start}=${doubleQuoted(found.value)}`;
}

/** A key of an associative array, quoted where it has to be. */
function keyText(key: string): string {
  return /^[\w.%+,:/@^~-]+$/.test(key) ? key : doubleQuoted(key);
}

export function elements(entries: readonly [string, string][]): string {
  return entries.map(([key, value]) => `[${key}]=${doubleQuoted(value)}`).join(' ');
}
