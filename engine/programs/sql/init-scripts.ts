import { SystemError } from '../../filesystem/errors.ts';
import type { ExitStatus, System } from '../../linux/system.ts';

/** Where the images look for scripts on a first start. */
const SCRIPTS_FOLDER = '/docker-entrypoint-initdb.d';

export function initScripts(system: System): string[] {
  try {
    return system.readDirectory(SCRIPTS_FOLDER).map(({ name }) => `${SCRIPTS_FOLDER}/${name}`);
  } catch (error) {
    if (error instanceof SystemError) return [];
    throw error;
  }
}

const unpackers: Readonly<Record<string, string>> = { gz: 'gunzip -c', xz: 'xzcat', zst: 'zstd -dc' };

function runs(path: string): boolean {
  return /\.(?:sh|sql|sql\.(?:gz|xz|zst))$/.test(path);
}

/** What the entrypoint does with a file of the folder. */
export function doingWith(system: System, path: string): 'running' | 'sourcing' | 'ignoring' {
  if (!runs(path)) return 'ignoring';
  return path.endsWith('.sh') && (system.stat(path).mode & 0o111) === 0 ? 'sourcing' : 'running';
}

/** SQL that is packed goes to the client through a pipe. */
function unpacked(
  system: System,
  path: string,
  client: readonly string[],
  env: ReadonlyMap<string, string>,
): number | undefined {
  const shell = system.findExecutable('sh');
  const unpacker = unpackers[/[^.]*$/.exec(path)?.[0] ?? ''];
  if (shell === undefined || unpacker === undefined) return undefined;
  const script = `${unpacker} "$0" | "$@"`;
  return system.spawn({ path: shell, argv: ['sh', '-c', script, path, ...client], env });
}

/** Starts a script as a child: a shell's by the shell, SQL by the client. @returns its pid; undefined: it is neither */
export function startScript(
  system: System,
  path: string,
  client: readonly string[],
  env: ReadonlyMap<string, string>,
): number | undefined {
  if (!runs(path)) return undefined;
  if (path.endsWith('.sh')) {
    const shell = system.findExecutable('bash') ?? system.findExecutable('sh') ?? '/bin/sh';
    return system.spawn({ path: shell, argv: [shell, path], env });
  }
  const [name = ''] = client;
  const program = system.findExecutable(name);
  if (program === undefined) return undefined;
  if (!path.endsWith('.sql')) return unpacked(system, path, [program, ...client.slice(1)], env);
  const input = system.open(path, { read: true });
  const pid = system.spawn({
    path: program,
    argv: client,
    env,
    descriptors: new Map([
      [0, input],
      [1, 1],
      [2, 2],
    ]),
  });
  system.close(input);
  return pid;
}

export function exitCodeOf(status: ExitStatus): number {
  return 'code' in status ? status.code : 128;
}
