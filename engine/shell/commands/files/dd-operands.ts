import { systemError } from '../../../filesystem/errors.ts';
import type { System } from '../../../linux/system.ts';
import { fail } from '../command.ts';
import { commandName, isBusybox, parseOptions, Quit } from '../options.ts';
import { quote, quotedName } from '../quoting.ts';
import { parseSize } from './size.ts';

const known = new Set([
  'if',
  'of',
  'bs',
  'ibs',
  'obs',
  'count',
  'skip',
  'seek',
  'cbs',
  'conv',
  'status',
  'iflag',
  'oflag',
]);

const conversions = [
  ...'ascii block ebcdic excl fdatasync fsync ibm lcase nocreat noerror notrunc sparse swab sync ucase unblock'.split(
    ' ',
  ),
];
/** Those of busybox; it takes status=progress, too. */
const busyboxConversions = 'notrunc sync noerror fsync swab'.split(' ');

/** What conv= asks for. */
export function conversionsOf(system: System, values: ReadonlyMap<string, string>): string[] {
  const given = (values.get('conv') ?? '').split(',').filter((name) => name !== '');
  const unknown = given.find(
    (name) => !(isBusybox(system) ? busyboxConversions : conversions).includes(name),
  );
  if (unknown === undefined) return given;
  if (isBusybox(system)) throw new Quit(`dd: invalid argument '${unknown}' to 'conv'\n`, 1);
  throw wrong(`invalid conversion: ${quote(system, unknown)}`);
}

/** What status= asks for. */
export function statusOf(
  system: System,
  values: ReadonlyMap<string, string>,
): 'none' | 'noxfer' | 'progress' | undefined {
  const status = values.get('status');
  if (status === undefined || status === 'none' || status === 'noxfer' || status === 'progress')
    return status;
  if (isBusybox(system)) throw new Quit(`dd: invalid argument '${status}' to 'status'\n`, 1);
  throw wrong(`invalid status level: ${quote(system, status)}`);
}

function wrong(what: string): Quit {
  return new Quit(`dd: ${what}\nTry 'dd --help' for more information.\n`, 1);
}

/** The operands of dd, by name. */
export function parseOperands(system: System): Map<string, string> {
  const values = new Map<string, string>();
  for (const word of system.argv.slice(1)) {
    if (word.startsWith('--') && !isBusybox(system))
      parseOptions(system, { letters: '', manual: { gnu: '[OPERAND]...\n  or:  dd OPTION' } }, ['dd', word]);
    const equals = word.indexOf('=');
    const name = word.slice(0, Math.max(0, equals));
    if (known.has(name)) values.set(name, word.slice(equals + 1));
    else if (isBusybox(system)) throw new Quit(`${commandName(system)}: invalid argument '${word}'\n`, 1);
    else
      throw new Quit(
        `dd: unrecognized operand ${quote(system, word)}\nTry 'dd --help' for more information.\n`,
        1,
      );
  }
  return values;
}

export function size(system: System, text: string): number {
  const bytes = parseSize(text);
  if (bytes !== undefined) return bytes;
  throw fail(
    system,
    isBusybox(system) ? `invalid number '${text}'` : `invalid number: ${quote(system, text)}`,
  );
}

export function open(system: System, path: string, options: Parameters<System['open']>[1]): number {
  try {
    return system.open(path, options);
  } catch (error) {
    const { message } = systemError(error);
    throw fail(
      system,
      isBusybox(system)
        ? `can't open '${path}': ${message}`
        : `failed to open ${quotedName(path)}: ${message}`,
    );
  }
}

/** The flags of an operand, with those that are known. */
export function flags(
  system: System,
  values: ReadonlyMap<string, string>,
  operand: 'iflag' | 'oflag',
): string[] {
  const given = (values.get(operand) ?? '').split(',').filter((flag) => flag !== '');
  const unknown = given.find((flag) => !FLAGS[isBusybox(system) ? 'busybox' : 'gnu'].includes(flag));
  if (unknown === undefined) return given;
  if (isBusybox(system)) throw new Quit(`dd: invalid argument '${values.get(operand)}' to '${operand}'\n`, 1);
  const kind = operand === 'iflag' ? 'input' : 'output';
  const words = `dd: invalid ${kind} flag: ${quote(system, unknown)}\nTry 'dd --help' for more information.\n`;
  throw new Quit(words, 1);
}

const FLAGS: Readonly<Record<'busybox' | 'gnu', readonly string[]>> = {
  busybox: ['append', 'count_bytes', 'direct', 'fullblock', 'seek_bytes', 'skip_bytes'],
  gnu: 'append cio count_bytes direct directory dsync fullblock noatime nocache noctty nofollow nonblock seek_bytes skip_bytes sync text binary'.split(
    ' ',
  ),
};

export function modeOf(given: readonly string[]): { readonly direct: boolean; readonly sync: boolean } {
  return { direct: given.includes('direct'), sync: given.includes('sync') || given.includes('dsync') };
}
