import { systemError } from '../../../filesystem/errors.ts';
import type { FileType, Stat } from '../../../filesystem/node.ts';
import type { System } from '../../../linux/system.ts';
import { encode } from '../bytes.ts';
import { isBusybox } from '../options.ts';
import { quote } from '../quoting.ts';
import { findGid, findUid, userWithId } from '../system/accounts.ts';
import { parseDate } from '../system/date-words.ts';
import { compilePattern } from '../text/regex/pattern.ts';
import { globMatches } from './glob.ts';
import { parseMode } from './mode.ts';

/** The file that an expression is applied to. */
export interface Candidate {
  readonly path: string;
  readonly name: string;
  readonly depth: number;
  readonly stat: Stat;
}

/** What a test is made with. */
interface TestContext {
  readonly system: System;
  readonly word: string;
  argument(): string;
  wrong(what: string): Error;
}

type Test = (context: TestContext) => (candidate: Candidate) => boolean;

const typeLetters: Readonly<Record<string, FileType>> = {
  f: 'file',
  d: 'directory',
  l: 'symbolic link',
  p: 'fifo',
  c: 'character device',
  b: 'block device',
  s: 'socket',
};
const sizeUnits: Readonly<Record<string, number>> = {
  c: 1,
  w: 2,
  b: 512,
  k: 1024,
  M: 1024 ** 2,
  G: 1024 ** 3,
};
const minuteMs = 60_000;
const dayMs = 86_400_000;

function unknownType(system: System, text: string): string {
  return isBusybox(system) ? `invalid argument '${text}' to '-type'` : `Unknown argument to -type: ${text}`;
}

/** The file that is named to be compared with. */
function reference({ system, argument, wrong }: TestContext) {
  const name = argument();
  try {
    return system.stat(name);
  } catch (error) {
    const { message } = systemError(error);
    throw wrong(
      isBusybox(system) ? `can't stat '${name}': ${message}` : `${quote(system, name)}: ${message}`,
    );
  }
}

/** Tests of files by their name in an expression. */
export const tests: Readonly<Record<string, Test>> = {
  '-true': () => () => true,
  '-false': () => () => false,
  '-name': (context) => named(context, false, (candidate) => candidate.name),
  '-iname': (context) => named(context, true, (candidate) => candidate.name),
  '-path': (context) => named(context, false, (candidate) => candidate.path),
  '-wholename': (context) => named(context, false, (candidate) => candidate.path),
  '-ipath': (context) => named(context, true, (candidate) => candidate.path),
  '-type': ({ system, argument, wrong }) => {
    const text = argument();
    const letters = isBusybox(system) ? [text] : text.split(',');
    const types = letters.map((letter) => typeLetters[letter]);
    if (types.includes(undefined)) throw wrong(unknownType(system, text));
    return ({ stat }) => types.includes(stat.type);
  },
  '-size': (context) => {
    const text = context.argument();
    const [, sign = '', digits = '', unit = ''] = /^([-+]?)(\d{1,15})([cwbkMG]?)$/.exec(text) ?? [];
    if (isBusybox(context.system) && (digits === '' || /[wMG]/.test(unit)))
      throw context.wrong(`invalid number '${text.replace(/^[-+]/, '')}'`);
    if (digits === '')
      throw context.wrong(
        /^[-+]?\d+.$/.test(text)
          ? `invalid -size type \`${text.at(-1)}'`
          : `Invalid argument \`${text}' to -size`,
      );
    const bytes = sizeUnits[unit || 'b'] ?? 512;
    return ({ stat }) => compared(sign, Math.ceil(stat.size / bytes), Number(digits));
  },
  '-empty':
    ({ system }) =>
    ({ stat, path }) =>
      stat.type === 'directory'
        ? system.readDirectory(path).length === 0
        : stat.type === 'file' && stat.size === 0,
  '-mtime': (context) => aged(context, dayMs, (stat) => stat.modifiedMs),
  '-atime': (context) => aged(context, dayMs, (stat) => stat.accessedMs),
  '-ctime': (context) => aged(context, dayMs, (stat) => stat.changedMs),
  '-mmin': (context) => aged(context, minuteMs, (stat) => stat.modifiedMs),
  '-amin': (context) => aged(context, minuteMs, (stat) => stat.accessedMs),
  '-cmin': (context) => aged(context, minuteMs, (stat) => stat.changedMs),
  '-newer': (context) => {
    const ms = reference(context).modifiedMs;
    return ({ stat }) => stat.modifiedMs > ms;
  },
  '-anewer': (context) => {
    const ms = reference(context).modifiedMs;
    return ({ stat }) => stat.accessedMs > ms;
  },
  '-cnewer': (context) => {
    const ms = reference(context).modifiedMs;
    return ({ stat }) => stat.changedMs > ms;
  },
  '-samefile': (context) => {
    const { device, inode } = reference(context);
    return ({ stat }) => stat.device === device && stat.inode === inode;
  },
  '-regex': (context) => wholePath(context, false),
  '-iregex': (context) => wholePath(context, true),
  '-nouser':
    ({ system }) =>
    ({ stat }) =>
      userWithId(system, stat.uid) === undefined,
  '-newermt': (context) => {
    const text = context.argument();
    const ms = parseDate(text, context.system.now, 'gnu');
    if (ms === undefined)
      throw context.wrong(
        `I cannot figure out how to interpret ${quote(context.system, text)} as a date or time`,
      );
    return ({ stat }) => stat.modifiedMs > ms;
  },
  '-perm': permissions,
  '-user': (context) => {
    const text = context.argument();
    const uid = findUid(context.system, text);
    if (uid === undefined) throw context.wrong(unknownName(context, text, 'user'));
    return ({ stat }) => stat.uid === uid;
  },
  '-group': (context) => {
    const text = context.argument();
    const gid = findGid(context.system, text);
    if (gid === undefined) throw context.wrong(unknownName(context, text, 'group'));
    return ({ stat }) => stat.gid === gid;
  },
  '-uid': (context) => counted(context, (stat) => stat.uid),
  '-gid': (context) => counted(context, (stat) => stat.gid),
  '-links': (context) => counted(context, (stat) => stat.links),
  '-inum': (context) => counted(context, (stat) => stat.inode),
  '-executable': (context) => allowed(context, { execute: true }),
  '-readable': (context) => allowed(context, { read: true }),
  '-writable': (context) => allowed(context, { write: true }),
};

