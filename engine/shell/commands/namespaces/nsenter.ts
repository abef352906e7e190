import { systemError } from '../../../filesystem/errors.ts';
import type { NamespaceType } from '../../../linux/process.ts';
import type { Next, Program, System } from '../../../linux/system.ts';
import { fail, guarded } from '../command.ts';
import { isBusybox, type Options, parseOptions, type Syntax } from '../options.ts';
import { awaitChild, becomeCommand, KINDS, PARENT_IGNORES, type Waiting } from './entering.ts';

const syntax: Syntax = {
  letters: 'at:m::u::i::n::p::C::U::T::S:G:r::w::FZ',
  long: {
    all: 'a',
    target: 't',
    mount: 'm',
    uts: 'u',
    ipc: 'i',
    net: 'n',
    pid: 'p',
    cgroup: 'C',
    user: 'U',
    time: 'T',
    setuid: 'S',
    setgid: 'G',
    root: 'r',
    wd: 'w',
    'no-fork': 'F',
    'preserve-credentials': '',
    'follow-context': 'Z',
  },
  operandsLast: true,
  manual: {
    package: 'util-linux',
    version: '2.38.1',
    gnu: '[options] [<program> [<argument>...]]\n\nRun a program with namespaces of other processes.',
  },
};

/** The order in which namespaces are entered: the user namespace first, since it may give the right to the rest. */
type Wanted = { readonly type: NamespaceType; readonly path: string };
type State = Waiting | { readonly is: 'child'; readonly command: readonly string[] };

export const nsenter: Program<State> = guarded({
  start(system) {
    const options = parseOptions(system, syntax);
    const target = targetOf(system, options);
    const wanted = wantedOf(system, options, target);
    const opened = wanted.map((each) => ({ ...each, descriptor: open(system, each.path) }));
    const root = options.has('r')
      ? options.value('r') || `/proc/${needTarget(system, target, '--root')}/root`
      : undefined;
    const folder = options.has('w')
      ? options.value('w') || `/proc/${needTarget(system, target, '--wd')}/cwd`
      : undefined;
    for (const { type, descriptor } of opened) {
      try {
        system.setNamespace(descriptor);
      } catch (error) {
        const { message } = systemError(error);
        throw fail(
          system,
          isBusybox(system)
            ? `setns(): can't reassociate to namespace '${type}': ${message}`
            : `reassociate to namespace 'ns/${type}' failed: ${message}`,
        );
      }
      system.close(descriptor);
    }
    if (root !== undefined) change(system, 'chroot failed', () => system.changeRoot(root));
    if (folder !== undefined) change(system, 'chdir failed', () => system.changeDirectory(folder));
    return goOn(system, options, wanted);
  },
  step: (system, state) =>
    state.is === 'parent' ? awaitChild(system, state) : becomeCommand(system, state.command),
});

function goOn(system: System, options: Options, wanted: readonly Wanted[]): Next<State> {
  const entersUser = wanted.some(({ type }) => type === 'user');
  const [uid, gid] = [options.value('S'), options.value('G')].map((text) =>
    text === undefined ? undefined : Number(text),
  );
  if ((entersUser || uid !== undefined || gid !== undefined) && !options.has('preserve-credentials')) {
    const group = gid ?? (entersUser ? 0 : system.gid);
    change(system, 'setgid failed', () => system.setUser(uid ?? (entersUser ? 0 : system.uid), group, []));
  }
  if (options.has('F') || !wanted.some(({ type }) => type === 'pid'))
    return becomeCommand(system, options.operands);
  try {
    const child = system.fork({ is: 'child', command: options.operands });
    system.onSignal('ignore', PARENT_IGNORES);
    return awaitChild(system, { is: 'parent', child });
  } catch (error) {
    throw fail(system, `fork failed: ${systemError(error).message}`);
  }
}

function targetOf(system: System, options: Options): number | undefined {
  const text = options.value('t');
  if (text === undefined) return undefined;
  if (!/^\d{1,10}$/.test(text))
    throw fail(system, isBusybox(system) ? `invalid number '${text}'` : `failed to parse pid: '${text}'`);
  return Number(text);
}

function needTarget(system: System, target: number | undefined, what: string): number {
  if (target !== undefined) return target;
  throw fail(
    system,
    isBusybox(system) ? 'target PID must be specified' : `no target PID specified for ${what}`,
  );
}

function wantedOf(system: System, options: Options, target: number | undefined): Wanted[] {
  const all = options.has('a');
  const pid = all ? needTarget(system, target, '--all') : target;
  return KINDS.flatMap(({ letter, type }): Wanted[] => {
    const file = options.value(letter);
    if (file !== undefined && file !== '') return [{ type, path: file.replace(/^=/, '') }];
    if (file === undefined && !all) return [];
    if (pid === undefined) {
      throw fail(
        system,
        isBusybox(system)
          ? 'target PID must be specified'
          : `neither filename nor target pid supplied for ns/${type}`,
      );
    }
    const path = `/proc/${pid}/ns/${type}`;
    // With -a, what it shares with the target already is left out.
    const isShared = file === undefined && isOwn(system, type, path);
    return isShared ? [] : [{ type, path }];
  });
}

function isOwn(system: System, type: NamespaceType, path: string): boolean {
  try {
    return system.readLink(path) === `${type}:[${system.namespaces[type]}]`;
  } catch (error) {
    systemError(error);
    return false;
  }
}

function open(system: System, path: string): number {
  try {
    return system.open(path, { read: true });
  } catch (error) {
    const { message } = systemError(error);
    throw fail(
      system,
      isBusybox(system) ? `can't open '${path}': ${message}` : `cannot open ${path}: ${message}`,
    );
  }
}

function change(system: System, words: string, act: () => void): void {
  try {
    act();
  } catch (error) {
    throw fail(system, `${words}: ${systemError(error).message}`);
  }
}
