import type { Column, Constraint, TableDef } from '../store/definitions.ts';
import { mysqlTitle, type SqlType } from '../values/types.ts';

/** A name between backticks. */
export const tick = (name: string): string => `\`${name.replaceAll('`', '``')}\``;
const ticks = (names: readonly string[]): string => names.map(tick).join(',');

/** A type as each product shows it: MariaDB tells how wide integers are. */
export function shownType(type: SqlType, mariadb: boolean): string {
  const title = mysqlTitle(type);
  const [word = '', ...rest] = title.split(' ');
  const width = mariadb ? widths[word] : undefined;
  if (width === undefined) return title;
  const signed = word === 'year' || rest.includes('unsigned') === false || word === 'bigint';
  return [`${word}(${signed ? width : width - 1})`, ...rest].join(' ');
}

const widths: Readonly<Record<string, number>> = {
  tinyint: 4,
  smallint: 6,
  mediumint: 9,
  int: 11,
  bigint: 20,
  year: 4,
};

/** A default as SHOW COLUMNS has it: without quotes; null where there is none. */
export function shownDefault({ default: text }: Column, mariadb: boolean): string | null {
  if (text === undefined) return null;
  if (/^(?:now\(\)|current_timestamp(?:\(\))?)$/i.test(text))
    return mariadb ? 'current_timestamp()' : 'CURRENT_TIMESTAMP';
  if (/^(?:true|false)$/i.test(text)) return text.toLowerCase() === 'true' ? '1' : '0';
  return /^current_timestamp/i.test(text)
    ? text.toUpperCase()
    : text.replace(/^'(.*)'$/s, '$1').replaceAll("''", "'");
}

function columnText(column: Column, mariadb: boolean): string {
  const parts = [tick(column.name), shownType(column.type, mariadb)];
  if (column.notNull) parts.push('NOT NULL');
  else if (mysqlTitle(column.type).startsWith('timestamp')) parts.push('NULL');
  const shown = shownDefault(column, mariadb);
  if (column.generated !== undefined) parts.push(`GENERATED ALWAYS AS (${column.generated}) VIRTUAL`);
  else if (shown !== null)
    parts.push(
      `DEFAULT ${/^CURRENT_TIMESTAMP/i.test(shown) || (mariadb && /^-?[\d.]+$/.test(shown)) ? shown : `'${shown.replaceAll("'", "''")}'`}`,
    );
  else if (!column.notNull && (mariadb || !/text|blob|json/.test(mysqlTitle(column.type))))
    parts.push('DEFAULT NULL');
  if (column.onUpdateNow === true)
    parts.push(`ON UPDATE ${mariadb ? 'current_timestamp()' : 'CURRENT_TIMESTAMP'}`);
  if (column.auto === true) parts.push('AUTO_INCREMENT');
  if (column.comment !== undefined) parts.push(`COMMENT '${column.comment.replaceAll("'", "''")}'`);
  return `  ${parts.join(' ')}`;
}

function foreignText({ name, columns, references }: Constraint): string {
  const action = (when: string, what: string | undefined) =>
    what === undefined || what === 'no action' ? '' : ` ON ${when} ${what.toUpperCase()}`;
  return `  CONSTRAINT ${tick(name)} FOREIGN KEY (${ticks(columns)}) REFERENCES ${tick(references?.table ?? '')} (${ticks(references?.columns ?? [])})${action('DELETE', references?.onDelete)}${action('UPDATE', references?.onUpdate)}`;
}

/** What SHOW CREATE TABLE prints. @param next the next AUTO_INCREMENT */
export function createTableText(def: TableDef, next: number | undefined, mariadb: boolean): string {
  const lines = def.columns.map((column) => columnText(column, mariadb));
  for (const index of def.indexes) {
    if (index.name === 'PRIMARY') lines.push(`  PRIMARY KEY (${ticks(index.columns)})`);
    else lines.push(`  ${index.unique ? 'UNIQUE KEY' : 'KEY'} ${tick(index.name)} (${ticks(index.columns)})`);
  }
  const byName = (a: Constraint, b: Constraint) => (a.name < b.name ? -1 : 1);
  for (const constraint of [...def.constraints].sort(byName)) {
    if (constraint.kind === 'foreign') lines.push(foreignText(constraint));
  }
  for (const constraint of def.constraints) {
    if (constraint.kind === 'check')
      lines.push(`  CONSTRAINT ${tick(constraint.name)} CHECK ((${constraint.check ?? ''}))`);
  }
  const counter =
    next === undefined || next === 1 || !def.columns.some(({ auto }) => auto === true)
      ? ''
      : ` AUTO_INCREMENT=${next}`;
  const collation = mariadb ? 'utf8mb4_uca1400_ai_ci' : 'utf8mb4_0900_ai_ci';
  const comment = def.comment === undefined ? '' : ` COMMENT='${def.comment.replaceAll("'", "''")}'`;
  return `CREATE TABLE ${tick(def.name)} (\n${lines.join(',\n')}\n) ENGINE=InnoDB${counter} DEFAULT CHARSET=utf8mb4 COLLATE=${collation}${comment}`;
}
