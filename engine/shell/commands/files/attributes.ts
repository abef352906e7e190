import { systemError } from '../../../filesystem/errors.ts';
import type { Stat } from '../../../filesystem/node.ts';
import type { System } from '../../../linux/system.ts';
import { complain, fail } from '../command.ts';
import { isBusybox, type Options, parseOptions, usageError } from '../options.ts';
import { quote, quotedName } from '../quoting.ts';
import { findGid, findUid, names, userNamed, userWithId } from '../system/accounts.ts';
import { missingOperand } from './make.ts';
import { modeText, parseMode } from './mode.ts';
import { joined } from './path.ts';
import { attempt, linkStat, targetStat } from './troubles.ts';
import { walk } from './walk.ts';

const chmodManual = {
  gnu: '[OPTION]... MODE[,MODE]... FILE...\n  or:  chmod [OPTION]... OCTAL-MODE FILE...\n  or:  chmod [OPTION]... --reference=RFILE FILE...\nChange the mode of each FILE to MODE.',
};

const modeLetters = 'rwxXst';

type ModeChanging = {
  readonly text: string;
  readonly umask: number;
  readonly tells: Telling;
  failed: boolean;
};

export const chmod = walk<ModeChanging & { readonly recursive: boolean }>({
  begin(system) {
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
    const text =
      reference === undefined ? operands.shift() : referenceStat(system, reference).mode.toString(8);
    if (text === undefined) throw missingOperand(system, chmodManual);
    if (operands.length === 0) {
      throw missingOperand(system, chmodManual, `missing operand after ${quote(system, text)}`);
    }
    const umask = system.setUmask(0);
    system.setUmask(umask);
    if (parseMode(text, umask) === undefined) {
      if (isBusybox(system)) throw fail(system, `invalid mode '${text}'`);
      throw usageError(system, chmodManual, `invalid mode: ${quote(system, text)}`);
    }
    const own = { text, umask, tells: tellingOf(options), recursive: options.has('R'), failed: false };
    return { paths: operands, own };
  },
  visit(system, own, { path, depth }) {
    const link = linkStat(system, path);
    if (link?.type === 'symbolic link' && depth > 0) return undefined;
    const words = (message: string) =>
      own.tells === 'nothing' ? undefined : accessWords(system, path, message, link);
    const done = attempt(system, words, () => changeMode(system, own, path));
    own.failed ||= !done;
    return own.recursive ? inside(system, own, path, link) : undefined;
  },
  end: (_, own) => (own.failed ? 1 : 0),
});

function changeMode(system: System, own: ModeChanging, path: string): void {
  const change = parseMode(own.text, own.umask);
  const stat = system.stat(path);
  const mode = change?.(stat.mode, stat.type === 'directory') ?? stat.mode;
  system.changeMode(path, mode);
  tellMode(system, own.tells, path, { type: stat.type, mode: stat.mode }, mode);
}

/** What a command says of what it does: everything, what has changed, only what fails, or not even that. */
type Telling = 'all' | 'changes' | 'failures' | 'nothing';

function tellingOf(options: Options): Telling {
  if (options.has('v')) return 'all';
  if (options.has('c')) return 'changes';
  return options.has('f') ? 'nothing' : 'failures';
}

function referenceStat(system: System, path: string): Stat {
  try {
    return system.stat(path);
  } catch (error) {
    throw fail(system, `failed to get attributes of ${quotedName(path)}: ${systemError(error).message}`);
  }
}

/** Paths of what is in a folder; undefined: it is none. */
function inside(
  system: System,
  own: { failed: boolean },
  path: string,
  stat: Stat | undefined,
): readonly string[] | undefined {
  if (stat?.type !== 'directory') return undefined;
  try {
    return system.readDirectory(path).map(({ name }) => joined(path, name));
  } catch (error) {
    const { message } = systemError(error);
    own.failed = true;
    complain(
      system,
      isBusybox(system) ? `${path}: ${message}` : `cannot read directory ${quotedName(path)}: ${message}`,
    );
    return undefined;
  }
}

function accessWords(system: System, path: string, message: string, link: Stat | undefined): string {
  if (isBusybox(system)) return `${path}: ${message}`;
  if (link?.type === 'symbolic link' && targetStat(system, path) === undefined)
    return `cannot operate on dangling symlink ${quotedName(path)}`;
  return link !== undefined
    ? `changing permissions of ${quotedName(path)}: ${message}`
    : `cannot access ${quotedName(path)}: ${message}`;
}

function tellMode(
  system: System,
  tells: Telling,
  path: string,
  before: Parameters<typeof modeText>[0],
  mode: number,
): void {
  const changed = before.mode !== mode;
  if (tells !== 'all' && !(tells === 'changes' && changed)) return;
  const shown = (each: number) =>
    `${each.toString(8).padStart(4, '0')} (${modeText({ type: before.type, mode: each }).slice(1)})`;
  system.write(
    1,
    changed
      ? `mode of '${path}' changed ${isBusybox(system) ? '' : `from ${shown(before.mode)} `}to ${shown(mode)}\n`
      : `mode of '${path}' retained as ${shown(mode)}\n`,
  );
}

