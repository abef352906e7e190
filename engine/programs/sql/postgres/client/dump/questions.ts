/** What pg_dump asks about a database before it writes; each answer is a list of rows. */
export const questions = {
  schemas: `SELECT n.nspname, pg_get_userbyid(n.nspowner) FROM pg_catalog.pg_namespace n WHERE n.nspname !~ '^pg_' AND n.nspname NOT IN ('information_schema', 'public') ORDER BY 1`,
  labels: `SELECT n.nspname, t.typname, pg_get_userbyid(t.typowner), e.enumlabel FROM pg_catalog.pg_enum e JOIN pg_catalog.pg_type t ON t.oid = e.enumtypid JOIN pg_catalog.pg_namespace n ON n.oid = t.typnamespace ORDER BY n.nspname, t.typname, e.enumsortorder`,
  relations: `SELECT c.oid, n.nspname, c.relname, c.relkind, pg_get_userbyid(c.relowner), obj_description(c.oid), c.relacl, CASE c.relkind WHEN 'v' THEN pg_get_viewdef(c.oid) END FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind IN ('r', 'v', 'S') ORDER BY n.nspname, c.relname`,
  columns: `SELECT a.attrelid, a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull, a.attidentity, a.attgenerated, d.adbin, col_description(a.attrelid, a.attnum) FROM pg_catalog.pg_attribute a LEFT JOIN pg_catalog.pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum ORDER BY a.attrelid, a.attnum`,
  sequences: `SELECT s.seqrelid, format_type(s.seqtypid, -1), s.seqstart, s.seqincrement, d.refobjid, a.attname FROM pg_catalog.pg_sequence s LEFT JOIN pg_catalog.pg_depend d ON d.objid = s.seqrelid LEFT JOIN pg_catalog.pg_attribute a ON a.attrelid = d.refobjid AND a.attnum = d.refobjsubid ORDER BY 1`,
  constraints: `SELECT k.conrelid, k.conname, k.contype, pg_get_constraintdef(k.oid) FROM pg_catalog.pg_constraint k ORDER BY k.conname`,
  indexes: `SELECT i.indrelid, c.relname, pg_get_indexdef(i.indexrelid) FROM pg_catalog.pg_index i JOIN pg_catalog.pg_class c ON c.oid = i.indexrelid ORDER BY c.relname`,
} as const;

export type Question = keyof typeof questions;
type Rows = readonly (readonly (string | null)[])[];
export type Answers = { readonly [name in Question]?: Rows };

export interface Column {
  readonly name: string;
  readonly type: string;
  readonly notNull: boolean;
  readonly identity: string;
  readonly generated: boolean;
  readonly default: string | undefined;
  readonly comment: string | undefined;
}

export interface Relation {
  readonly oid: string;
  readonly schema: string;
  readonly name: string;
  readonly kind: 'r' | 'v' | 'S';
  readonly owner: string;
  readonly comment: string | undefined;
  readonly acl: string | undefined;
  readonly view: string;
  readonly columns: readonly Column[];
}

interface Sequence {
  readonly type: string;
  readonly start: string;
  readonly increment: string;
  /** The table and column that it numbers. */
  readonly table: string | undefined;
  readonly column: string;
}

interface Part {
  readonly table: string;
  readonly name: string;
  readonly kind: string;
  readonly text: string;
}

/** A database, as its catalogue describes it. */
export interface Described {
  readonly schemas: readonly { readonly name: string; readonly owner: string }[];
  readonly enums: readonly {
    readonly schema: string;
    readonly name: string;
    readonly owner: string;
    readonly labels: readonly string[];
  }[];
  readonly relations: readonly Relation[];
  /** By the sequence's number. */
  readonly sequences: ReadonlyMap<string, Sequence>;
  readonly constraints: readonly Part[];
  readonly indexes: readonly Part[];
}

type Cell = (index: number) => string;

/** By the numbers of their characters, whatever the database's collation is. */
function sorted(rows: readonly Cell[], columns: readonly number[]): Cell[] {
  return [...rows].sort((a, b) => {
    const column = columns.find((each) => a(each) !== b(each)) ?? 0;
    return a(column) < b(column) ? -1 : 1;
  });
}

export function described(answers: Answers): Described {
  const rows = (name: Question) =>
    (answers[name] ?? []).map(
      (row): Cell =>
        (index) =>
          row[index] ?? '',
    );
  const maybe = (text: string) => (text === '' ? undefined : text);
  const columns = Map.groupBy(rows('columns'), (cell) => cell(0));
  const labels = Map.groupBy(rows('labels'), (cell) => `${cell(0)}.${cell(1)}`);
  return {
    schemas: rows('schemas').map((cell) => ({ name: cell(0), owner: cell(1) })),
    enums: [...labels.values()].flatMap(([first, ...rest]) =>
      first === undefined
        ? []
        : [
            {
              schema: first(0),
              name: first(1),
              owner: first(2),
              labels: [first, ...rest].map((cell) => cell(3)),
            },
          ],
    ),
    relations: sorted(rows('relations'), [1, 2]).map((cell) => {
      const kind = cell(3);
      return {
        oid: cell(0),
        schema: cell(1),
        name: cell(2),
        kind: kind === 'v' || kind === 'S' ? kind : 'r',
        owner: cell(4),
        comment: maybe(cell(5)),
        acl: maybe(cell(6)),
        view: cell(7),
        columns: (columns.get(cell(0)) ?? []).map((column) => ({
          name: column(1),
          type: column(2),
          notNull: column(3) === 't',
          identity: column(4),
          generated: column(5) === 's',
          default: maybe(column(6)),
          comment: maybe(column(7)),
        })),
      };
    }),
    sequences: new Map(
      rows('sequences').map((cell) => [
        cell(0),
        { type: cell(1), start: cell(2), increment: cell(3), table: maybe(cell(4)), column: cell(5) },
      ]),
    ),
    constraints: sorted(rows('constraints'), [1]).map((cell) => ({
      table: cell(0),
      name: cell(1),
      kind: cell(2),
      text: cell(3),
    })),
    indexes: sorted(rows('indexes'), [1]).map((cell) => ({
      table: cell(0),
      name: cell(1),
      kind: 'i',
      text: cell(2),
    })),
  };
}
