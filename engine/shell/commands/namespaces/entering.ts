import { systemError } from '../../../filesystem/errors.ts';
import type { NamespaceType } from '../../../linux/process.ts';
import type { Signal } from '../../../linux/signals.ts';
import { AGAIN, type Next, type System } from '../../../linux/system.ts';
import { commandName, isBusybox, Quit } from '../options.ts';

/** Letters of unshare and nsenter, the namespaces they mean, and their flags of clone(2). */
export const KINDS: readonly {
  readonly letter: string;
  readonly name: string;
  readonly type: NamespaceType;
  readonly flag: number;
}[] = [
  { letter: 'U', name: 'user', type: 'user', flag: 0x1000_0000 },
  { letter: 'C', name: 'cgroup', type: 'cgroup', flag: 0x0200_0000 },
  { letter: 'i', name: 'ipc', type: 'ipc', flag: 0x0800_0000 },
  { letter: 'u', name: 'uts', type: 'uts', flag: 0x0400_0000 },
  { letter: 'n', name: 'net', type: 'net', flag: 0x4000_0000 },
  { letter: 'p', name: 'pid', type: 'pid', flag: 0x2000_0000 },
  { letter: 'm', name: 'mount', type: 'mnt', flag: 0x0002_0000 },
  { letter: 'T', name: 'time', type: 'time', flag: 0x80 },
];

const NOT_FOUND = 127;
const NOT_EXECUTABLE = 126;

/** Becomes the command, or the user's shell where there is none, in util-linux's words. */
export function becomeCommand(system: System, words: readonly string[]): Next<never> {
  const shell = system.env.get('SHELL') ?? '/bin/sh';
  const isShell = words.length === 0;
  const name = words[0] ?? shell;
  const argv = isShell ? [`-${shell.slice(shell.lastIndexOf('/') + 1)}`] : words;
  const own = commandName(system);
  try {
    const path = system.findExecutable(name) ?? name;
    if (!path.includes('/'))
      throw new Quit(cannotExecute(system, own, name, 'No such file or directory'), NOT_FOUND);
    system.checkExecutable(path);
    return { exec: { path, argv, env: system.env } };
  } catch (error) {
    if (error instanceof Quit) throw error;
    const { code, message } = systemError(error);
    const exit = code === 'ENOENT' ? NOT_FOUND : NOT_EXECUTABLE;
    throw new Quit(cannotExecute(system, own, name, message), exit);
  }
}

function cannotExecute(system: System, own: string, name: string, message: string): string {
  return isBusybox(system)
    ? `${own}: can't execute '${name}': ${message}\n`
    : `${own}: failed to execute ${name}: ${message}\n`;
}

export type Waiting = { readonly is: 'parent'; readonly child: number };

/** The parent of what was forked: it ends as its child does. */
export function awaitChild(system: System, state: Waiting): Next<Waiting> {
  const ended = system.wait(state.child);
  if (ended === AGAIN) return { state, until: { child: true } };
  if (ended === 'none') return { exit: 1 };
  return 'code' in ended.status ? { exit: ended.status.code } : { killedBy: ended.status.signal };
}

/** Signals of a terminal are the child's to take. */
export const PARENT_IGNORES: readonly Signal[] = ['SIGINT', 'SIGTERM'];