/** The whole path matches. */
function wholePath({ argument }: TestContext, ignoreCase: boolean) {
  // Emacs' dialect: + and ? are operators, alternatives and groups have backslashes.
  const source = argument().replace(/\\.|[+?]/g, (found) => (found.length === 1 ? `\\${found}` : found));
  const pattern = compilePattern([encode(source)], { dialect: 'basic', ignoreCase, whole: 'line' });
  return ({ path }: Candidate) => pattern.test(encode(path));
}

function unknownName({ system }: TestContext, text: string, kind: 'user' | 'group'): string {
  if (isBusybox(system)) return `unknown ${kind} ${text}`;
  const name = quote(system, text);
  return kind === 'user'
    ? `${name} is not the name of a known user`
    : `${name} is not the name of an existing group`;
}

function named({ argument }: TestContext, ignoreCase: boolean, text: (candidate: Candidate) => string) {
  const pattern = argument();
  return (candidate: Candidate) => globMatches(pattern, text(candidate), ignoreCase);
}

function number({ argument, wrong, word, system }: TestContext): readonly [sign: string, value: number] {
  const text = argument();
  const [, sign = '', digits] = /^([-+]?)(\d{1,15})$/.exec(text) ?? [];
  if (digits === undefined) {
    throw wrong(isBusybox(system) ? `invalid number '${text}'` : `invalid argument \`${text}' to \`${word}'`);
  }
  return [sign, Number(digits)];
}

function counted(context: TestContext, value: (stat: Stat) => number) {
  const [sign, wanted] = number(context);
  return ({ stat }: Candidate) => compared(sign, value(stat), wanted);
}

function aged(context: TestContext, unitMs: number, time: (stat: Stat) => number) {
  const [sign, wanted] = number(context);
  return ({ stat }: Candidate) =>
    compared(sign, Math.floor((context.system.now - time(stat)) / unitMs), wanted);
}

function compared(sign: string, value: number, wanted: number): boolean {
  if (sign === '+') return value > wanted;
  return sign === '-' ? value < wanted : value === wanted;
}

function permissions({ argument, wrong, system }: TestContext) {
  const text = argument();
  const how = /^[-/+]/.test(text) ? text.slice(0, 1) : '';
  const bits = parseMode(text.slice(how.length), 0)?.(0, false);
  if (bits === undefined)
    throw wrong(isBusybox(system) ? `invalid mode '${text}'` : `invalid mode ${quote(system, text)}`);
  return ({ stat }: Candidate) => {
    if (how === '') return stat.mode === bits;
    return how === '-' ? (stat.mode & bits) === bits : bits === 0 || (stat.mode & bits) !== 0;
  };
}

function allowed({ system }: TestContext, rights: { read?: boolean; write?: boolean; execute?: boolean }) {
  return ({ path }: Candidate) => {
    try {
      system.access(path, rights);
      return true;
    } catch (error) {
      systemError(error);
      return false;
    }
  };
}
