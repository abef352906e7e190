import { SystemError } from '../../../filesystem/errors.ts';
import type { System } from '../../../linux/system.ts';
import { postgresSettings } from '../run/postgres-settings.ts';

/** Settings of a server by name, where its files and its command line say something. */
export type Configured = Readonly<Record<string, string>>;

/** Why a server doesn't start: lines of its log, the last of which is fatal. */
export class ConfigurationError extends Error {
  readonly lines: readonly (readonly [level: 'LOG' | 'FATAL', words: string])[];
  /** There is no file: nothing is logged yet. */
  readonly missing: boolean;

  constructor(lines: ConfigurationError['lines'], missing = false) {
    super(lines.at(-1)?.[1] ?? '');
    this.lines = lines;
    this.missing = missing;
  }
}

const letters: Readonly<Record<string, string>> = {
  B: 'shared_buffers',
  N: 'max_connections',
  h: 'listen_addresses',
  k: 'unix_socket_directories',
  p: 'port',
  S: 'work_mem',
};

/** `-c name=value`, `--name=value`, and the letters that stand for one. */
function fromCommand(argv: readonly string[]): [name: string, value: string][] {
  const found: [string, string][] = [];
  const assign = (text: string) => {
    const equals = text.indexOf('=');
    if (equals > 0)
      found.push([text.slice(0, equals).replaceAll('-', '_').toLowerCase(), text.slice(equals + 1)]);
  };
  for (let at = 1; at < argv.length; at++) {
    const word = argv[at] ?? '';
    if (word.startsWith('--')) assign(word.slice(2));
    else if (word === '-F') found.push(['fsync', 'off']);
    else if (word.startsWith('-')) {
      const rest = word.slice(2) || (argv[++at] ?? '');
      const name = letters[word.charAt(1)];
      if (word.charAt(1) === 'c') assign(rest);
      else if (name !== undefined) found.push([name, rest]);
    }
  }
  return found;
}

/** What a configuration file may have in characters; what comes behind isn't read. */
const FILE_CHARS_MAX = 262_144;

/** `name = value`, `name 'value'`, with a comment behind. */
function assignment(line: string): [name: string, value: string] | undefined {
  const name = /^[A-Za-z_][\w.]*/.exec(line)?.[0] ?? '';
  const rest = line.slice(name.length).trimStart();
  const value = rest.startsWith('=') ? rest.slice(1).trimStart() : rest;
  const [found, quoted, plain = ''] = /^(?:'((?:[^']|'')*)'|([^\s#']+))/.exec(value) ?? [];
  if (name === '' || found === undefined || !/^\s*(?:#|$)/.test(value.slice(found.length))) return undefined;
  return [name.toLowerCase(), quoted?.replaceAll("''", "'") ?? plain];
}

function fromFile(system: System, path: string, optional: boolean): [name: string, value: string][] {
  let text: string;
  try {
    text = system.readText(path);
  } catch (error) {
    if (!(error instanceof SystemError)) throw error;
    if (optional) return [];
    const words = `postgres: could not access the server configuration file "${path}": ${error.message}`;
    throw new ConfigurationError([['FATAL', words]], true);
  }
  const found: [string, string][] = [];
  const problems: [level: 'LOG', words: string][] = [];
  for (const [at, line] of text.slice(0, FILE_CHARS_MAX).split('\n').entries()) {
    const trimmed = line.trim();
    if (trimmed === '' || /^(?:#|include)/.test(trimmed)) continue;
    const pair = assignment(trimmed);
    if (pair === undefined)
      problems.push(['LOG', `syntax error in file "${path}" line ${at + 1}, near end of line`]);
    else if (isKnown(pair[0])) found.push(pair);
    else
      problems.push([
        'LOG',
        `unrecognized configuration parameter "${pair[0]}" in file "${path}" line ${at + 1}`,
      ]);
  }
  if (problems.length > 0)
    throw new ConfigurationError([...problems, ['FATAL', `configuration file "${path}" contains errors`]]);
  return found;
}

const isKnown = (name: string): boolean => name.includes('.') || postgresSettings.has(name);

/** A value as SHOW tells it. @throws ConfigurationError where the setting can't have it */
function shown(name: string, value: string): string {
  const usual = postgresSettings.get(name) ?? '';
  const wrong = () =>
    new ConfigurationError([['FATAL', `invalid value for parameter "${name}": "${value}"`]]);
  if (usual === 'on' || usual === 'off') {
    const word = value.toLowerCase();
    if (/^(?:on|true|yes|1)$/.test(word)) return 'on';
    if (/^(?:off|false|no|0)$/.test(word)) return 'off';
    // Some of these have a third word.
    if (/^[a-z_]+$/.test(word)) return word;
    throw wrong();
  }
  if (!/^-?\d+(?:\.\d+)?(?:[kMGT]?B|us|ms|s|min|h|d)?$/.test(usual)) return value;
  const [, digits = '', unit = ''] = /^\s*(-?\d+(?:\.\d+)?)\s*([a-zA-Z]*)\s*$/.exec(value) ?? [];
  if (digits === '' || (unit !== '' && !/^(?:[kMGT]?B|us|ms|s|min|h|d)$/.test(unit))) throw wrong();
  return larger(Number(digits), unit);
}

const steps: Readonly<Record<string, readonly [times: number, unit: string]>> = {
  kB: [1024, 'MB'],
  MB: [1024, 'GB'],
  GB: [1024, 'TB'],
  ms: [1000, 's'],
  s: [60, 'min'],
  min: [60, 'h'],
  h: [24, 'd'],
};

/** In the largest unit that it is whole in. */
function larger(amount: number, unit: string): string {
  const [times, next] = steps[unit] ?? [];
  return times !== undefined && next !== undefined && amount > 0 && amount % times === 0
    ? larger(amount / times, next)
    : `${amount}${unit}`;
}

/** @throws ConfigurationError */
export function configurationOf(system: System, argv: readonly string[], folder: string): Configured {
  const given = fromCommand(argv);
  for (const [name] of given)
    if (!isKnown(name))
      throw new ConfigurationError([['FATAL', `unrecognized configuration parameter "${name}"`]]);
  const file = given.findLast(([name]) => name === 'config_file')?.[1] ?? `${folder}/postgresql.conf`;
  const all = [
    // A file that says nothing of it means the loopback.
    ['listen_addresses', 'localhost'] as const,
    ['hba_file', `${folder}/pg_hba.conf`] as const,
    ['ident_file', `${folder}/pg_ident.conf`] as const,
    ...fromFile(system, file, false),
    ...fromFile(system, `${folder}/postgresql.auto.conf`, true),
    ...given,
    ['config_file', file] as const,
  ];
  return Object.fromEntries(all.map(([name, value]) => [name, shown(name, value)]));
}
