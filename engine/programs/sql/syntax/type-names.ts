import type { Cursor } from './cursor.ts';
import type { TypeName } from './tree.ts';

/** Types whose names are more words than one. */
const long: readonly (readonly [words: string, name: string])[] = [
  ['double precision', 'float8'],
  ['character varying', 'varchar'],
  ['char varying', 'varchar'],
  ['national character varying', 'varchar'],
  ['timestamp with time zone', 'timestamptz'],
  ['timestamp without time zone', 'timestamp'],
  ['time with time zone', 'timetz'],
  ['time without time zone', 'time'],
  ['bit varying', 'varbit'],
  ['long text', 'longtext'],
];

export function parseTypeName(c: Cursor): TypeName {
  const { at } = c.token;
  let name = '';
  let schema: string | undefined;
  for (const [words, short] of long) if (name === '' && c.accept(words)) name = short;
  if (name === '') {
    name = c.anyName();
    while (c.acceptSign('.')) {
      schema = name;
      name = c.anyName();
    }
    if (c.token.kind === 'word') name = c.mysql ? name.toLowerCase() : name;
    name = c.mysql ? name.toLowerCase() : name;
  }
  const numbers: number[] = [];
  const labels: string[] = [];
  if (c.isSign('(')) {
    c.take();
    c.list(() => (c.token.kind === 'string' ? labels.push(c.string()) : numbers.push(c.integer())));
    c.expectSign(')');
  }
  if ((name === 'timestamp' || name === 'time') && c.accept('with time zone')) name += 'tz';
  else c.accept('without time zone');
  let unsigned = false;
  for (;;) {
    const word = c.mysql
      ? c.acceptOneOf('unsigned', 'signed', 'zerofill', 'character set', 'charset', 'collate')
      : undefined;
    if (word === undefined) break;
    if (word === 'unsigned') unsigned = true;
    if (word === 'signed' && name !== 'signed') c.accept('integer');
    if (word === 'character set' || word === 'charset' || word === 'collate') c.anyName();
  }
  if ((name === 'signed' || name === 'unsigned') && c.mysql) c.acceptOneOf('integer', 'int');
  let array = false;
  while (c.isSign('[')) {
    c.take();
    if (c.token.kind === 'number') c.take();
    c.expectSign(']');
    array = true;
  }
  if (!c.mysql && c.accept('array')) array = true;
  return { name, numbers, labels, array, unsigned, at, ...(schema === undefined ? {} : { schema }) };
}
