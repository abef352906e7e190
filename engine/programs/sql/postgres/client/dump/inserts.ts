import type { Table } from '../psql-state.ts';

/** Types whose values stand without quotes. */
const bare = new Set([20, 21, 23, 26, 700, 701, 1700]);
const BOOL = 16;

/** Rows as INSERT statements. @param columns their names, where they are to be written */
export function insertLines(table: string, { rows, types }: Table, columns: string | undefined): string {
  const names = columns === undefined ? '' : ` (${columns})`;
  const shown = (cell: string | null, type: number | undefined): string => {
    if (cell === null) return 'NULL';
    if (type === BOOL) return cell === 't' ? 'true' : 'false';
    return bare.has(type ?? 0) && /^-?[\d.e+-]+$/i.test(cell) ? cell : `'${cell.replaceAll("'", "''")}'`;
  };
  return rows
    .map(
      (row) =>
        `INSERT INTO ${table}${names} VALUES (${row.map((cell, at) => shown(cell, types[at])).join(', ')});\n`,
    )
    .join('');
}
