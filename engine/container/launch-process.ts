import type { Caller } from '../filesystem/caller.ts';
import { SystemError } from '../filesystem/errors.ts';
import type { Filesystems } from '../filesystem/filesystems.ts';
import type { Kernel } from '../linux/kernel.ts';
import type { FirstProcess } from '../linux/new-process.ts';
import type { OpenTarget } from '../linux/open-files.ts';
import type { Process } from '../linux/process.ts';
import { isProcessContext } from '../linux/selinux.ts';
import type { ExecRequest } from '../linux/system.ts';
import { type Account, groupIds, lookUpUser } from './accounts.ts';
import { failedInitOf } from './failed-init.ts';
import { containerRoot } from './root-filesystem.ts';
import type { RuntimeContainer } from './runtime-containers.ts';
import { type ContainerProcess, type ContainerSpec, RuntimeError } from './runtime-spec.ts';

const DEFAULT_PATH = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';
/** docker-init (tini), which dockerd mounts from the host. */
export const INIT_PATH = '/sbin/docker-init';

/** Starts a process in a container, as runc's init does. @throws RuntimeError in runc's words */
export function launchContainerProcess(
  kernel: Kernel,
  container: RuntimeContainer,
  isExec: boolean,
  wanted: ContainerProcess,
  standard: readonly OpenTarget[],
): Process {
  const { spec, namespaces } = container;
  const caller = containerRoot(spec, namespaces);
  const account = lookUpUser(kernel.filesystems, caller, wanted.user);
  const env = environment(wanted, account);
  const first: FirstProcess = {
    host: spec.host,
    parent: container.shim ?? 0,
    namespaces,
    cgroup: wanted.leaf === undefined ? spec.cgroup.path : leafGroup(kernel, container, wanted.leaf),
    uid: account.uid,
    gid: account.gid,
    groups: [...account.groups, ...groupIds(kernel.filesystems, caller, wanted.additionalGroups ?? [])],
    // A user other than root starts with none in its effective set.
    capabilities: account.uid === 0 ? wanted.capabilities : [],
    bounding: wanted.capabilities,
    noNewPrivileges: wanted.noNewPrivileges,
    ...(wanted.seccomp === true ? { seccomp: true } : {}),
    context: processContext(spec),
    umask: wanted.umask ?? 0o022,
    workingDirectory: workingDirectory(kernel, container, wanted, isExec),
    openFilesMax: wanted.openFilesMax,
    ...(wanted.limits === undefined ? {} : { limits: wanted.limits }),
    oomScoreAdjust: wanted.oomScoreAdjust,
    descriptors: standard,
    ...(standard[0]?.is === 'terminal' ? { terminal: standard[0].terminal } : {}),
  };
  const argv = spec.init && !isExec ? [INIT_PATH, '--', ...wanted.argv] : wanted.argv;
  return launchFound(kernel, first, { argv, env, isExec });
}

/** @throws RuntimeError where the policy hasn't the label */
function processContext({ selinux }: ContainerSpec): string {
  if (selinux === undefined) return 'unconfined_u:unconfined_r:unconfined_t:s0';
  if (selinux.process === '') return 'system_u:system_r:spc_t:s0';
  if (isProcessContext(selinux.process)) return selinux.process;
  throw startFailure(
    'error during container init: unable to set process label: write /proc/thread-self/attr/exec: invalid argument',
    128,
  );
}

function leafGroup(kernel: Kernel, { spec }: RuntimeContainer, leaf: string): string {
  return kernel.cgroups.make(spec.host, `${spec.cgroup.path}/${leaf}`).path;
}

/**
 * runc looks the command up in the container's own PATH, before it becomes it. A container's init has told that it is ready
 * by then: what goes wrong afterwards is an end of the container.
 */
