import { SystemError } from '../../../../filesystem/errors.ts';
import type { System } from '../../../../linux/system.ts';
import { portNumber } from '../../../options.ts';
import type { Target } from './link.ts';

/** What the libpq clients have in common: options for the connection, and what is left of the command line. */
export interface CommandLine {
  readonly target: Target;
  /** Other options in their order, with their values. */
  readonly options: readonly (readonly [name: string, value: string])[];
  readonly words: readonly string[];
}

const connection: Readonly<Record<string, string>> = {
  '-h': 'host',
  '--host': 'host',
  '-p': 'port',
  '--port': 'port',
  '-U': 'user',
  '--username': 'user',
  '-d': 'dbname',
  '--dbname': 'dbname',
};

/** @param flags options without a value. @returns a text: an option that isn't known */
export function parseCommandLine(
  system: System,
  flags: ReadonlySet<string>,
  valued: ReadonlySet<string>,
  application: string,
): CommandLine | string {
  const given: Record<string, string> = {};
  const options: [string, string][] = [];
  const words: string[] = [];
  const rest = system.argv
    .slice(1)
    .flatMap((word) => (/^-[A-Za-z0-9]{2,}$/.test(word) ? apart(word, flags) : [word]));
  while (rest.length > 0) {
    const word = rest.shift() ?? '';
    if (word === '--') {
      words.push(...rest.splice(0));
      break;
    }
    if (!word.startsWith('-') || word === '-') {
      words.push(word);
      continue;
    }
    const [name = '', attached] = word.startsWith('--')
      ? split(word)
      : [word.slice(0, 2), word.length > 2 ? word.slice(2) : undefined];
    if (Object.hasOwn(connection, name)) given[connection[name] ?? ''] = attached ?? rest.shift() ?? '';
    else if (flags.has(name)) options.push([name, '']);
    else if (valued.has(name)) options.push([name, attached ?? rest.shift() ?? '']);
    else return word;
  }
  return { target: targetOf(system, given, words, application), options, words };
}

function split(word: string): [string, string | undefined] {
  const at = word.indexOf('=');
  return at < 0 ? [word, undefined] : [word.slice(0, at), word.slice(at + 1)];
}

/** `-tAc` is three options; what follows one that takes a value is its value. */
function apart(word: string, flags: ReadonlySet<string>): string[] {
  const found: string[] = [];
  for (let at = 1; at < word.length; at++) {
    const option = `-${word[at] ?? ''}`;
    if (flags.has(option)) found.push(option);
    else {
      found.push(option, ...(at + 1 < word.length ? [word.slice(at + 1)] : []));
      break;
    }
  }
  return found;
}

function targetOf(
  system: System,
  given: Readonly<Record<string, string>>,
  words: readonly string[],
  application: string,
): Target {
  const env = (name: string) => system.env.get(name) || undefined;
  const uri = [given.dbname, words[0]].find(
    (each) => each !== undefined && /^postgres(?:ql)?:\/\//.test(each),
  );
  const parts =
    uri === undefined
      ? undefined
      : /^postgres(?:ql)?:\/\/(?:([^:@/]*)(?::([^@/]*))?@)?([^:/?]*)(?::(\d+))?(?:\/([^?]*))?/.exec(uri);
  const pairs = new Map(
    (given.dbname ?? '').includes('=') && uri === undefined
      ? [...(given.dbname ?? '').matchAll(/\b(\w+)\s*=\s*(\S+)/g)].map(([, key = '', value = '']) => [
          key,
          value,
        ])
      : [],
  );
  const user =
    given.user ?? (parts?.[1] || undefined) ?? pairs.get('user') ?? env('PGUSER') ?? accountName(system);
  const host = given.host ?? (parts?.[3] || undefined) ?? pairs.get('host') ?? env('PGHOST');
  const plain = uri === undefined && pairs.size === 0 ? given.dbname : undefined;
  return {
    host: host?.startsWith('/') === true ? undefined : host,
    port: portNumber(given.port ?? parts?.[4] ?? pairs.get('port') ?? env('PGPORT'), 5432),
    user,
    database: plain ?? (parts?.[5] || undefined) ?? pairs.get('dbname') ?? env('PGDATABASE') ?? user,
    password:
      (parts?.[2] === undefined ? undefined : decodeURIComponent(parts[2])) ??
      pairs.get('password') ??
      env('PGPASSWORD'),
    application,
  };
}

/** The name of the user that runs it. */
function accountName(system: System): string {
  try {
    for (const line of system.readText('/etc/passwd').split('\n')) {
      const [name = '', , uid] = line.split(':');
      if (uid === String(system.uid)) return name;
    }
  } catch (error) {
    if (!(error instanceof SystemError)) throw error;
  }
  return system.uid === 0 ? 'root' : String(system.uid);
}
