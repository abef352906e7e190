import { systemError } from '../../../filesystem/errors.ts';
import type { NamespaceType } from '../../../linux/process.ts';
import type { Next, Program, System } from '../../../linux/system.ts';
import { fail, guarded } from '../command.ts';
import { isBusybox, type Options, parseOptions, Quit, type Syntax } from '../options.ts';
import { findGid, findUid } from '../system/accounts.ts';
import { awaitChild, becomeCommand, KINDS, PARENT_IGNORES, type Waiting } from './entering.ts';

const syntax: Syntax = {
  letters: 'fmuinpUCTrcR:w:S:G:',
  long: {
    fork: 'f',
    mount: '=?',
    uts: '=?',
    ipc: '=?',
    net: '=?',
    pid: '=?',
    user: '=?',
    cgroup: '=?',
    time: '=?',
    'mount-proc': '=?',
    'map-root-user': 'r',
    'map-current-user': 'c',
    'map-user': '=',
    'map-group': '=',
    'kill-child': '=?',
    propagation: '=',
    setgroups: '=',
    'keep-caps': '',
    root: 'R',
    wd: 'w',
    setuid: 'S',
    setgid: 'G',
  },
  operandsLast: true,
  manual: {
    package: 'util-linux',
    version: '2.38.1',
    gnu: '[options] [<program> [<argument>...]]\n\nRun a program with some namespaces unshared from the parent.',
  },
};

const PROPAGATION = ['slave', 'shared', 'private', 'unchanged'];

/** What is to be done in the new namespaces; kept while the child that does it begins. */
type Wish = {
  readonly uid: number;
  readonly gid: number;
  readonly mapUid: number | null;
  readonly mapGid: number | null;
  readonly setGroups: string | null;
  readonly proc: string | null;
  readonly root: string | null;
  readonly folder: string | null;
  readonly setUid: number | null;
  readonly setGid: number | null;
  readonly command: readonly string[];
};

type State = Waiting | { readonly is: 'child'; readonly wish: Wish };

export const unshare: Program<State> = guarded({
  start(system) {
    const options = parseOptions(system, syntax);
    const wish = wishOf(system, options);
    const types = typesOf(options, wish);
    try {
      system.unshare(types);
    } catch (error) {
      const flags = KINDS.filter(({ type }) => types.includes(type)).reduce((sum, { flag }) => sum | flag, 0);
      const words = isBusybox(system) ? `unshare(0x${flags.toString(16)})` : 'unshare failed';
      throw fail(system, `${words}: ${systemError(error).message}`);
    }
    holdNamespaces(system, options);
    if (!options.has('f') && !options.has('kill-child')) return inside(system, wish);
    return forked(system, wish);
  },
  step: (system, state) => (state.is === 'parent' ? awaitChild(system, state) : inside(system, state.wish)),
});

function forked(system: System, wish: Wish): Next<State> {
  try {
    const child = system.fork({ is: 'child', wish });
    system.onSignal('ignore', PARENT_IGNORES);
    return awaitChild(system, { is: 'parent', child });
  } catch (error) {
    throw fail(system, `fork failed: ${systemError(error).message}`);
  }
}

function typesOf(options: Options, { mapUid, mapGid, proc }: Wish): NamespaceType[] {
  return KINDS.filter(({ letter, name, type }) => {
    if (options.has(letter) || options.has(name)) return true;
    return (type === 'user' && (mapUid !== null || mapGid !== null)) || (type === 'mnt' && proc !== null);
  }).map(({ type }) => type);
}

function wishOf(system: System, options: Options): Wish {
  const setGroups = options.value('setgroups') ?? null;
  if (setGroups !== null && setGroups !== 'allow' && setGroups !== 'deny')
    throw fail(system, `unsupported --setgroups argument '${setGroups}'`);
  const propagation = options.value('propagation');
  if (propagation !== undefined && !PROPAGATION.includes(propagation))
    throw fail(system, `unsupported propagation mode: ${propagation}`);
  const isRoot = options.has('r');
  const isCurrent = options.has('c');
  const mapped = (text: string | undefined, find: typeof findUid, what: string) => {
    if (text === undefined) return undefined;
    const id = find(system, text);
    if (id === undefined) throw fail(system, `failed to parse ${what}: '${text}'`);
    return id;
  };
  const id = (letter: string, what: string) => mapped(options.value(letter), findUid, what) ?? null;
  return {
    uid: system.uid,
    gid: system.gid,
    mapUid: mapped(options.value('map-user'), findUid, 'uid') ?? (isRoot ? 0 : isCurrent ? system.uid : null),
    mapGid:
      mapped(options.value('map-group'), findGid, 'gid') ?? (isRoot ? 0 : isCurrent ? system.gid : null),
    setGroups,
    proc: options.has('mount-proc') ? options.value('mount-proc') || '/proc' : null,
    root: options.value('R') ?? null,
    folder: options.value('w') ?? null,
    setUid: id('S', 'uid'),
    setGid: id('G', 'gid'),
    command: options.operands,
  };
}

/** `--net=/run/netns/blue`: a mount holds the namespace when nobody is in it any more. */
function holdNamespaces(system: System, options: Options): void {
  for (const { name, type } of KINDS) {
    const file = options.value(name);
    if (file === undefined || file === '') continue;
    const from = `/proc/self/ns/${type === 'pid' || type === 'time' ? `${type}_for_children` : type}`;
    try {
      system.mount(from, file, 'none', ['bind']);
    } catch (error) {
      const source = `/proc/${system.pid}/ns/${type}`;
      throw fail(system, `mount ${source} on ${file} failed: ${systemError(error).message}`);
    }
  }
}

function inside(system: System, wish: Wish): Next<never> {
  mapIds(system, wish);
  if (wish.root !== null) {
    const { root } = wish;
    attempt(system, `cannot change root directory to '${root}'`, () => system.changeRoot(root));
  }
  if (wish.folder !== null) {
    const { folder } = wish;
    attempt(system, `cannot chdir to '${folder}'`, () => system.changeDirectory(folder));
  }
  if (wish.proc !== null) {
    const { proc } = wish;
    const words = isBusybox(system) ? `can't mount '${proc}'` : `mount ${proc} failed`;
    attempt(system, words, () => system.mount('proc', proc, 'proc', ['nosuid', 'nodev', 'noexec']));
  }
  const { setUid, setGid } = wish;
  if (setGid !== null) attempt(system, 'setgid failed', () => system.setUser(system.uid, setGid, [setGid]));
  if (setUid !== null)
    attempt(system, 'setuid failed', () => system.setUser(setUid, system.gid, system.groups));
  return becomeCommand(system, wish.command);
}

function mapIds(system: System, { uid, gid, mapUid, mapGid, setGroups }: Wish): void {
  if (setGroups === 'allow' && mapGid !== null)
    throw new Quit('unshare: options --setgroups=allow and --map-group are mutually exclusive\n', 1);
  const write = (file: string, text: string) => {
    const path = `/proc/self/${file}`;
    const words = isBusybox(system) ? `can't open '${path}'` : `write failed ${path}`;
    attempt(system, words, () => system.writeText(path, text));
  };
  if (mapUid !== null) write('uid_map', `${mapUid} ${uid} 1`);
  if (mapGid !== null || setGroups !== null) write('setgroups', setGroups ?? 'deny');
  if (mapGid !== null) write('gid_map', `${mapGid} ${gid} 1`);
}

function attempt(system: System, words: string, act: () => void): void {
  try {
    act();
  } catch (error) {
    throw fail(system, `${words}: ${systemError(error).message}`);
  }
}
