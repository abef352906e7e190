import { ArchiveError } from '../../../filesystem/archive/entry.ts';
import { readTar } from '../../../filesystem/archive/tar-reader.ts';
import { systemError } from '../../../filesystem/errors.ts';
import type { Next, Program, System } from '../../../linux/system.ts';
import { complain, guarded } from '../command.ts';
import { isBusybox, Quit } from '../options.ts';
import { fileBytes, type Gathered, gather, gatheredBytes, nothingGathered } from './byte-queue.ts';
import { isGzip } from './gzip-data.ts';
import { beginCreating, type Creating, create } from './tar-create.ts';
import { Extraction } from './tar-extract.ts';
import { memberLine } from './tar-list.ts';
import { askedFor, isExcluded, stripped } from './tar-names.ts';
import { type TarOptions, tarOptions } from './tar-options.ts';

/** What unpacked archives may be, in bytes. */
const UNPACKED_BYTES_MAX = 536_870_912;

type Reading = { readonly options: TarOptions; readonly gathered: Gathered };
type TarState = { readonly creating: Creating } | { readonly reading: Reading };

export const tar: Program<TarState> = guarded<TarState>({
  start(system) {
    const options = tarOptions(system);
    if (options.mode === 'c') {
      const creating = beginCreating(system, options);
      enter(system, options);
      return creationStep(system, creating);
    }
    if (options.archive === '-') {
      refuseTerminal(system);
      enter(system, options);
      return readingStep(system, { options, gathered: nothingGathered() });
    }
    const bytes = archiveFile(system, options.archive);
    enter(system, options);
    return { exit: readArchive(system, options, bytes) };
  },
  step: (system, state) =>
    'creating' in state ? creationStep(system, state.creating) : readingStep(system, state.reading),
});

function creationStep(system: System, creating: Creating): Next<TarState> {
  const next = create(system, creating);
  return 'state' in next ? { ...next, state: { creating } } : next;
}

function readingStep(system: System, reading: Reading): Next<TarState> {
  const { options, gathered } = reading;
  if (!gather(system, 0, gathered)) return { state: { reading }, until: { readable: [0] } };
  return { exit: readArchive(system, options, gatheredBytes(gathered)) };
}

function refuseTerminal(system: System): void {
  if (!system.isTerminal(0)) return;
  throw fatal(
    system,
    'Refusing to read archive contents from terminal (missing -f option?)',
    'Refusing to read archive contents from terminal (missing -f option?)',
  );
}

function fatal(system: System, gnu: string, busybox: string): Quit {
  return isBusybox(system)
    ? new Quit(`tar: ${busybox}\n`, 1)
    : new Quit(`tar: ${gnu}\ntar: Error is not recoverable: exiting now\n`, 2);
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

function archiveFile(system: System, path: string): Uint8Array {
  try {
    const descriptor = system.open(path, { read: true });
    const bytes = fileBytes(system, descriptor);
    system.close(descriptor);
    return bytes;
  } catch (error) {
    if (error instanceof Quit) throw error;
    const { code, message } = systemError(error);
    const what = code === 'EISDIR' ? 'Cannot read' : 'Cannot open';
    throw fatal(system, `${path}: ${what}: ${message}`, `can't open '${path}': ${message}`);
  }
}

function readArchive(system: System, options: TarOptions, bytes: Uint8Array): number {
  checkCompression(system, options, bytes);
  const extraction = options.mode === 'x' ? new Extraction(system, options) : undefined;
  const found = new Set<string>();
  let damaged = false;
  const output: string[] = [];
  try {
    for (const entry of readTar(bytes, UNPACKED_BYTES_MAX)) {
      const asked = options.names.length === 0 ? '' : askedFor(system, options.names, entry.name);
      if (asked === undefined || isExcluded(options, entry.name)) continue;
      found.add(asked);
      const name = stripped(entry.name, options.strip);
      if (name === undefined) continue;
      const isLong = options.verbose > (extraction === undefined ? 0 : 1);
      if (extraction === undefined || options.verbose > 0) {
        const line = memberLine(
          system,
          { ...entry, name: extraction === undefined ? entry.name : name },
          isLong,
          options,
        );
        if (options.toOutput) system.write(2, line);
        else output.push(line);
      }
      if (options.toOutput && extraction !== undefined)
        for (const piece of entry.content) system.write(1, piece);
      else extraction?.put(entry, name);
    }
  } catch (error) {
    if (!(error instanceof ArchiveError)) throw error;
    damaged = true;
    for (const line of damageWords(system, error)) complain(system, line);
  }
  extraction?.finish();
  if (output.length > 0) system.write(1, output.join(''));
  const missing = options.names.filter((name) => !found.has(name));
  return verdict(system, damaged, missing, extraction?.failed ?? false);
}

function verdict(system: System, damaged: boolean, missing: readonly string[], failed: boolean): number {
  const busybox = isBusybox(system);
  if (!damaged) {
    for (const name of missing)
      complain(system, `${name}: ${busybox ? 'not found in archive' : 'Not found in archive'}`);
  }
  if (!damaged && missing.length === 0 && !failed) return 0;
  if (!busybox) complain(system, 'Exiting with failure status due to previous errors');
  return busybox ? 1 : 2;
}

function damageWords(system: System, { message }: ArchiveError): string[] {
  if (message.startsWith('unsupported compression: ')) {
    const name = message.slice('unsupported compression: '.length);
    return [`${name}: Cannot exec: No such file or directory`];
  }
  const short = message === 'unexpected EOF';
  if (isBusybox(system))
    return [short ? 'short read' : message.includes('tar header') ? 'invalid tar magic' : message];
  if (short) return ['Unexpected EOF in archive'];
  if (message.includes('tar header'))
    return ['This does not look like a tar archive', 'Skipping to next header'];
  return [message];
}

/** GNU tar sees by itself what a file is compressed with, but not what comes through a pipe. */
function checkCompression(system: System, options: TarOptions, bytes: Uint8Array): void {
  const packed = isGzip(bytes);
  if (options.gzip && !packed && bytes.length > 0) {
    if (isBusybox(system)) throw new Quit('tar: invalid magic\ntar: short read\n', 1);
    throw new Quit(
      'gzip: stdin: not in gzip format\ntar: Child returned status 1\ntar: Error is not recoverable: exiting now\n',
      2,
    );
  }
  if (packed && !options.gzip && options.archive === '-') {
    throw fatal(system, 'Archive is compressed. Use -z option', 'invalid tar magic');
  }
}
