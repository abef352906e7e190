import { SystemError } from '../../../filesystem/errors.ts';
import type { System } from '../../../linux/system.ts';
import { atLeast } from '../../../registry/catalogue/repository.ts';

/** Options that newer servers don't know any more, with the version that has dropped them. */
const dropped: Readonly<Record<string, string>> = {
  default_authentication_plugin: '8.4.0',
  expire_logs_days: '8.4.0',
  master_info_repository: '8.4.0',
  query_cache_limit: '8.0.3',
  query_cache_size: '8.0.3',
  query_cache_type: '8.0.3',
  log_warnings: '8.0.3',
  secure_auth: '8.0.3',
  innodb_file_format: '8.0.0',
};

/** What one file of options may have in characters. */
const FILE_CHARS_MAX = 65_536;

interface Given {
  readonly name: string;
  readonly value: string;
  readonly written: string;
}

function given(written: string): Given {
  const equals = written.indexOf('=');
  const name = (equals < 0 ? written : written.slice(0, equals)).trim().replaceAll('-', '_').toLowerCase();
  const value =
    equals < 0
      ? '1'
      : written
          .slice(equals + 1)
          .trim()
          .replace(/^(['"])(.*)\1$/, '$2');
  return { name, value, written };
}

function read(system: System, path: string): string {
  try {
    return system.readText(path).slice(0, FILE_CHARS_MAX);
  } catch (error) {
    if (error instanceof SystemError) return '';
    throw error;
  }
}

function namesIn(system: System, folder: string): string[] {
  try {
    return system
      .readDirectory(folder)
      .map(({ name }) => `${folder}/${name}`)
      .filter((name) => name.endsWith('.cnf'))
      .sort();
  } catch (error) {
    if (error instanceof SystemError) return [];
    throw error;
  }
}

/** Options of the server's sections. */
function fromFile(text: string): Given[] {
  const found: Given[] = [];
  let ours = false;
  for (const line of text.split('\n')) {
    const trimmed = line.trim();
    if (trimmed.startsWith('['))
      ours = /^\[(?:mysqld|mariadbd?|server|mysqld-[\d.]+|mariadb-[\d.]+)\]/.test(trimmed);
    else if (ours && trimmed !== '' && !/^[#;!]/.test(trimmed)) found.push(given(trimmed));
  }
  return found;
}

/** Options from the images' folders for them, and the command line's over those. */
function options(system: System, argv: readonly string[]): Given[] {
  const files = ['/etc/my.cnf', '/etc/mysql/my.cnf'].concat(
    ['/etc/mysql/conf.d', '/etc/mysql/mariadb.conf.d'].flatMap((folder) => namesIn(system, folder)),
  );
  const words = argv.slice(1).filter((word) => word.startsWith('--'));
  return [
    ...files.flatMap((path) => fromFile(read(system, path))),
    ...words.map((word) => given(word.slice(2))),
  ];
}

const units: Readonly<Record<string, number>> = { k: 1024, m: 1_048_576, g: 1_073_741_824 };

/** `16M` as a number of bytes. */
function plain(value: string): string {
  const [, digits = '', unit = ''] = /^(\d{1,12})([kmg])$/i.exec(value) ?? [];
  return digits === '' ? value : String(Number(digits) * (units[unit.toLowerCase()] ?? 1));
}

/** Settings by the names of their variables, where files and the command line say something. */
export function configurationOf(system: System, argv: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(options(system, argv).map(({ name, value }) => [name, plain(value)]));
}

/** An option that the server doesn't know, as it was written; undefined: all are fine. */
export function unknownOption(system: System, argv: readonly string[]): string | undefined {
  const version = system.executable.version ?? '';
  return options(system, argv).find(({ name }) => {
    const since = Object.hasOwn(dropped, name) ? dropped[name] : undefined;
    return since !== undefined && atLeast(version, since);
  })?.written;
}