const chownManual = {
  gnu: '[OPTION]... [OWNER][:[GROUP]] FILE...\n  or:  chown [OPTION]... --reference=RFILE FILE...\nChange the owner and/or group of each FILE to OWNER and/or GROUP.',
};

const ownerSyntax = {
  letters: 'RhcvfHLP',
  long: {
    recursive: 'R',
    'no-dereference': 'h',
    changes: 'c',
    verbose: 'v',
    quiet: 'f',
    silent: 'f',
    reference: '=',
    from: '=',
    dereference: '',
    'preserve-root': '',
    'no-preserve-root': '',
  },
};

export const chown = ownersChanged(chownManual, ownerOf);

const chgrpManual = {
  gnu: '[OPTION]... GROUP FILE...\n  or:  chgrp [OPTION]... --reference=RFILE FILE...\nChange the group of each FILE to GROUP.',
};

export const chgrp = ownersChanged(chgrpManual, (system, text) => ({
  uid: undefined,
  gid: groupId(system, text, text),
}));

interface Owner {
  readonly uid: number | undefined;
  readonly gid: number | undefined;
}

type OwnerChanging = {
  readonly what: 'group' | 'ownership';
  readonly uid: number | undefined;
  readonly gid: number | undefined;
  /** Only what belongs to these is changed. */
  readonly from: { readonly uid: number | undefined; readonly gid: number | undefined };
  readonly recursive: boolean;
  readonly ofLinks: boolean;
  readonly tells: Telling;
  failed: boolean;
};

function ownersChanged(manual: typeof chownManual, parse: (system: System, text: string) => Owner) {
  return walk<OwnerChanging>({
    begin(system) {
      const options = parseOptions(system, { ...ownerSyntax, manual });
      const reference = options.value('reference');
      const operands = [...options.operands];
      const text = reference === undefined ? operands.shift() : '';
      if (text === undefined) throw missingOperand(system, manual);
      if (operands.length === 0) {
        throw missingOperand(system, manual, `missing operand after ${quote(system, text)}`);
      }
      const { uid, gid } = reference === undefined ? parse(system, text) : referenceStat(system, reference);
      const own: OwnerChanging = {
        what: manual === chgrpManual ? 'group' : 'ownership',
        uid: manual === chgrpManual ? undefined : uid,
        gid,
        from: ownerOf(system, options.value('from') ?? ':'),
        recursive: options.has('R'),
        ofLinks: options.has('h'),
        tells: tellingOf(options),
        failed: false,
      };
      return { paths: operands, own };
    },
    visit(system, own, { path, depth }) {
      const link = linkStat(system, path);
      const words = (message: string) => {
        if (own.tells === 'nothing') return undefined;
        if (isBusybox(system)) return `${path}: ${message}`;
        if (link?.type === 'symbolic link' && targetStat(system, path) === undefined)
          return `cannot dereference ${quotedName(path)}: ${message}`;
        return link === undefined
          ? `cannot access ${quotedName(path)}: ${message}`
          : `changing ${own.what} of ${quotedName(path)}: ${message}`;
      };
      const follow = !own.ofLinks && depth === 0;
      const done = attempt(system, words, () => changeOwner(system, own, path, follow));
      own.failed ||= !done;
      return own.recursive ? inside(system, own, path, link) : undefined;
    },
    end: (_, own) => (own.failed ? 1 : 0),
  });
}

function changeOwner(system: System, own: OwnerChanging, path: string, follow: boolean): void {
  const stat = follow ? system.stat(path) : system.lstat(path);
  const { from } = own;
  if ((from.uid ?? stat.uid) !== stat.uid || (from.gid ?? stat.gid) !== stat.gid) return;
  const [uid, gid] = [own.uid ?? stat.uid, own.gid ?? stat.gid];
  system.changeOwner(path, uid, gid, follow);
  const changed = uid !== stat.uid || gid !== stat.gid;
  if (own.tells !== 'all' && !(own.tells === 'changes' && changed)) return;
  const known = names(system);
  const shown = (user: number, group: number) => {
    if (own.what === 'group') return known.group(group);
    const parts = [
      own.uid === undefined ? '' : known.user(user),
      own.gid === undefined ? '' : known.group(group),
    ];
    return own.gid === undefined ? parts[0] : parts.join(':');
  };
  system.write(
    1,
    changed
      ? `changed ${own.what} of ${quotedName(path)} from ${shown(stat.uid, stat.gid)} to ${shown(uid, gid)}\n`
      : `${own.what} of ${quotedName(path)} retained as ${shown(uid, gid)}\n`,
  );
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
