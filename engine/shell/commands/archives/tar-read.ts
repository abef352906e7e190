import { type ArchiveEntry, ArchiveError } from '../../../filesystem/archive/entry.ts';
import { readTar } from '../../../filesystem/archive/tar-reader.ts';
import type { Next, System } from '../../../linux/system.ts';
import { complain } from '../command.ts';
import { isBusybox, Quit } from '../options.ts';
import { fileBytes, type Gathered, gather, gatheredBytes, nothingGathered } from './byte-queue.ts';
import { isGzip } from './gzip-data.ts';
import { Extraction } from './tar-extract.ts';
import { memberLine } from './tar-list.ts';
import { askedFor, isExcluded, stripped } from './tar-names.ts';
import type { TarOptions } from './tar-options.ts';
import { transformed } from './tar-transform.ts';

/** What unpacked archives may be, in bytes. */
const UNPACKED_BYTES_MAX = 536_870_912;
/** What one step unpacks, in bytes; a member counts for some, too. */
const STEP_BYTES = 262_144;
const MEMBER_BYTES = 4_096;

/** An archive that is being read. JSON. */
export type Reading = {
  readonly options: TarOptions;
  readonly input: number;
  readonly gathered: Gathered;
  whole: boolean;
  /** Bytes of the list, and of what goes to standard output, that are out. */
  printed: number;
};

export function newReading(options: TarOptions, input: number): Reading {
  return { options, input, gathered: nothingGathered(), whole: false, printed: 0 };
}

/** Readings that are under way: begun anew where there is none, as what is made again is as it was. */
const sessions = new WeakMap<Reading, Session>();

export function readSome(system: System, reading: Reading): Next<Reading> {
  if (!reading.whole && reading.input === 0 && !gather(system, 0, reading.gathered))
    return { state: reading, until: { readable: [0] } };
  const session = sessions.get(reading) ?? new Session(system, reading);
  sessions.set(reading, session);
  reading.whole = true;
  const code = session.goOn(system);
  return code === undefined ? { state: reading, until: { cpuMs: 1 } } : { exit: code };
}

class Session {
  private readonly reading: Reading;
  private readonly extraction: Extraction | undefined;
  private readonly found = new Set<string>();
  private readonly work: Iterator<number>;
  private system: System;
  private damaged = false;
  private output = '';
  /** Bytes of the output so far, those that an earlier session has printed included. */
  private said = 0;

  constructor(system: System, reading: Reading) {
    this.system = system;
    this.reading = reading;
    const bytes = wholeArchive(system, reading);
    checkCompression(system, reading.options, bytes);
    this.extraction = reading.options.mode === 'x' ? new Extraction(system, reading.options) : undefined;
    this.work = this.members(bytes);
  }

  /** @returns the exit code when all is done */
  goOn(system: System): number | undefined {
    this.system = system;
    if (this.extraction !== undefined) this.extraction.system = system;
    let done = false;
    try {
      for (let budget = STEP_BYTES; budget > 0 && !done; ) {
        const next = this.work.next();
        done = next.done === true;
        budget -= done ? 0 : next.value;
      }
    } catch (error) {
      if (!(error instanceof ArchiveError)) throw error;
      this.flush();
      this.damaged = done = true;
      for (const line of damageWords(system, error)) complain(system, line);
    }
    this.flush();
    if (!done) return undefined;
    this.extraction?.finish();
    const { names, wildcards } = this.reading.options;
    const missing = names.filter((name) => !this.found.has(name));
    if (!wildcards && !this.damaged && missing.some((name) => /[*?[]/.test(name))) warnOfPatterns(system);
    return verdict(system, this.damaged, missing, this.extraction?.failed ?? false);
  }

  /** Goes through the archive, and says what each piece costs, in bytes. */
  private *members(bytes: Uint8Array): Generator<number> {
    const { options } = this.reading;
    const extracts = options.mode === 'x';
    for (const entry of readTar(bytes, UNPACKED_BYTES_MAX)) {
      yield MEMBER_BYTES;
      const asked = options.names.length === 0 ? '' : askedFor(options, entry.name);
      if (asked === undefined || isExcluded(options, entry.name)) continue;
      this.found.add(asked);
      const short = stripped(entry.name, options.strip);
      if (short === undefined) continue;
      const name = transformed(options, short, 'member');
      if (!extracts || options.verbose > 0) {
        const line = memberLine(
          this.system,
          options.showsTransformed ? { ...entry, name } : entry,
          options.verbose > (extracts ? 1 : 0),
          options,
        );
        if (options.toOutput) this.system.write(2, line);
        else this.print(line);
      }
      if (options.toOutput && extracts) for (const piece of entry.content) yield this.pass(piece);
      else if (this.extraction !== undefined) yield* this.extraction.put(this.aimed(entry), name);
    }
  }

  /** A link with the target that it is to have. */
  private aimed(entry: ArchiveEntry): ArchiveEntry {
    const { type, target } = entry;
    if (target === undefined || (type !== 'symbolic link' && type !== 'hard link')) return entry;
    return { ...entry, target: transformed(this.reading.options, target, type) };
  }

  private print(line: string): void {
    this.said += line.length;
    if (this.said > this.reading.printed) this.output += line;
  }

  private pass(piece: Uint8Array): number {
    this.said += piece.length;
    if (this.said <= this.reading.printed) return piece.length;
    this.system.write(1, piece);
    this.reading.printed = this.said;
    return piece.length;
  }

  private flush(): void {
    if (this.output !== '') this.system.write(1, this.output);
    this.output = '';
    this.reading.printed = Math.max(this.reading.printed, this.said);
  }
}

function wholeArchive(system: System, { input, gathered }: Reading): Uint8Array {
  if (input === 0) return gatheredBytes(gathered);
  system.seek(input, 0, 'set');
  return fileBytes(system, input);
}

export function fatal(system: System, gnu: string, busybox: string): Quit {
  return isBusybox(system)
    ? new Quit(`tar: ${busybox}\n`, 1)
    : new Quit(`tar: ${gnu}\ntar: Error is not recoverable: exiting now\n`, 2);
}

function warnOfPatterns(system: System): void {
  complain(system, 'Pattern matching characters used in file names');
  const words = 'Use --wildcards to enable pattern matching, or --no-wildcards to suppress this warning';
  complain(system, words);
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
