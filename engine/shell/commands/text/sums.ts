import { md5, sha1 } from '@noble/hashes/legacy.js';
import { sha224, sha256, sha384, sha512 } from '@noble/hashes/sha2.js';
import { systemError } from '../../../filesystem/errors.ts';
import { AGAIN, type Program, type System } from '../../../linux/system.ts';
import { bytesOf, encode } from '../bytes.ts';
import { cannotOpen, type Run } from '../command.ts';
import { isBusybox, parseOptions, type Syntax } from '../options.ts';
import { linesOf, type SlurpedFile, slurp } from '../slurp.ts';

type Hash = (bytes: Uint8Array) => Uint8Array;

/** What a file that is checked may hold, in bytes. */
const CHECKED_BYTES_MAX = 16_777_216;

type SumOptions = { readonly check: boolean; readonly quiet: boolean; readonly status: boolean };

export const md5sum: Program = sumProgram('MD5', md5);
export const sha1sum: Program = sumProgram('SHA1', sha1);
export const sha224sum: Program = sumProgram('SHA224', sha224);
export const sha256sum: Program = sumProgram('SHA256', sha256);
export const sha384sum: Program = sumProgram('SHA384', sha384);
export const sha512sum: Program = sumProgram('SHA512', sha512);

function sumProgram(title: string, hash: Hash): Program {
  const syntax: Syntax = {
    letters: 'bctswz',
    long: {
      binary: 'b',
      check: 'c',
      text: 't',
      quiet: '',
      status: '',
      strict: '',
      warn: 'w',
      zero: 'z',
      'ignore-missing': '',
    },
    manual: {
      gnu: `[OPTION]... [FILE]...\nPrint or check ${title} checksums.`,
      busybox: `[-c[sw]] [FILE]...\n\nPrint or check ${title} checksums\n\n\t-c\tCheck sums against list in FILEs\n\t-s\tDon't output anything, status code shows success\n\t-w\tWarn about improperly formatted checksum lines`,
    },
  };
  return slurp<SumOptions>({
    begin(system) {
      const options = parseOptions(system, syntax);
      return {
        operands: options.operands,
        options: {
          check: options.has('c'),
          quiet: options.has('quiet'),
          status: options.has('status') || options.has('s'),
        },
      };
    },
    answer(run, options, files, failed) {
      if (options.check) return check(run, options, files, hash) || failed ? 1 : 0;
      for (const { name, text } of files) run.write(`${hex(hash(bytesOf(text)))}  ${encode(name)}\n`);
      return undefined;
    },
  });
}

function hex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** @returns whether something was wrong */
function check(run: Run, options: SumOptions, files: readonly SlurpedFile[], hash: Hash): boolean {
  let [mismatched, unreadable] = [0, 0];
  for (const { text } of files) {
    for (const line of linesOf(text)) {
      const match = /^([0-9a-fA-F]+) [ *](.+)$/.exec(line);
      const name = match?.[2] ?? '';
      if (match === null) continue;
      const sum = sumOf(run, name, hash);
      const outcome =
        sum === undefined ? 'FAILED open or read' : sum === match[1]?.toLowerCase() ? 'OK' : 'FAILED';
      if (sum === undefined) unreadable++;
      else if (outcome === 'FAILED') mismatched++;
      if (!options.status && !(options.quiet && outcome === 'OK')) {
        run.write(`${name}: ${isBusybox(run.system) && sum === undefined ? 'FAILED' : outcome}\n`);
      }
    }
  }
  if (!options.status) warn(run, mismatched, unreadable);
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

function sumOf(run: Run, name: string, hash: Hash): string | undefined {
  try {
    return hex(hash(wholeFile(run.system, name)));
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
