import { SystemError, systemError } from '../../../filesystem/errors.ts';
import type { Next, System } from '../../../linux/system.ts';
import { Quit } from '../options.ts';

/** Where named namespaces are; ip calls it by its older name. */
const FOLDER = '/run/netns';
const SHOWN = '/var/run/netns';

const usage = `Usage:\tip netns list
\tip netns add NAME
\tip netns attach NAME PID
\tip netns set NAME NETNSID
\tip [-all] netns delete [NAME]
\tip netns identify [PID]
\tip netns pids NAME
\tip [-all] netns exec [NAME] cmd ...
\tip netns monitor
\tip netns list-id [target-nsid POSITIVE-INT] [nsid POSITIVE-INT]
NETNSID := auto | POSITIVE-INT
`;

/** `ip netns`: namespaces that mounts hold and give a name. */
export function networkNamespaces(system: System, words: readonly string[]): Next<never> {
  const [action = 'list', name, ...rest] = words;
  const is = (whole: string) => whole.startsWith(action);
  if (is('list') || action === 'show' || action === 'lst') return list(system);
  if (action === 'help') throw new Quit(usage, 255);
  if (is('identify')) return identify(system, name ?? String(system.pid));
  if (!(is('add') || is('delete') || is('exec') || is('pids')))
    throw new Quit(`Command "${action}" is unknown, try "ip netns help".\n`, 255);
  if (name === undefined) throw new Quit('No netns name specified\n', 255);
  if (name.includes('/') || name === '.' || name === '..' || name === '')
    throw new Quit(`Invalid netns name "${name}"\n`, 255);
  if (is('add')) return add(system, name);
  if (is('delete')) return remove(system, name);
  if (is('pids')) return pids(system, name);
  return execute(system, name, rest);
}

function isMissing(error: unknown): boolean {
  return systemError(error).code === 'ENOENT';
}

function list(system: System): Next<never> {
  try {
    const names = system.readDirectory(FOLDER).map(({ name }) => `${name}\n`);
    system.write(1, names.reverse().join(''));
  } catch (error) {
    if (!isMissing(error)) throw error;
  }
  return { exit: 0 };
}

function add(system: System, name: string): Next<never> {
  const path = `${FOLDER}/${name}`;
  try {
    system.stat(FOLDER);
  } catch (error) {
    if (!isMissing(error)) throw error;
    attempt(`mkdir ${SHOWN} failed`, () => system.makeDirectory(FOLDER, 0o755));
  }
  if (!system.capable('CAP_SYS_ADMIN'))
    throw new Quit(`mount --make-shared ${SHOWN} failed: Operation not permitted\n`, 1);
  attempt(`Cannot create namespace file "${SHOWN}/${name}"`, () =>
    system.close(system.open(path, { read: true, create: true, exclusive: true, mode: 0 })),
  );
  try {
    attempt(`Failed to create a new network namespace "${name}"`, () => system.unshare(['net']));
    attempt(`Bind /proc/self/ns/net -> ${SHOWN}/${name} failed`, () =>
      system.mount('/proc/self/ns/net', path, 'none', ['bind']),
    );
  } catch (error) {
    system.unlink(path);
    throw error;
  }
  return { exit: 0 };
}

function remove(system: System, name: string): Next<never> {
  const path = `${FOLDER}/${name}`;
  try {
    system.unmount(path);
  } catch (error) {
    // A link to a process's namespace isn't a mount.
    if (!(error instanceof SystemError)) throw error;
  }
  attempt(`Cannot remove namespace file "${SHOWN}/${name}"`, () => system.unlink(path));
  return { exit: 0 };
}

function execute(system: System, name: string, command: readonly string[]): Next<never> {
  const [program] = command;
  if (program === undefined) throw new Quit('No command specified\n', 255);
  enterNetworkNamespace(system, name);
  const path = system.findExecutable(program);
  try {
    if (path !== undefined) {
      system.checkExecutable(path);
      return { exec: { path, argv: command, env: system.env } };
    }
  } catch (error) {
    throw new Quit(`exec of "${program}" failed: ${systemError(error).message}\n`, 1);
  }
  throw new Quit(`exec of "${program}" failed: No such file or directory\n`, 1);
}

/** `ip -n NAME`, too. */
export function enterNetworkNamespace(system: System, name: string): void {
  let descriptor = -1;
  attempt(`Cannot open network namespace "${name}"`, () => {
    descriptor = openNetworkNamespace(system, name);
  });
  attempt(`setting the network namespace "${name}" failed`, () => system.setNamespace(descriptor));
  system.close(descriptor);
}

/** By its name, or by the id of a process in it. @throws SystemError */
export function openNetworkNamespace(system: System, text: string): number {
  try {
    return system.open(`${FOLDER}/${text}`, { read: true });
  } catch (error) {
    if (!isMissing(error) || !/^\d+$/.test(text)) throw error;
    return system.open(`/proc/${text}/ns/net`, { read: true });
  }
}

/** The number of a named namespace. */
function inodeOf(system: System, name: string): number {
  let inode = 0;
  attempt(`Cannot open network namespace`, () => {
    inode = system.stat(`${FOLDER}/${name}`).inode;
  });
  return inode;
}

function pids(system: System, name: string): Next<never> {
  const inode = inodeOf(system, name);
  const found = system.namespaceViews().find((each) => each.type === 'net' && each.inode === inode);
  system.write(1, (found?.pids ?? []).map((pid) => `${pid}\n`).join(''));
  return { exit: 0 };
}

function identify(system: System, pid: string): Next<never> {
  if (!/^\d+$/.test(pid)) throw new Quit(`Specified string '${pid}' is not a pid\n`, 1);
  let inode = 0;
  attempt(`Cannot open network namespace`, () => {
    inode = system.stat(`/proc/${pid}/ns/net`).inode;
  });
  try {
    const names = system.readDirectory(FOLDER).filter(({ name }) => inodeOf(system, name) === inode);
    system.write(1, names.map(({ name }) => `${name}\n`).join(''));
  } catch (error) {
    if (!(error instanceof SystemError)) throw error;
  }
  return { exit: 0 };
}

function attempt(words: string, act: () => void): void {
  try {
    act();
  } catch (error) {
    throw new Quit(`${words}: ${systemError(error).message}\n`, 1);
  }
}
