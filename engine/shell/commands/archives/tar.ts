import { SystemError, systemError } from '../../../filesystem/errors.ts';
import type { Next, Program, System } from '../../../linux/system.ts';
import { guarded } from '../command.ts';
import { beginCreating, type Creating, create } from './tar-create.ts';
import { type TarOptions, tarOptions } from './tar-options.ts';
import { fatal, newReading, type Reading, readSome } from './tar-read.ts';

type TarState = { readonly creating: Creating } | { readonly reading: Reading };

export const tar: Program<TarState> = guarded<TarState>({
  start(system) {
    const options = tarOptions(system);
    if (options.mode !== 'x' && options.mode !== 't') {
      const creating = beginCreating(system, options);
      return creationStep(system, creating);
    }
    if (options.archive === '-') refuseTerminal(system);
    const input = options.archive === '-' ? 0 : openArchive(system, options.archive);
    enter(system, options);
    return readingStep(system, newReading(options, input));
  },
  step: (system, state) =>
    'creating' in state ? creationStep(system, state.creating) : readingStep(system, state.reading),
});

function creationStep(system: System, creating: Creating): Next<TarState> {
  const next = create(system, creating);
  return 'state' in next ? { ...next, state: { creating } } : next;
}

function readingStep(system: System, reading: Reading): Next<TarState> {
  const next = readSome(system, reading);
  return 'state' in next ? { ...next, state: { reading } } : next;
}

function refuseTerminal(system: System): void {
  if (!system.isTerminal(0)) return;
  throw fatal(
    system,
    'Refusing to read archive contents from terminal (missing -f option?)',
    'Refusing to read archive contents from terminal (missing -f option?)',
  );
}

function enter(system: System, options: TarOptions): void {
  for (const folder of options.directories) {
    try {
      system.changeDirectory(folder);
    } catch (error) {
      const { message } = systemError(error);
      throw fatal(
        system,
        `${folder}: Cannot open: ${message}`,
        `can't change directory to '${folder}': ${message}`,
      );
    }
  }
}

function openArchive(system: System, path: string): number {
  try {
    const descriptor = system.open(path, { read: true });
    if (system.statDescriptor(descriptor).type === 'directory') throw new SystemError('EISDIR');
    return descriptor;
  } catch (error) {
    const { code, message } = systemError(error);
    const what = code === 'EISDIR' ? 'Cannot read' : 'Cannot open';
    throw fatal(system, `${path}: ${what}: ${message}`, `can't open '${path}': ${message}`);
  }
}
