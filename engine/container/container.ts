import { Files, parentOf } from './files.ts';
import type { Listener, ProcessSpec } from './process.ts';
import type { Invocation, Run } from './programs/program.ts';

/** Why an executable could not be started. */
export interface LaunchFailure {
  readonly problem: 'not in PATH' | 'no such file' | 'is a directory' | 'permission denied';
  readonly path: string;
}

/** What working out a timeline has cost so far, and whether it looked at the network. */
interface Effort {
  /** Commands of shell scripts, each time they ran. */
  commands: number;
  /** Pieces of output. */
  outputs: number;
  /** Programs that started programs, one inside the other. */
  depth: number;
  usesNetwork: boolean;
}

/** The inside of a container while its timeline is worked out. Programs write to it as they go. */
export interface Container {
  readonly spec: ProcessSpec;
  readonly files: Files;
  /** Every port that opens, in the order in which programs were started. */
  readonly listeners: Listener[];
  /** Moments at which something inside sent SIGTERM to the main process. */
  readonly terminatedAtMs: number[];
  /** Moments at which the replies of a server change. */
  readonly changesAtMs: number[];
  readonly effort: Effort;
  /** Starts an executable by name, as exec does: finds it, and lets its memory limit act. */
  readonly launch: (invocation: Invocation) => Run | LaunchFailure;
}

/** The container's address where /etc/hosts isn't mounted and so nobody says it. */
const unknownAddress = '10.244.0.2';

/** A fresh container: the image's files with the mounts over them. */
export function createContainer(spec: ProcessSpec, launch: Container['launch']): Container {
  const files = new Files(spec.mounts === undefined);
  const { image, mounts, hostname } = spec;
  files.makeDirectories(image.workingDir || '/', 0);
  if (spec.workingDir !== undefined) files.makeDirectories(spec.workingDir, 0);
  const seeded = {
    '/etc/hostname': `${hostname}\n`,
    '/etc/hosts': `127.0.0.1\tlocalhost\n::1\tlocalhost ip6-localhost ip6-loopback\n${unknownAddress}\t${hostname}\n`,
    '/dev/termination-log': '',
    ...image.files,
  };
  for (const directory of mounts?.directories ?? []) {
    files.remove(directory, 0);
    files.makeDirectories(directory, 0);
  }
  const hidden = (path: string): boolean =>
    (mounts?.directories ?? []).some((directory) => path.startsWith(`${directory}/`));
  for (const [path, content] of Object.entries(seeded)) {
    if (!hidden(path)) put(files, path, content);
  }
  for (const [path, content] of Object.entries(mounts?.files ?? {})) put(files, path, content);
  return { spec, files, listeners: [], terminatedAtMs: [], changesAtMs: [], effort: noEffort(), launch };
}

/** A copy in which a command can run without leaving a trace. */
export function forkContainer(container: Container): Container {
  return {
    ...container,
    files: container.files.fork(),
    listeners: [...container.listeners],
    terminatedAtMs: [],
    changesAtMs: [],
    effort: noEffort(),
  };
}

function noEffort(): Effort {
  return { commands: 0, outputs: 0, depth: 0, usesNetwork: false };
}

/** The environment a process starts with, in the order in which `env` prints it. */
export function processEnvironment(spec: ProcessSpec): Map<string, string> {
  const { PATH, ...imageEnv } = spec.image.env;
  const env = new Map<string, string>();
  if (PATH !== undefined) env.set('PATH', PATH);
  env.set('HOSTNAME', spec.hostname);
  for (const [name, value] of Object.entries(imageEnv)) env.set(name, value);
  for (const [name, value] of Object.entries(spec.env)) env.set(name, value);
  if (!env.has('HOME')) env.set('HOME', isRoot(spec) ? '/root' : '/');
  return env;
}

/** The user the process runs as: a number, or a name of the image's. */
export function userOf(spec: ProcessSpec): string {
  return spec.uid === undefined ? spec.image.user.split(':')[0] || 'root' : String(spec.uid);
}

export function isRoot(spec: ProcessSpec): boolean {
  return ['root', '0'].includes(userOf(spec));
}

function put(files: Files, path: string, content: string): void {
  const parent = parentOf(path);
  if (!files.isDirectory(parent, 0)) files.makeDirectories(parent, 0);
  files.write(path, content, 0);
}
