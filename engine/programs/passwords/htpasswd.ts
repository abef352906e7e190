import { sha1 } from '@noble/hashes/legacy.js';
import { utf8ToBytes } from '@noble/hashes/utils.js';
import { SystemError } from '../../filesystem/errors.ts';
import { AGAIN, type Next, type Program, type System } from '../../linux/system.ts';
import { apr1, CRYPT_ALPHABET } from './apr1.ts';
import { bcrypt, COST_MAX, COST_MIN } from './bcrypt.ts';
import { isPassword } from './stored.ts';

const USAGE = `Usage:
	htpasswd [-cimB25dpsDv] [-C cost] [-r rounds] passwordfile username
	htpasswd -b[cmB25dpsDv] [-C cost] [-r rounds] passwordfile username password

	htpasswd -n[imB25dps] [-C cost] [-r rounds] username
	htpasswd -nb[mB25dps] [-C cost] [-r rounds] username password
 -c  Create a new file.
 -n  Don't update file; display results on stdout.
 -b  Use the password from the command line rather than prompting for it.
 -i  Read password from stdin without verification (for script usage).
 -m  Force MD5 hashing of the password (default).
 -B  Force bcrypt hashing of the password (very secure).
 -C  Set the computing time used for the bcrypt algorithm
     (higher is more secure but slower, default: 5, valid: 4 to 17).
 -s  Force SHA-1 hashing of the password (insecure).
 -p  Do not hash the password (plaintext, insecure).
 -D  Delete the specified user.
 -v  Verify password for the specified user.
On other systems than Windows and NetWare the '-p' flag will probably not work.
The SHA-1 algorithm does not use a salt and is less secure than the MD5 algorithm.
`;

const EXIT = { syntax: 2, verification: 3, file: 1, other: 5 } as const;
const COST_DEFAULT = 5;
const SALT_BYTES = 16;
const PASSWORD_BYTES_MAX = 4096;

interface Asked {
  readonly flags: ReadonlySet<string>;
  readonly cost: number;
  readonly file: string;
  readonly user: string;
  readonly password: string | undefined;
}

/** htpasswd of Apache: the files of user names and passwords that servers and registries read. */
export const htpasswd: Program = { start: (system) => run(system), step: (system) => run(system) };

function run(system: System): Next<null> {
  const asked = readArguments(system);
  if (typeof asked === 'string') return fail(system, asked, EXIT.syntax);
  const { flags } = asked;
  if (['d', '2', '5'].some((flag) => flags.has(flag))) {
    return fail(system, 'htpasswd: hashing by crypt() is not part of this simulation\n', EXIT.other);
  }
  if (flags.has('D')) return change(system, asked, undefined);
  let { password } = asked;
  if (password === undefined) {
    if (!flags.has('i')) {
      return fail(
        system,
        'htpasswd: asking at the terminal is not part of this simulation: use -b or -i\n',
        EXIT.other,
      );
    }
    const bytes = system.read(0, PASSWORD_BYTES_MAX);
    if (bytes === AGAIN) return { state: null, until: { readable: [0] } };
    password = new TextDecoder().decode(bytes).split('\n', 1)[0] ?? '';
  }
  if (flags.has('v')) return verify(system, asked, password);
  const hashed = `${asked.user}:${hash(system, asked, password)}`;
  if (!flags.has('n')) return change(system, asked, hashed);
  system.write(1, `${hashed}\n\n`);
  return { exit: 0 };
}

/** @returns what is wrong with them */
function readArguments(system: System): Asked | string {
  const flags = new Set<string>();
  const rest: string[] = [];
  let cost = COST_DEFAULT;
  const [, ...words] = system.argv;
  for (let word = words.shift(); word !== undefined; word = words.shift()) {
    if (rest.length > 0 || !/^-./.test(word)) {
      rest.push(word);
      continue;
    }
    for (const flag of word.slice(1)) {
      if (!'cnmspdBDbiv25C'.includes(flag)) return USAGE;
      flags.add(flag);
      if (flag === 'C') cost = Number(words.shift() ?? Number.NaN);
    }
  }
  if (!Number.isInteger(cost) || cost < COST_MIN || cost > 17) {
    return 'htpasswd: argument to -C must be a positive integer\n';
  }
  if (cost > COST_MAX) return `htpasswd: a cost of more than ${COST_MAX} is not part of this simulation\n`;
  if (flags.has('c') && flags.has('n')) return 'htpasswd: -c and -n options conflict\n';
  if (rest.length !== (flags.has('n') ? 1 : 2) + (flags.has('b') ? 1 : 0)) return USAGE;
  const file = flags.has('n') ? '' : (rest.shift() ?? '');
  const [user = '', password] = rest;
  if (user.includes(':')) return "htpasswd: username contains illegal character ':'\n";
  return { flags, cost, file, user, password };
}

function hash(system: System, { flags, cost }: Asked, password: string): string {
  if (flags.has('B')) {
    const salt = Uint8Array.from({ length: SALT_BYTES }, () => Math.floor(system.random() * 256));
    return bcrypt(password, cost, salt);
  }
  if (flags.has('s')) return `{SHA}${btoa(String.fromCharCode(...sha1(utf8ToBytes(password))))}`;
  if (flags.has('p')) return password;
  const letter = () => CRYPT_ALPHABET[Math.floor(system.random() * CRYPT_ALPHABET.length)] ?? '.';
  return apr1(password, Array.from({ length: 8 }, letter).join(''));
}

/** @param line undefined: the user goes */
function change(system: System, { flags, file, user }: Asked, line: string | undefined): Next<null> {
  try {
    const before = flags.has('c') ? '' : readFile(system, file);
    if (before === undefined) {
      return fail(system, `htpasswd: cannot modify file ${file}; use '-c' to create it\n`, EXIT.file);
    }
    const lines = before.split('\n').filter((each) => each !== '');
    const at = lines.findIndex((each) => each.startsWith(`${user}:`));
    if (line === undefined && at < 0) return fail(system, `User ${user} not found\n`, 0);
    const verb = line === undefined ? 'Deleting' : at < 0 ? 'Adding' : 'Updating';
    lines.splice(at < 0 ? lines.length : at, at < 0 ? 0 : 1, ...(line === undefined ? [] : [line]));
    system.writeText(file, lines.map((each) => `${each}\n`).join(''));
    return fail(system, `${verb} password for user ${user}\n`, 0);
  } catch (error) {
    if (!(error instanceof SystemError)) throw error;
    return fail(system, `htpasswd: cannot create file ${file}\n`, EXIT.file);
  }
}

function verify(system: System, { file, user }: Asked, password: string): Next<null> {
  const lines = readFile(system, file)?.split('\n') ?? [];
  const stored = lines.find((line) => line.startsWith(`${user}:`))?.slice(user.length + 1);
  if (stored === undefined) return fail(system, `User ${user} not found\n`, EXIT.verification);
  if (isPassword(password, stored)) return fail(system, `Password for user ${user} correct.\n`, 0);
  return fail(system, 'password verification failed\n', EXIT.verification);
}

function readFile(system: System, path: string): string | undefined {
  try {
    return system.readText(path);
  } catch (error) {
    if (error instanceof SystemError && error.code === 'ENOENT') return undefined;
    throw error;
  }
}

/** What it says is on the standard error, bad or good. */
function fail(system: System, text: string, exit: number): Next<null> {
  system.write(2, text);
  return { exit };
}