function launchFound(
  kernel: Kernel,
  first: FirstProcess,
  { argv, env, isExec }: Omit<ExecRequest, 'path'> & { readonly isExec: boolean },
): Process {
  const [name = ''] = argv;
  const path = find(kernel.filesystems, callerFor(first), name, env.get('PATH') ?? DEFAULT_PATH);
  try {
    const instead = isExec ? undefined : failedInitOf((why) => `exec ${path}: ${lower(why)}`);
    return kernel.lifecycle.launch(first, { path, argv, env }, instead);
  } catch (error) {
    if (error instanceof SystemError) throw refusal(error, path);
    throw error;
  }
}

/** @throws RuntimeError in the words of Go's os/exec */
function find(files: Filesystems, caller: Caller, name: string, path: string): string {
  const quoted = JSON.stringify(name);
  if (name.includes('/')) {
    const problem = problemWith(files, caller, name);
    if (problem === undefined) return name;
    const isMissing = problem !== 'is a directory' && problem !== 'permission denied';
    throw startFailure(
      `exec: ${quoted}: ${isMissing ? `stat ${name}: ` : ''}${problem}`,
      isMissing ? 127 : 126,
    );
  }
  let denied = false;
  for (const folder of path.split(':')) {
    const problem = problemWith(files, caller, `${folder}/${name}`);
    if (problem === undefined) return `${folder}/${name}`;
    if (problem === 'permission denied') denied = true;
  }
  if (denied) throw startFailure(`exec: ${quoted}: permission denied`, 126);
  throw startFailure(`exec: ${quoted}: executable file not found in $PATH`, 127);
}

/** Why a path isn't an executable; undefined: it is one. */
function problemWith(files: Filesystems, caller: Caller, path: string): string | undefined {
  try {
    if (files.stat(caller, path).type === 'directory') return 'is a directory';
    files.access(caller, path, { execute: true });
    return undefined;
  } catch (error) {
    if (error instanceof SystemError) return lower(error);
    throw error;
  }
}

function callerFor(first: FirstProcess): Caller {
  const { uid, gid, groups, workingDirectory, capabilities } = first;
  const capable = (capability: string) => capabilities.includes(capability);
  return { ...containerRoot(first, first.namespaces), uid, gid, groups, workingDirectory, capable };
}

function refusal(error: SystemError, path: string): RuntimeError {
  if (error.code === 'ENOEXEC' || error.code === 'EPERM')
    return new RuntimeError(`exec ${path}: ${lower(error)}`, 255);
  return startFailure(`exec ${path}: ${lower(error)}`, 126);
}

function startFailure(message: string, exitCode: number): RuntimeError {
  return new RuntimeError(`unable to start container process: ${message}`, exitCode);
}

/** Go prints errno in small letters. */
function lower({ message }: SystemError): string {
  return message.toLowerCase();
}

function environment({ env }: ContainerProcess, account: Account): ReadonlyMap<string, string> {
  const variables = new Map(env);
  if (!variables.has('HOME')) variables.set('HOME', account.home);
  return variables;
}

/** runc makes a container's working directory where the image hasn't it; for an exec it has to be there. */
function workingDirectory(
  kernel: Kernel,
  { spec, namespaces }: RuntimeContainer,
  wanted: ContainerProcess,
  isExec: boolean,
): string {
  const path = wanted.workingDirectory || '/';
  const caller = containerRoot(spec, namespaces);
  if (isExec && !path.startsWith('/')) throw new RuntimeError('Cwd must be an absolute path');
  try {
    if (!isExec) kernel.filesystems.makeDirectories(caller, path);
    if (kernel.filesystems.stat(caller, path).type === 'directory')
      return kernel.filesystems.realPath(caller, path);
    throw new SystemError('ENOTDIR');
  } catch (error) {
    if (!(error instanceof SystemError)) throw error;
    if (!isExec && spec.engine !== 'k8s.io')
      throw new RuntimeError(`Cannot mkdir: ${path} is not a directory`, 125);
    const what = `chdir to cwd (${JSON.stringify(path)}) set in config.json failed: ${lower(error)}`;
    throw startFailure(what, 127);
  }
}
