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

/** Starts a script as a child: a shell's by the shell, SQL by the client. @returns its pid; undefined: it is neither */
export function startScript(
  system: System,
  path: string,
  client: readonly string[],
  env: ReadonlyMap<string, string>,
): number | undefined {
  if (path.endsWith('.sh')) {
    const shell = system.findExecutable('bash') ?? system.findExecutable('sh') ?? '/bin/sh';
    return system.spawn({ path: shell, argv: [shell, path], env });
  }
  if (!path.endsWith('.sql')) return undefined;
  const [name = ''] = client;
  const program = system.findExecutable(name);
  if (program === undefined) return undefined;
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
