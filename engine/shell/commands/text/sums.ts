import { systemError } from '../../../filesystem/errors.ts';
import { AGAIN, type Program, type System } from '../../../linux/system.ts';
import { bytesOf, decode, encode } from '../bytes.ts';
import { cannotOpen, exhausted, filter, type Run } from '../command.ts';
import { isBusybox, parseOptions, type Syntax } from '../options.ts';
import { linesOf } from '../slurp.ts';
import { type HashState, hashes, type ResumableHash } from './resumable-hashes.ts';

type NewHash = () => ResumableHash;

/** What a file that is checked may hold, in bytes. */
const CHECKED_BYTES_MAX = 16_777_216;

type SumState = {
  readonly check: boolean;
  readonly quiet: boolean;
  readonly status: boolean;
  /** A line names the algorithm, as BSD's programs write it. */
  readonly tag: boolean;
  readonly mark: string;
  readonly end: string;
  hash: HashState | null;
  /** Bytes that are no whole block yet; of a list to check, all of it. */
  rest: string;
  failed: boolean;
};

export const md5sum: Program = sumProgram('MD5');
export const sha1sum: Program = sumProgram('SHA1');
export const sha224sum: Program = sumProgram('SHA224');
export const sha256sum: Program = sumProgram('SHA256');
export const sha384sum: Program = sumProgram('SHA384');
export const sha512sum: Program = sumProgram('SHA512');

function sumProgram(title: string): Program {
  const newHash = hashes[title];
  if (newHash === undefined) throw new Error(`no hash ${title}`);
  const syntax: Syntax = {
    letters: 'bctswz',
    long: {
      binary: 'b',
      check: 'c',
      text: 't',
      quiet: '',
      status: '',
      strict: '',
      tag: '',
      warn: 'w',
      zero: 'z',
      'ignore-missing': '',
    },
    manual: {
      gnu: `[OPTION]... [FILE]...\nPrint or check ${title} checksums.`,
    },
  };
  return filter<SumState>({
    begin(system) {
      const options = parseOptions(system, syntax);
      const state: SumState = {
        check: options.has('c'),
        quiet: options.has('quiet'),
        status: options.has('status') || options.has('s'),
        tag: options.has('tag'),
        mark: options.last('b', 't') === 'b' && !isBusybox(system) ? '*' : ' ',
        end: options.has('z') ? '\0' : '\n',
        hash: null,
        rest: '',
        failed: false,
      };
      return { operands: options.operands, state };
    },
    open(_run, state) {
      state.hash = null;
      state.rest = '';
      return undefined;
    },
    chunk(run, state, text) {
      state.rest += text;
      if (!state.check) hashBlocks(state, newHash);
      else if (state.rest.length > CHECKED_BYTES_MAX) throw exhausted(run.system);
      return undefined;
    },
    close(run, state) {
      if (state.check) {
        if (check(run, state, newHash)) state.failed = true;
        return;
      }
      const sum = hex(resumed(newHash, state.hash).update(bytesOf(state.rest)).digest());
      const name = encode(run.name);
      run.write(
        state.tag ? `${title} (${name}) = ${sum}${state.end}` : `${sum} ${state.mark}${name}${state.end}`,
      );
    },
    end: (_run, state, failed) => (failed || state.failed ? 1 : 0),
  });
}

/** Takes as many whole blocks as there are. */
function hashBlocks(state: SumState, newHash: NewHash): void {
  const hash = resumed(newHash, state.hash);
  const whole = state.rest.length - (state.rest.length % hash.blockLen);
  if (whole === 0) return;
  hash.update(bytesOf(state.rest.slice(0, whole)));
  state.rest = state.rest.slice(whole);
  state.hash = hash.save();
}

function resumed(newHash: NewHash, state: HashState | null): ResumableHash {
  const hash = newHash();
  if (state !== null) hash.resume(state);
  return hash;
}

function hex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Checks the files of a list. @returns whether something was wrong */
function check(run: Run, state: SumState, newHash: NewHash): boolean {
  let [lines, mismatched, unreadable] = [0, 0, 0];
  for (const line of linesOf(state.rest)) {
    const plain = /^\\?([0-9a-fA-F]{32,}) [ *](.+)$/.exec(line);
    const tagged = /^[A-Z0-9]+ \((.+)\) = ([0-9a-fA-F]{32,})$/.exec(line);
    const name = plain?.[2] ?? tagged?.[1];
    if (name === undefined) continue;
    lines++;
    const sum = sumOf(run, decode(name), newHash);
    const wanted = (plain?.[1] ?? tagged?.[2] ?? '').toLowerCase();
    const outcome = sum === undefined ? 'FAILED open or read' : sum === wanted ? 'OK' : 'FAILED';
    if (sum === undefined) unreadable++;
    else if (outcome === 'FAILED') mismatched++;
    if (!state.status && !(state.quiet && outcome === 'OK'))
      run.write(`${name}: ${isBusybox(run.system) && sum === undefined ? 'FAILED' : outcome}\n`);
  }
  if (lines === 0 && !isBusybox(run.system)) {
    run.complain(
      `${run.name === '-' ? "'standard input'" : run.name}: no properly formatted checksum lines found`,
    );
    return true;
  }
  if (!state.status) warn(run, mismatched, unreadable);
  return mismatched + unreadable > 0;
}

function warn(run: Run, mismatched: number, unreadable: number): void {
  const total = mismatched + unreadable;
  if (isBusybox(run.system)) {
    if (total > 0) run.complain(`WARNING: ${total} of ${total} computed checksums did NOT match`);
    return;
  }
  if (unreadable > 0) {
    run.complain(`WARNING: ${unreadable} listed file${unreadable > 1 ? 's' : ''} could not be read`);
  }
  if (mismatched > 0) {
    run.complain(`WARNING: ${mismatched} computed checksum${mismatched > 1 ? 's' : ''} did NOT match`);
  }
}

function sumOf(run: Run, name: string, newHash: NewHash): string | undefined {
  try {
    return hex(newHash().update(wholeFile(run.system, name)).digest());
  } catch (error) {
    run.complain(
      isBusybox(run.system) ? cannotOpen(run.system, name, error) : `${name}: ${systemError(error).message}`,
    );
    return undefined;
  }
}

function wholeFile(system: System, name: string): Uint8Array {
  const descriptor = system.open(name, { read: true });
  const parts: Uint8Array[] = [];
  let size = 0;
  for (
    let data = system.read(descriptor);
    data !== AGAIN && data.length > 0 && size < CHECKED_BYTES_MAX;
    data = system.read(descriptor)
  ) {
    parts.push(data);
    size += data.length;
  }
  system.close(descriptor);
  const bytes = new Uint8Array(size);
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}
