import { systemError } from '../../../filesystem/errors.ts';
import type { ExecRequest, Next, SpawnRequest, System } from '../../../linux/system.ts';
import { commandName, isBusybox, Quit } from '../options.ts';
import { quote } from '../quoting.ts';

/** How a command fails to run another. */
const NOT_FOUND = 127;
const NOT_EXECUTABLE = 126;

/** What a command says where it can't run another, and how it ends. */
type Refusal = (system: System, name: string, why: string, code: number) => Quit;

/** The command that words stand for, searched in PATH. Throws a Quit where it can't be run. */
function commandOf(
  system: System,
  words: readonly string[],
  env: ReadonlyMap<string, string> = system.env,
  refusal: Refusal = cannotRun,
): ExecRequest {
  const [name = ''] = words;
  const path = system.findExecutable(name, env.get('PATH'));
  if (path === undefined) throw refusal(system, name, 'No such file or directory', NOT_FOUND);
  try {
    system.checkExecutable(path);
  } catch (error) {
    const { code, message } = systemError(error);
    throw refusal(system, name, message, code === 'ENOENT' ? NOT_FOUND : NOT_EXECUTABLE);
  }
  return { path, argv: words, env };
}

/** The process becomes another command. */
export function become(
  system: System,
  words: readonly string[],
  env: ReadonlyMap<string, string> = system.env,
): Next<never> {
  return { exec: commandOf(system, words, env) };
}

/** Starts a command as a child. Throws a Quit where it can't be run. */
export function startChild(
  system: System,
  words: readonly string[],
  {
    refusal = cannotRun,
    ...how
  }: Omit<SpawnRequest, keyof ExecRequest> & {
    readonly env?: ReadonlyMap<string, string>;
    readonly refusal?: Refusal;
  } = {},
): number {
  const request = commandOf(system, words, how.env, refusal);
  try {
    return system.spawn({ ...how, ...request });
  } catch (error) {
    const { code, message } = systemError(error);
    if (code === 'EAGAIN') throw new Quit(`${commandName(system)}: ${forkWords(system)}: ${message}\n`, 125);
    throw refusal(system, words[0] ?? '', message, code === 'ENOENT' ? NOT_FOUND : NOT_EXECUTABLE);
  }
}

function forkWords(system: System): string {
  return isBusybox(system) ? "can't fork" : 'fork system call failed';
}

function cannotRun(system: System, name: string, message: string, code: number): Quit {
  const own = commandName(system);
  if (isBusybox(system)) return new Quit(`${own}: can't execute '${name}': ${message}\n`, code);
  const short = ['env', 'nice'].includes(own.slice(own.lastIndexOf('/') + 1));
  const words = short ? quote(system, name) : `failed to run command ${quote(system, name)}`;
  return new Quit(`${own}: ${words}: ${message}\n`, code);
}
