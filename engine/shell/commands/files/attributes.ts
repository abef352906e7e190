import type { System } from '../../../linux/system.ts';
import { fail, immediate } from '../command.ts';
import { isBusybox, type Options, parseOptions, Quit } from '../options.ts';
import { quote, quotedName } from '../quoting.ts';
import { findGid, findUid, names, userNamed, userWithId } from '../system/accounts.ts';
import { missingOperand } from './make.ts';
import { modeText, parseMode } from './mode.ts';
import { joined } from './path.ts';
import { attempt, linkStat } from './troubles.ts';

const chmodManual = {
  gnu: '[OPTION]... MODE[,MODE]... FILE...\n  or:  chmod [OPTION]... OCTAL-MODE FILE...\n  or:  chmod [OPTION]... --reference=RFILE FILE...\nChange the mode of each FILE to MODE.',
  busybox: `[-Rcvf] MODE[,MODE]... FILE...

MODE is octal number (bit pattern sstrwxrwxrwx) or [ugoa]{+|-|=}[rwxXst]

\t-R\tRecurse
\t-c\tList changed files
\t-v\tVerbose
\t-f\tHide errors`,
};

const modeLetters = 'rwxXst';

export const chmod = immediate((system) => {
  // `chmod -x file`: letters of a mode look like options.
  const options = parseOptions(system, {
    letters: `Rcvf${modeLetters}`,
    long: { recursive: 'R', changes: 'c', verbose: 'v', quiet: 'f', silent: 'f', reference: '=' },
    manual: chmodManual,
  });
  const letters = options.given.map(([name]) => name).filter((name) => modeLetters.includes(name));
  const modeFirst = letters.length === 0 ? undefined : `-${letters.join('')}`;
  const reference = options.value('reference');
  const operands = modeFirst === undefined ? [...options.operands] : [modeFirst, ...options.operands];
  const text = reference === undefined ? operands.shift() : system.stat(reference).mode.toString(8);
  if (text === undefined) throw missingOperand(system, chmodManual);
  if (operands.length === 0) {
    throw missingOperand(system, chmodManual, `missing operand after ${quote(system, text)}`);
  }
  const umask = system.setUmask(0);
  system.setUmask(umask);
  const change = parseMode(text, umask);
  if (change === undefined) {
    if (isBusybox(system)) throw fail(system, `invalid mode '${text}'`);
    throw new Quit(
      `chmod: invalid mode: ${quote(system, text)}\nTry 'chmod --help' for more information.\n`,
      1,
    );
  }
  const visit = (path: string, operand: boolean): boolean => {
    const link = linkStat(system, path);
    if (link?.type === 'symbolic link' && !operand) return true;
    return attempt(
      system,
      (message) => (options.has('f') ? undefined : accessWords(system, path, message, link !== undefined)),
      () => {
        const stat = system.stat(path);
        const mode = change(stat.mode, stat.type === 'directory');
        system.changeMode(path, mode);
        tellMode(system, options, path, { type: stat.type, mode: stat.mode }, mode);
      },
    );
  };
  return eachPath(system, operands, options.has('R'), visit) ? 0 : 1;
});

function accessWords(system: System, path: string, message: string, exists: boolean): string {
  if (isBusybox(system)) return `${path}: ${message}`;
  return exists
    ? `changing permissions of ${quotedName(path)}: ${message}`
    : `cannot access ${quotedName(path)}: ${message}`;
}

function tellMode(
  system: System,
  options: Options,
  path: string,
  before: Parameters<typeof modeText>[0],
  mode: number,
): void {
  const changed = before.mode !== mode;
  if (!options.has('v') && !(options.has('c') && changed)) return;
  const shown = (each: number) =>
    `${each.toString(8).padStart(4, '0')} (${modeText({ type: before.type, mode: each }).slice(1)})`;
  system.write(
    1,
    changed
      ? `mode of '${path}' changed from ${shown(before.mode)} to ${shown(mode)}\n`
      : `mode of '${path}' retained as ${shown(mode)}\n`,
  );
}

/** @returns false: something failed */
function eachPath(
  system: System,
  paths: readonly string[],
  recursive: boolean,
  visit: (path: string, operand: boolean) => boolean,
): boolean {
  let whole = true;
  const walk = (path: string, operand: boolean) => {
    whole = visit(path, operand) && whole;
    if (!recursive || linkStat(system, path)?.type !== 'directory') return;
    const words = (message: string) =>
      isBusybox(system) ? `${path}: ${message}` : `cannot read directory ${quotedName(path)}: ${message}`;
    const read = attempt(system, words, () => {
      for (const { name } of system.readDirectory(path)) walk(joined(path, name), false);
    });
    whole &&= read;
  };
  for (const path of paths) walk(path, true);
  return whole;
}

