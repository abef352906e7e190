import { systemError } from '../../../filesystem/errors.ts';
import type { System } from '../../../linux/system.ts';
import { fail, immediate } from '../command.ts';
import { isBusybox, type Options, parseOptions, type Syntax } from '../options.ts';

const ROOT = '/proc/sys';
const DEFAULT_FILE = '/etc/sysctl.conf';

const syntax: Syntax = {
  letters: 'naAXNeqwp::br:f:',
  long: {
    all: 'a',
    names: 'N',
    values: 'n',
    ignore: 'e',
    quiet: 'q',
    write: 'w',
    load: 'p',
    pattern: 'r',
    system: '',
    binary: 'b',
  },
  manual: {
    gnu: '[options] [variable[=value] ...]',
    package: 'procps-ng',
  },
};

export const sysctl = immediate((system) => {
  const options = parseOptions(system, syntax);
  const pattern = options.value('r');
  let wanted: readonly string[];
  if (options.has('a') || options.has('A') || options.has('X')) {
    wanted = namesBelow(system, ROOT).filter((name) => pattern === undefined || name.includes(pattern));
  } else if (options.has('p')) {
    const attached = options.value('p');
    wanted = (
      attached
        ? [attached, ...options.operands]
        : options.operands.length > 0
          ? options.operands
          : [DEFAULT_FILE]
    ).flatMap((path) => settingsIn(system, path));
  } else wanted = options.operands;
  if (wanted.length === 0 && options.operands.length === 0 && !options.has('a') && !options.has('p')) {
    throw fail(
      system,
      isBusybox(system)
        ? 'no variables specified'
        : "no variables specified\nTry `sysctl --help' for more information.",
    );
  }
  let failed = false;
  for (const each of wanted) failed = !take(system, options, each) || failed;
  return failed ? (isBusybox(system) ? 1 : 255) : 0;
});

/** The parameters in a folder and below, as `sysctl -a` names them. */
function namesBelow(system: System, folder: string): string[] {
  return system.readDirectory(folder).flatMap(({ name, type }) => {
    const path = `${folder}/${name}`;
    return type === 'directory'
      ? namesBelow(system, path)
      : [path.slice(ROOT.length + 1).replaceAll('/', '.')];
  });
}

/** The lines of a file of settings, without comments. */
function settingsIn(system: System, path: string): string[] {
  let text: string;
  try {
    text = system.readText(path);
  } catch (error) {
    const { message } = systemError(error);
    throw fail(
      system,
      isBusybox(system) ? `can't open '${path}': ${message}` : `cannot open "${path}": ${message}`,
    );
  }
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !/^[#;]/.test(line))
    .map((line) => line.replace(/(?<!\s)\s*=\s*/, '='));
}

/** Shows a parameter, or sets it where the word says a value. @returns false: it couldn't */
function take(system: System, options: Options, word: string): boolean {
  const [given = '', value] = word.split(/=(.*)/s);
  const name = given.trim().replaceAll('/', '.');
  const path = `${ROOT}/${name.replaceAll('.', '/')}`;
  try {
    if (value !== undefined) system.writeText(path, `${value.trim()}\n`);
    const text = value === undefined ? system.readText(path).trimEnd().replaceAll('\n', ' ') : value.trim();
    if (options.has('N')) system.write(1, `${name}\n`);
    else if (!options.has('q') || value === undefined)
      system.write(1, options.has('n') ? `${text}\n` : `${name} = ${text}\n`);
    return true;
  } catch (error) {
    const { code, message } = systemError(error);
    if (code === 'ENOENT' && options.has('e')) return true;
    // What can't be read is left out of the list of all.
    if (value === undefined && options.has('a')) return true;
    system.write(
      2,
      `sysctl: ${isBusybox(system) ? busyboxWords(path, name, value, code, message) : words(path, name, value, code, message)}\n`,
    );
    return false;
  }
}

function busyboxWords(
  path: string,
  name: string,
  value: string | undefined,
  code: string,
  message: string,
): string {
  if (code === 'ENOENT') return `error: '${path}' is an unknown key`.replace(path, name);
  return value === undefined
    ? `error reading key '${name}': ${message}`
    : `error setting key '${name}': ${message}`;
}

function words(path: string, name: string, value: string | undefined, code: string, message: string): string {
  if (code === 'ENOENT') return `cannot stat ${path}: ${message}`;
  if (code === 'EACCES' || code === 'EPERM') return `permission denied on key "${name}"`;
  return value === undefined ? `reading key "${name}": ${message}` : `setting key "${name}": ${message}`;
}
