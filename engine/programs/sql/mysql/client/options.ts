import { SystemError } from '../../../../filesystem/errors.ts';
import type { System } from '../../../../linux/system.ts';
import { portNumber } from '../../../options.ts';
import type { Target } from './link.ts';

export interface CommandLine {
  readonly target: Target;
  readonly options: ReadonlyMap<string, string>;
  readonly words: readonly string[];
  /** The password was written there, which the client warns of. */
  readonly passwordShown: boolean;
  /** `-p` alone: it is to be asked for. */
  readonly asks: boolean;
}

/** What a program's letters stand for: options with a value, and without. */
export interface Letters {
  readonly valued: Readonly<Record<string, string>>;
  readonly flags: Readonly<Record<string, string>>;
}

const clientLetters: Letters = {
  valued: {
    h: 'host',
    P: 'port',
    u: 'user',
    e: 'execute',
    D: 'database',
    S: 'socket',
  },
  flags: {
    N: 'skip-column-names',
    B: 'batch',
    t: 'table',
    s: 'silent',
    E: 'vertical',
    f: 'force',
    v: 'verbose',
    A: 'no-auto-rehash',
    V: 'version',
    w: 'wait',
    i: 'sleep',
    r: 'raw',
    H: 'html',
    C: 'compress',
    q: 'quick',
  },
};

/** @returns a text: an option that isn't known */
export function parseCommandLine(system: System, letters = clientLetters): CommandLine | string {
  const { valued, flags } = letters;
  const options = new Map<string, string>();
  const words: string[] = [];
  let [password, shown, asks]: [string | undefined, boolean, boolean] = [undefined, false, false];
  const rest = system.argv.slice(1);
  while (rest.length > 0) {
    const word = rest.shift() ?? '';
    if (!word.startsWith('-') || word === '-') {
      words.push(word);
      continue;
    }
    if (word.startsWith('--')) {
      const [name = '', value] = word.slice(2).split(/=(.*)/s);
      if (name === 'password') {
        if (value === undefined) asks = true;
        else [password, shown] = [value, true];
      } else options.set(name, value ?? (Object.values(valued).includes(name) ? (rest.shift() ?? '') : ''));
      continue;
    }
    for (let at = 1; at < word.length; at++) {
      const letter = word[at] ?? '';
      const tail = word.slice(at + 1);
      if (letter === 'p') {
        if (tail === '') asks = true;
        else [password, shown] = [tail, true];
        break;
      }
      const name = valued[letter];
      if (name !== undefined) {
        options.set(name, tail === '' ? (rest.shift() ?? '') : tail);
        break;
      }
      const flag = flags[letter];
      if (flag === undefined) return `-${letter}`;
      options.set(flag, '');
    }
  }
  const host = options.get('host');
  const target: Target = {
    host: host === 'localhost' ? undefined : host,
    port: portNumber(options.get('port'), 3306),
    user: options.get('user') ?? (system.uid === 0 ? 'root' : accountName(system)),
    password: password ?? system.env.get('MYSQL_PWD') ?? '',
    database: options.get('database') ?? '',
  };
  return { target, options, words, passwordShown: shown, asks };
}

function accountName(system: System): string {
  try {
    const line = system
      .readText('/etc/passwd')
      .split('\n')
      .find((each) => each.split(':')[2] === String(system.uid));
    return line?.split(':')[0] ?? 'root';
  } catch (error) {
    if (!(error instanceof SystemError)) throw error;
    return 'root';
  }
}
