import { tick } from '../../../catalog/mysql-definitions.ts';

/** Longer INSERTs are begun anew: a server takes statements of a mebibyte. */
const INSERT_CHARS_MAX = 1_000_000;

export interface Heading {
  readonly mariadb: boolean;
  readonly version: string;
  readonly serverVersion: string;
  readonly host: string;
  readonly database: string;
  readonly comments: boolean;
}

const saved = [
  '/*!40101 SET @OLD_CHARACTER_SET_CLIENT=@@CHARACTER_SET_CLIENT */;',
  '/*!40101 SET @OLD_CHARACTER_SET_RESULTS=@@CHARACTER_SET_RESULTS */;',
  '/*!40101 SET @OLD_COLLATION_CONNECTION=@@COLLATION_CONNECTION */;',
];
const settings = [
  '/*!40103 SET @OLD_TIME_ZONE=@@TIME_ZONE */;',
  "/*!40103 SET TIME_ZONE='+00:00' */;",
  '/*!40014 SET @OLD_UNIQUE_CHECKS=@@UNIQUE_CHECKS, UNIQUE_CHECKS=0 */;',
  '/*!40014 SET @OLD_FOREIGN_KEY_CHECKS=@@FOREIGN_KEY_CHECKS, FOREIGN_KEY_CHECKS=0 */;',
  "/*!40101 SET @OLD_SQL_MODE=@@SQL_MODE, SQL_MODE='NO_AUTO_VALUE_ON_ZERO' */;",
  '/*!40111 SET @OLD_SQL_NOTES=@@SQL_NOTES, SQL_NOTES=0 */;',
];

export function heading({ mariadb, version, serverVersion, host, database, comments }: Heading): string {
  const title = mariadb
    ? `-- MariaDB dump 10.19-${version}-MariaDB, for debian-linux-gnu (x86_64)`
    : `-- MySQL dump 10.13  Distrib ${version}, for Linux (x86_64)`;
  const about = `${title}\n--\n-- Host: ${host}    Database: ${database}\n-- ------------------------------------------------------\n-- Server version\t${serverVersion}\n\n`;
  const names = `/*!${mariadb ? 40101 : 50503} SET NAMES utf8mb4 */;`;
  return `${comments ? about : ''}${[...saved, names, ...settings].join('\n')}\n`;
}

/** @param time undefined: nothing is said of when it was made */
export function ending(time: string | undefined): string {
  const lines = [
    '/*!40103 SET TIME_ZONE=@OLD_TIME_ZONE */;',
    '',
    '/*!40101 SET SQL_MODE=@OLD_SQL_MODE */;',
    '/*!40014 SET FOREIGN_KEY_CHECKS=@OLD_FOREIGN_KEY_CHECKS */;',
    '/*!40014 SET UNIQUE_CHECKS=@OLD_UNIQUE_CHECKS */;',
    '/*!40101 SET CHARACTER_SET_CLIENT=@OLD_CHARACTER_SET_CLIENT */;',
    '/*!40101 SET CHARACTER_SET_RESULTS=@OLD_CHARACTER_SET_RESULTS */;',
    '/*!40101 SET COLLATION_CONNECTION=@OLD_COLLATION_CONNECTION */;',
    '/*!40111 SET SQL_NOTES=@OLD_SQL_NOTES */;',
    '',
  ];
  return `${lines.join('\n')}${time === undefined ? '' : `\n-- Dump completed on ${time}\n`}`;
}

function comment(text: string, shown: boolean): string {
  return shown ? `\n--\n-- ${text}\n--\n` : '';
}

/** @param create of SHOW CREATE DATABASE */
export function databaseText(name: string, create: string, comments: boolean): string {
  const made = create.replace(/^CREATE DATABASE /, 'CREATE DATABASE /*!32312 IF NOT EXISTS*/ ');
  return `${comment(`Current Database: ${tick(name)}`, comments)}\n${made};\n\nUSE ${tick(name)};\n`;
}

