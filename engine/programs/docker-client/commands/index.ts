import type { System } from '../../../linux/system.ts';
import type { Command } from '../command.ts';
import { containerCommands } from './containers.ts';
import { imageCommands } from './images.ts';
import { inspectCommands } from './inspect.ts';
import { notHere } from './not-here.ts';
import { create, exec, run } from './run.ts';
import { systemCommands } from './system.ts';
import { versionOf } from './version.ts';

/** By all of their names. */
export const commands: ReadonlyMap<string, Command> = new Map<string, Command>([
  ...notHere,
  ...containerCommands,
  ...imageCommands,
  ...inspectCommands,
  ...systemCommands,
  ['run', run],
  ['container run', run],
  ['create', create],
  ['container create', create],
  ['exec', exec],
  ['container exec', exec],
]);

export function versionLine(system: System): string {
  return `Docker version ${versionOf(system)}, build e6534b4\n`;
}

export function help(): string {
  const names = [...commands]
    .filter(([name, command]) => !name.includes(' ') && command.usage !== '')
    .map(([name]) => `  ${name}\n`);
  return `Usage:  docker [OPTIONS] COMMAND\n\nA self-sufficient runtime for containers\n\nCommands:\n${names.sort().join('')}`;
}
