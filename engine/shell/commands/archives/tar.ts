import { SystemError, systemError } from '../../../filesystem/errors.ts';
import type { Next, Program, System } from '../../../linux/system.ts';
import { decode } from '../bytes.ts';
import { guarded } from '../command.ts';
import { type Gathered, gather, nothingGathered } from './byte-queue.ts';
import { beginCreating, type Creating, create } from './tar-create.ts';
import { listsFromInput, type TarOptions, tarOptions } from './tar-options.ts';
import { fatal, newReading, type Reading, readSome } from './tar-read.ts';

type TarState =
  | { readonly creating: Creating }
  | { readonly reading: Reading }
  /** Names of members, which come first. */
  | { readonly list: Gathered };

export const tar: Program<TarState> = guarded<TarState>({
  start: (system) => (listsFromInput(system) ? listStep(system, nothingGathered()) : begin(system, '')),
  step(system, state) {
    if ('list' in state) return listStep(system, state.list);
    return 'creating' in state ? creationStep(system, state.creating) : readingStep(system, state.reading);
  },
});

function listStep(system: System, list: Gathered): Next<TarState> {
  if (!gather(system, 0, list)) return { state: { list }, until: { readable: [0] } };
  return begin(system, decode(list.pieces.join('')));
}

function begin(system: System, list: string): Next<TarState> {
  const options = tarOptions(system, list);
  if (options.mode !== 'x' && options.mode !== 't') {
    return creationStep(system, beginCreating(system, options));
  }
  if (options.archive === '-') refuseTerminal(system);
  const input = options.archive === '-' ? 0 : openArchive(system, options.archive);
  enter(system, options);
  return readingStep(system, newReading(options, input));
}

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