/** @param create of SHOW CREATE TABLE */
export function tableText(
  name: string,
  create: string,
  { comments, drops, mariadb }: { comments: boolean; drops: boolean; mariadb: boolean },
): string {
  const set = `/*!${mariadb ? 40101 : 50503} SET character_set_client = utf8mb4 */;`;
  return `${comment(`Table structure for table ${tick(name)}`, comments)}\n${drops ? `DROP TABLE IF EXISTS ${tick(name)};\n` : ''}/*!40101 SET @saved_cs_client     = @@character_set_client */;\n${set}\n${create};\n/*!40101 SET character_set_client = @saved_cs_client */;\n`;
}

/** A view as a table of the same columns, until all tables are there. */
export function viewStandIn(name: string, columns: readonly string[], comments: boolean): string {
  const list = columns.map((column) => ` 1 AS ${tick(column)}`).join(',\n');
  return `${comment(`Temporary view structure for view ${tick(name)}`, comments)}\nDROP TABLE IF EXISTS ${tick(name)};\n/*!50001 DROP VIEW IF EXISTS ${tick(name)}*/;\nSET @saved_cs_client     = @@character_set_client;\n/*!50503 SET character_set_client = utf8mb4 */;\n/*!50001 CREATE VIEW ${tick(name)} AS SELECT \n${list}*/;\nSET character_set_client = @saved_cs_client;\n`;
}

/** @param create of SHOW CREATE VIEW */
export function viewText(name: string, create: string, comments: boolean): string {
  const [, algorithm = '', security = '', rest = ''] =
    /^(CREATE ALGORITHM=\w+) (DEFINER=\S+ SQL SECURITY \w+) (.*)$/s.exec(create) ?? [];
  return `${comment(`Final view structure for view ${tick(name)}`, comments)}\n/*!50001 DROP VIEW IF EXISTS ${tick(name)}*/;\n/*!50001 SET @saved_cs_client          = @@character_set_client */;\n/*!50001 SET character_set_client      = utf8mb4 */;\n/*!50001 ${algorithm} */\n/*!50013 ${security} */\n/*!50001 ${rest} */;\n/*!50001 SET character_set_client      = @saved_cs_client */;\n`;
}

export type Column = {
  readonly name: string;
  readonly binary: boolean;
  readonly numeric: boolean;
};

/** Binary values come in hexadecimal. */
export function selected(columns: readonly Column[]): string {
  return columns.map(({ name, binary }) => (binary ? `HEX(${tick(name)})` : tick(name))).join(', ');
}

const escapes: Readonly<Record<string, string>> = {
  '\0': '\\0',
  '\n': '\\n',
  '\r': '\\r',
  '\\': '\\\\',
  "'": "\\'",
  '"': '\\"',
  '\x1a': '\\Z',
};

function shown(cell: string | null, { binary, numeric }: Column): string {
  if (cell === null) return 'NULL';
  if (binary) return cell === '' ? "''" : `0x${cell}`;
  return numeric ? cell : `'${[...cell].map((each) => escapes[each] ?? each).join('')}'`;
}

/** A table's rows as INSERTs, and what stands around them. */
export function dataText(
  table: string,
  columns: readonly Column[],
  rows: readonly (readonly (string | null)[])[],
  style: { comments: boolean; locks: boolean; extended: boolean; complete: boolean },
): string {
  const names = style.complete ? ` (${columns.map(({ name }) => tick(name)).join(', ')})` : '';
  const start = `INSERT INTO ${tick(table)}${names} VALUES `;
  const statements: string[] = [];
  let parts: string[] = [];
  let size = 0;
  const flush = () => {
    if (parts.length > 0) statements.push(`${start}${parts.join(',')};\n`);
    parts = [];
    size = 0;
  };
  for (const row of rows) {
    const values = `(${columns.map((column, at) => shown(row[at] ?? null, column)).join(',')})`;
    if (size + values.length > INSERT_CHARS_MAX || !style.extended) flush();
    parts.push(values);
    size += values.length + 1;
  }
  flush();
  const inserts = `/*!40000 ALTER TABLE ${tick(table)} DISABLE KEYS */;\n${statements.join('')}/*!40000 ALTER TABLE ${tick(table)} ENABLE KEYS */;\n`;
  const locked = style.locks ? `LOCK TABLES ${tick(table)} WRITE;\n${inserts}UNLOCK TABLES;\n` : inserts;
  return `${comment(`Dumping data for table ${tick(table)}`, style.comments)}\n${locked}`;
}
