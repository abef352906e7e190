import { quoted } from '../../../catalog/definitions.ts';
import type { Column, Described, Relation } from './questions.ts';

/** What of a database is written, and how. */
export type Style = {
  readonly owners: boolean;
  readonly privileges: boolean;
  readonly clean: boolean;
  readonly ifExists: boolean;
};

const place = ({ schema, name }: { readonly schema: string; readonly name: string }): string =>
  `${quoted(schema)}.${quoted(name)}`;
const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`;

/** A part of a dump under its heading. */
export function entry(
  name: string,
  type: string,
  schema: string,
  owner: string,
  style: Style,
  body: string,
): string {
  const shown = style.owners ? owner : '-';
  const words = type.endsWith(' DATA') ? 'Data for Name' : 'Name';
  return `--\n-- ${words}: ${name}; Type: ${type}; Schema: ${schema === '' ? '-' : schema}; Owner: ${shown}\n--\n\n${body}\n\n`;
}

const kindWords = { r: 'TABLE', v: 'VIEW', S: 'SEQUENCE' } as const;

function ownerText(kind: string, what: string, owner: string, style: Style): string {
  return style.owners ? `\n\nALTER ${kind} ${what} OWNER TO ${quoted(owner)};` : '';
}

/** The tables' and views' own statements, with all that belongs to them before there are rows. */
export function preData(database: Described, style: Style): string {
  const parts: string[] = [];
  for (const { name, owner } of database.schemas) {
    const body = `CREATE SCHEMA ${quoted(name)};\n${ownerText('SCHEMA', quoted(name), owner, style)}`;
    parts.push(entry(name, 'SCHEMA', '', owner, style, body));
  }
  for (const each of database.enums) {
    const labels = each.labels.map((label) => `    ${literal(label)}`).join(',\n');
    const body = `CREATE TYPE ${place(each)} AS ENUM (\n${labels}\n);\n${ownerText('TYPE', place(each), each.owner, style)}`;
    parts.push(entry(each.name, 'TYPE', each.schema, each.owner, style, body));
  }
  if (database.relations.length > 0)
    parts.push("SET default_tablespace = '';\n\nSET default_table_access_method = heap;\n\n");
  for (const relation of inOrder(database.relations)) parts.push(...relationParts(database, relation, style));
  for (const relation of database.relations)
    if (relation.kind === 'r') parts.push(...defaultParts(relation, style));
  return parts.join('');
}

/** By their names, but each view after what it reads. */
function inOrder(relations: readonly Relation[]): Relation[] {
  const found: Relation[] = [];
  const left = [...relations];
  while (left.length > 0) {
    const ready = left.findIndex(
      (each) => each.kind !== 'v' || !left.some((other) => other !== each && reads(each, other)),
    );
    found.push(...left.splice(Math.max(ready, 0), 1));
  }
  return found;
}

function reads({ view }: Relation, other: Relation): boolean {
  const at = view.indexOf(place(other));
  return at >= 0 && !/[\w$]/.test(view[at + place(other).length] ?? '');
}

function relationParts(database: Described, relation: Relation, style: Style): string[] {
  const { kind, name, schema, owner, comment } = relation;
  const sequence = database.sequences.get(relation.oid);
  const table = database.relations.find(({ oid }) => oid === sequence?.table);
  const numbered = table?.columns.find((each) => each.name === sequence?.column && each.identity !== '');
  if (kind === 'S' && table !== undefined && sequence !== undefined && numbered !== undefined) {
    const when = numbered.identity === 'a' ? 'ALWAYS' : 'BY DEFAULT';
    const body = `ALTER TABLE ${place(table)} ALTER COLUMN ${quoted(numbered.name)} ADD GENERATED ${when} AS IDENTITY (\n    SEQUENCE NAME ${place(relation)}\n${counting(sequence)}\n);\n`;
    return [entry(name, 'SEQUENCE', schema, owner, style, body)];
  }
  const word = kindWords[kind];
  const create =
    kind === 'r'
      ? tableText(database, relation)
      : kind === 'v'
        ? viewText(relation)
        : sequenceText(database, relation);
  const parts = [
    entry(name, word, schema, owner, style, create + ownerText(word, place(relation), owner, style)),
  ];
  if (comment !== undefined) {
    const body = `COMMENT ON ${word} ${place(relation)} IS ${literal(comment)};\n`;
    parts.push(entry(`${word} ${quoted(name)}`, 'COMMENT', schema, owner, style, body));
  }
  for (const column of relation.columns) {
    if (column.comment === undefined) continue;
    const body = `COMMENT ON COLUMN ${place(relation)}.${quoted(column.name)} IS ${literal(column.comment)};\n`;
    const title = `COLUMN ${quoted(name)}.${quoted(column.name)}`;
    parts.push(entry(title, 'COMMENT', schema, owner, style, body));
  }
  if (kind === 'S' && table !== undefined && sequence !== undefined) {
    const body = `ALTER SEQUENCE ${place(relation)} OWNED BY ${place(table)}.${quoted(sequence.column)};\n`;
    parts.push(entry(name, 'SEQUENCE OWNED BY', schema, owner, style, body));
  }
  return parts;
}

function columnText(column: Column): string {
  const value =
    column.default === undefined || /^nextval\(/.test(column.default)
      ? ''
      : column.generated
        ? ` GENERATED ALWAYS AS (${column.default}) STORED`
        : ` DEFAULT ${column.default}`;
  return `    ${quoted(column.name)} ${column.type}${value}${column.notNull ? ' NOT NULL' : ''}`;
}

function tableText({ constraints }: Described, relation: Relation): string {
  const checks = constraints.filter(({ table, kind }) => table === relation.oid && kind === 'c');
  const lines = [
    ...relation.columns.map(columnText),
    ...checks.map(({ name, text }) => `    CONSTRAINT ${quoted(name)} ${text}`),
  ];
  return `CREATE TABLE ${place(relation)} (\n${lines.join(',\n')}\n);\n`;
}

function viewText(relation: Relation): string {
  return `CREATE VIEW ${place(relation)} AS\n ${relation.view.trimEnd().replace(/;?$/, ';')}\n`;
}

function counting({ start, increment }: { readonly start: string; readonly increment: string }): string {
  return `    START WITH ${start}\n    INCREMENT BY ${increment}\n    NO MINVALUE\n    NO MAXVALUE\n    CACHE 1`;
}

function sequenceText({ sequences }: Described, relation: Relation): string {
  const { type = 'bigint', start = '1', increment = '1' } = sequences.get(relation.oid) ?? {};
  const as = type === 'bigint' ? '' : `    AS ${type}\n`;
  return `CREATE SEQUENCE ${place(relation)}\n${as}${counting({ start, increment })};\n`;
}

/** Columns that take their numbers from sequences, after those are there. */
function defaultParts(relation: Relation, style: Style): string[] {
  const { name, schema, owner } = relation;
  return relation.columns.flatMap((column) => {
    if (column.default === undefined || !/^nextval\(/.test(column.default) || column.identity !== '')
      return [];
    const body = `ALTER TABLE ONLY ${place(relation)} ALTER COLUMN ${quoted(column.name)} SET DEFAULT ${column.default};\n`;
    return [entry(`${name} ${column.name}`, 'DEFAULT', schema, owner, style, body)];
  });
}

/** Keys, indexes and references, after the rows. */
export function postData(database: Described, style: Style): string {
  const parts: string[] = [];
  const of = (oid: string) => database.relations.find((each) => each.oid === oid);
  const constrain = (kinds: string, type: string) => {
    for (const { table, name, kind, text } of database.constraints) {
      const relation = of(table);
      if (relation === undefined || !kinds.includes(kind)) continue;
      const body = `ALTER TABLE ONLY ${place(relation)}\n    ADD CONSTRAINT ${quoted(name)} ${text};\n`;
      parts.push(entry(`${relation.name} ${name}`, type, relation.schema, relation.owner, style, body));
    }
  };
  constrain('pu', 'CONSTRAINT');
  for (const { table, name, text } of database.indexes) {
    const relation = of(table);
    const behind = database.constraints.some((each) => each.table === table && each.name === name);
    if (relation === undefined || behind) continue;
    parts.push(entry(name, 'INDEX', relation.schema, relation.owner, style, `${text};\n`));
  }
  constrain('f', 'FK CONSTRAINT');
  if (style.privileges) for (const relation of database.relations) parts.push(...grantParts(relation, style));
  return parts.join('');
}

/** In the order in which they are written. */
const privileges: readonly (readonly [letter: string, word: string])[] = [
  ['r', 'SELECT'],
  ['U', 'USAGE'],
  ['a', 'INSERT'],
  ['x', 'REFERENCES'],
  ['d', 'DELETE'],
  ['t', 'TRIGGER'],
  ['D', 'TRUNCATE'],
  ['w', 'UPDATE'],
];

function grantParts(relation: Relation, style: Style): string[] {
  const { kind, schema, name, owner, acl } = relation;
  const all = kind === 'S' ? 'rwU' : 'arwdDxt';
  const word = kind === 'S' ? 'SEQUENCE' : 'TABLE';
  const lines = (acl ?? '').split('\n').flatMap((line) => {
    const [, to = '', letters = ''] = /^(.*)=(\w*)\/.*$/.exec(line) ?? [];
    if (line === '' || to === owner) return [];
    const listed = [...all].every((each) => letters.includes(each))
      ? 'ALL'
      : privileges.flatMap(([letter, word]) => (letters.includes(letter) ? [word] : [])).join(',');
    return [`GRANT ${listed} ON ${word} ${place(relation)} TO ${to === '' ? 'PUBLIC' : quoted(to)};`];
  });
  if (lines.length === 0) return [];
  return [entry(`${word} ${quoted(name)}`, 'ACL', schema, owner, style, `${lines.join('\n')}\n`)];
}

/** What takes away all that the dump makes, in the opposite order. */
export function cleaning(database: Described, { ifExists }: Style): string {
  const maybe = ifExists ? 'IF EXISTS ' : '';
  const of = (oid: string) => database.relations.find((each) => each.oid === oid);
  const lines: string[] = [];
  for (const kinds of ['f', 'pu'])
    for (const { table, name, kind } of [...database.constraints].reverse()) {
      const relation = of(table);
      if (relation !== undefined && kinds.includes(kind))
        lines.push(`ALTER TABLE ${maybe}ONLY ${place(relation)} DROP CONSTRAINT ${maybe}${quoted(name)};`);
    }
  for (const relation of inOrder(database.relations).reverse()) {
    const owned = database.sequences.get(relation.oid)?.table;
    if (owned === undefined) lines.push(`DROP ${kindWords[relation.kind]} ${maybe}${place(relation)};`);
  }
  for (const each of [...database.enums].reverse()) lines.push(`DROP TYPE ${maybe}${place(each)};`);
  for (const { name } of [...database.schemas].reverse()) lines.push(`DROP SCHEMA ${maybe}${quoted(name)};`);
  return lines.length === 0 ? '' : `${lines.join('\n')}\n`;
}

/** The columns that rows are written with. */
export function dataColumns({ columns }: Relation): string {
  return columns
    .filter(({ generated }) => !generated)
    .map(({ name }) => quoted(name))
    .join(', ');
}

export { place };
