import { RuntimeError } from '../container/runtime-spec.ts';
import { type AttachedCommand, containerKey, isActive, type OsContainer } from './container.ts';
import { COMMANDS_KEPT_MAX, OUTPUT_CHARS_MAX, RUNNING_COMMANDS_MAX } from './limits.ts';
import { processOf } from './runtime-container.ts';
import { LxcRefusal, type LxcWorld, madeContainer } from './world.ts';

/** The control group that lxc-attach puts its command into, beside those of init's. */
const LEAF = '.lxc';

export interface CommandRequest {
  readonly argv: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  /** Name or id. Default: root. */
  readonly user?: string;
  readonly workingDirectory?: string;
  /** What it reads; then its input ends. */
  readonly stdin?: string;
}

/** lxc-attach: runs a command in a container. @throws LxcRefusal */
export function runCommand(
  world: LxcWorld,
  host: string,
  name: string,
  request: CommandRequest,
): AttachedCommand {
  const container = madeContainer(world, host, name);
  if (!isActive(container)) throw new LxcRefusal('container stopped');
  makeRoom(world, container);
  const { argv, user = '' } = request;
  const command: AttachedCommand = {
    host,
    container: name,
    id: String(container.nextCommand++),
    argv,
    user,
    startedMs: world.simulation.now(),
    state: 'running',
    stdout: '',
    stderr: '',
    truncated: false,
  };
  world.containers.set(containerKey(container), container);
  begin(world, container, command, request);
  world.commands.set(keyOf(command), command);
  return command;
}

function begin(
  world: LxcWorld,
  { runtimeId, name }: OsContainer,
  command: AttachedCommand,
  { argv, env, user, workingDirectory, stdin }: CommandRequest,
): void {
  const { runtime } = world.machines;
  try {
    runtime.exec(
      runtimeId,
      command.id,
      processOf({
        argv,
        env: Object.entries(env),
        stdin: stdin !== undefined,
        leaf: LEAF,
        ...(user === undefined ? {} : { user }),
        ...(workingDirectory === undefined ? {} : { workingDirectory }),
      }),
    );
    if (stdin === undefined) return;
    runtime.write(runtimeId, command.id, new TextEncoder().encode(stdin));
    runtime.closeStdin(runtimeId, command.id);
  } catch (error) {
    if (!(error instanceof RuntimeError)) throw error;
    end(world, command, error.exitCode === CREATION_FAILED ? 1 : error.exitCode);
    command.stderr = `lxc-attach: ${name}: ${error.message}\n`;
  }
}

/** What the runtime says of a user that isn't there. */
const CREATION_FAILED = 125;

/** @throws LxcRefusal */
export function commandOf(world: LxcWorld, host: string, name: string, id: string): AttachedCommand {
  madeContainer(world, host, name);
  const command = world.commands.get(keyOf({ host, container: name, id }));
  if (command === undefined) throw new LxcRefusal('unknown command');
  return command;
}

/** The newest last. @throws LxcRefusal */
export function commandsOf(world: LxcWorld, host: string, name: string): AttachedCommand[] {
  madeContainer(world, host, name);
  return [...world.commands.values()]
    .filter((command) => command.host === host && command.container === name)
    .sort((a, b) => Number(a.id) - Number(b.id));
}

/** Kills a command that runs, and forgets it. @throws LxcRefusal */
export function removeCommand(world: LxcWorld, host: string, name: string, id: string): void {
  const command = commandOf(world, host, name, id);
  const { runtimeId } = madeContainer(world, host, name);
  world.machines.runtime.killExec(runtimeId, id, 'SIGKILL');
  world.commands.delete(keyOf(command));
}

export function commandPrinted(
  world: LxcWorld,
  { host, name }: OsContainer,
  id: string,
  stream: 1 | 2,
  text: string,
): void {
  const command = world.commands.get(keyOf({ host, container: name, id }));
  if (command === undefined) return;
  const key = stream === 1 ? 'stdout' : 'stderr';
  const all = command[key] + text;
  command[key] = all.slice(0, OUTPUT_CHARS_MAX);
  if (all.length > OUTPUT_CHARS_MAX) command.truncated = true;
  world.commands.set(keyOf(command), command);
}

export function commandEnded(
  world: LxcWorld,
  { host, name }: OsContainer,
  id: string,
  exitCode: number,
): void {
  const command = world.commands.get(keyOf({ host, container: name, id }));
  if (command === undefined) return;
  end(world, command, exitCode);
  world.commands.set(keyOf(command), command);
}

function end({ simulation }: LxcWorld, command: AttachedCommand, exitCode: number): void {
  command.state = 'exited';
  command.exitCode = exitCode;
  command.endedMs = simulation.now();
}

/** @throws LxcRefusal */
function makeRoom(world: LxcWorld, { host, name }: OsContainer): void {
  const all = commandsOf(world, host, name);
  if (all.filter(({ state }) => state === 'running').length >= RUNNING_COMMANDS_MAX)
    throw new LxcRefusal('too many commands');
  const [oldest] = all.filter(({ state }) => state === 'exited');
  if (all.length >= COMMANDS_KEPT_MAX && oldest !== undefined) world.commands.delete(keyOf(oldest));
}

function keyOf({ host, container, id }: Pick<AttachedCommand, 'host' | 'container' | 'id'>): string {
  return `${host}/${container}/${id}`;
}
