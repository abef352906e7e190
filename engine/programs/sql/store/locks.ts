/** How a row is locked without being changed. */
export type RowLock = 'share' | 'update';

/** The modes of LOCK TABLE, from the weakest on. */
export const tableLocks = [
  'access share',
  'row share',
  'row exclusive',
  'share update exclusive',
  'share',
  'share row exclusive',
  'exclusive',
  'access exclusive',
] as const;
export type TableLock = (typeof tableLocks)[number];

/** Which modes a mode doesn't go along with, as PostgreSQL's manual has them in its table. */
const conflicts: Readonly<Record<TableLock, readonly TableLock[]>> = {
  'access share': ['access exclusive'],
  'row share': ['exclusive', 'access exclusive'],
  'row exclusive': ['share', 'share row exclusive', 'exclusive', 'access exclusive'],
  'share update exclusive': [
    'share update exclusive',
    'share',
    'share row exclusive',
    'exclusive',
    'access exclusive',
  ],
  share: ['row exclusive', 'share update exclusive', 'share row exclusive', 'exclusive', 'access exclusive'],
  'share row exclusive': tableLocks.slice(2),
  exclusive: tableLocks.slice(1),
  'access exclusive': tableLocks,
};

/** What a transaction has locked. */
export class Locks {
  readonly rows = new Map<number, Map<number, RowLock>>();
  readonly tables = new Map<number, Set<TableLock>>();

  /** Whether anything of a table is locked. */
  has(table: number): boolean {
    return this.rows.has(table) || this.tables.has(table);
  }

  row(table: number, row: number): RowLock | undefined {
    return this.rows.get(table)?.get(row);
  }

  /** @param mode undefined: not any more */
  setRow(table: number, row: number, mode: RowLock | undefined): void {
    let rows = this.rows.get(table);
    if (rows === undefined) {
      rows = new Map();
      this.rows.set(table, rows);
    }
    if (mode === undefined) rows.delete(row);
    else rows.set(row, mode);
    if (rows.size === 0) this.rows.delete(table);
  }

  setTable(table: number, mode: TableLock): void {
    this.tables.set(table, new Set([...(this.tables.get(table) ?? []), mode]));
  }

  #against(table: number, mode: TableLock): boolean {
    const held = this.tables.get(table);
    return held !== undefined && conflicts[mode].some((each) => held.has(each));
  }

  forbidsReading(table: number): boolean {
    return this.tables.size > 0 && this.#against(table, 'access share');
  }

  forbidsWriting(table: number, row: number): boolean {
    return this.row(table, row) !== undefined || this.#against(table, 'row exclusive');
  }

  forbidsLock(table: number, row: number, mode: RowLock): boolean {
    const held = this.row(table, row);
    return (
      (held !== undefined && (held === 'update' || mode === 'update')) || this.#against(table, 'row share')
    );
  }

  /** Whether somebody who wants the table in a mode has to wait. @param writes rows of it are changed */
  conflicts(table: number, mode: TableLock, writes: boolean): boolean {
    if (this.#against(table, mode)) return true;
    const implied: readonly TableLock[] = [
      ...(writes ? (['row exclusive'] as const) : []),
      ...(this.rows.has(table) ? (['row share'] as const) : []),
    ];
    return implied.some((each) => conflicts[mode].includes(each));
  }
}