const chownManual = {
  gnu: '[OPTION]... [OWNER][:[GROUP]] FILE...\n  or:  chown [OPTION]... --reference=RFILE FILE...\nChange the owner and/or group of each FILE to OWNER and/or GROUP.',
  busybox: `[-Rhcvf]... USER[:[GRP]] FILE...

Change the owner and/or group of FILEs to USER and/or GRP

\t-h\tAffect symlinks instead of symlink targets
\t-R\tRecurse
\t-c\tList changed files
\t-v\tVerbose
\t-f\tHide errors`,
};

const ownerSyntax = {
  letters: 'Rhcvf',
  long: {
    recursive: 'R',
    'no-dereference': 'h',
    changes: 'c',
    verbose: 'v',
    quiet: 'f',
    silent: 'f',
    reference: '=',
  },
};

export const chown = immediate((system) => changeOwners(system, chownManual, ownerOf));

const chgrpManual = {
  gnu: '[OPTION]... GROUP FILE...\n  or:  chgrp [OPTION]... --reference=RFILE FILE...\nChange the group of each FILE to GROUP.',
  busybox: `[-Rhcvf]... GROUP FILE...

Change the group membership of FILEs to GROUP

\t-h\tAffect symlinks instead of symlink targets
\t-R\tRecurse
\t-c\tList changed files
\t-v\tVerbose
\t-f\tHide errors`,
};

export const chgrp = immediate((system) =>
  changeOwners(system, chgrpManual, (_, text) => ({ uid: undefined, gid: groupId(system, text, text) })),
);

interface Owner {
  readonly uid: number | undefined;
  readonly gid: number | undefined;
}

function changeOwners(
  system: System,
  manual: typeof chownManual,
  parse: (system: System, text: string) => Owner,
): number {
  const options = parseOptions(system, { ...ownerSyntax, manual });
  const reference = options.value('reference');
  const operands = [...options.operands];
  const text = reference === undefined ? operands.shift() : '';
  if (text === undefined) throw missingOperand(system, manual);
  if (operands.length === 0) {
    throw missingOperand(system, manual, `missing operand after ${quote(system, text)}`);
  }
  const owner = reference === undefined ? parse(system, text) : system.stat(reference);
  const known = names(system);
  return eachPath(system, operands, options.has('R'), (path, operand) => {
    const link = linkStat(system, path);
    const what = owner.uid === undefined ? 'group' : 'ownership';
    const words = (message: string) => {
      if (options.has('f')) return undefined;
      if (isBusybox(system)) return `${path}: ${message}`;
      return link === undefined
        ? `cannot access ${quotedName(path)}: ${message}`
        : `changing ${what} of ${quotedName(path)}: ${message}`;
    };
    return attempt(system, words, () => {
      const follow = !options.has('h') && operand;
      const stat = follow ? system.stat(path) : system.lstat(path);
      const [uid, gid] = [owner.uid ?? stat.uid, owner.gid ?? stat.gid];
      system.changeOwner(path, uid, gid, follow);
      if (!options.has('v') && !(options.has('c') && (uid !== stat.uid || gid !== stat.gid))) return;
      const now = what === 'group' ? known.group(gid) : `${known.user(uid)}:${known.group(gid)}`;
      const before =
        what === 'group' ? known.group(stat.gid) : `${known.user(stat.uid)}:${known.group(stat.gid)}`;
      system.write(1, `changed ${what} of '${path}' from ${before} to ${now}\n`);
    });
  })
    ? 0
    : 1;
}

function ownerOf(system: System, text: string): Owner {
  const split = /^([^:]*?)([:.])(.*)$/.exec(text);
  const whole = split?.[2] === '.' && userNamed(system, text) !== undefined;
  if (split === null || whole) return { uid: userId(system, text, text), gid: undefined };
  const [, user = '', , group = ''] = split;
  const uid = user === '' ? undefined : userId(system, user, text);
  if (group !== '') return { uid, gid: groupId(system, group, text) };
  return { uid, gid: uid === undefined ? undefined : userWithId(system, uid)?.gid };
}

function userId(system: System, name: string, whole: string): number {
  const uid = findUid(system, name);
  if (uid !== undefined) return uid;
  throw fail(system, isBusybox(system) ? `unknown user ${name}` : `invalid user: ${quote(system, whole)}`);
}

function groupId(system: System, name: string, whole: string): number {
  const gid = findGid(system, name);
  if (gid !== undefined) return gid;
  throw fail(system, isBusybox(system) ? `unknown group ${name}` : `invalid group: ${quote(system, whole)}`);
}
