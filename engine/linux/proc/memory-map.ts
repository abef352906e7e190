import type { Caller } from '../../filesystem/caller.ts';
import { SystemError } from '../../filesystem/errors.ts';
import type { Stat } from '../../filesystem/node.ts';
import { callerOf } from '../caller.ts';
import type { Kernel } from '../kernel.ts';
import type { Process } from '../process.ts';

const PAGE = 4096;
const [EXECUTABLE_PAGES, LOADER_PAGES, STACK_BYTES] = [64, 40, 33 * PAGE];
/** Where the kernel puts things before it moves them about (randomize_va_space). */
const [BASE, LIBRARIES, STACK] = [0x5555_5555_4000, 0x7fff_f7c0_0000, 0x7fff_ffff_f000];
/** By so many pages each of them is moved at most. */
const MOVED_PAGES = 2 ** 26;
const VSYSCALL = 'ffffffffff600000-ffffffffff601000 --xp 00000000 00:00 0                  [vsyscall]\n';

/** A piece of the address space. */
interface Mapping {
  readonly start: number;
  readonly bytes: number;
  readonly rights: string;
  readonly offset?: number;
  readonly file?: MappedFile;
  /** `[heap]` */
  readonly name?: string;
}

interface MappedFile {
  readonly path: string;
  readonly device: string;
  readonly inode: number;
}

/** /proc/<pid>/maps: the program, its heap, the C library, the stack. */
export function memoryMap(kernel: Kernel, process: Process): string {
  return mappings(kernel, process).map(lineOf).join('') + VSYSCALL;
}

/** /proc/<pid>/smaps_rollup, of which all is the process's own. */
export function memoryRollup(kernel: Kernel, process: Process): string {
  const all = mappings(kernel, process);
  const [first] = all;
  const last = all.at(-1);
  const end = (last?.start ?? 0) + (last?.bytes ?? 0);
  const row = (name: string, bytes: number) =>
    `${`${name}:`.padEnd(16)}${String(Math.ceil(bytes / 1024)).padStart(8)} kB\n`;
  const own = process.memoryBytes;
  const rows: readonly (readonly [string, number])[] = [
    ...['Rss', 'Pss', 'Pss_Dirty', 'Pss_Anon'].map((name) => [name, own] as const),
    ...['Pss_File', 'Pss_Shmem', 'Shared_Clean', 'Shared_Dirty', 'Private_Clean'].map(
      (name) => [name, 0] as const,
    ),
    ...['Private_Dirty', 'Referenced', 'Anonymous'].map((name) => [name, own] as const),
    ...ALWAYS_ZERO.map((name) => [name, 0] as const),
  ];
  const header = `${hex(first?.start ?? 0)}-${hex(end)} ---p 00000000 00:00 0                          [rollup]\n`;
  return header + rows.map(([name, bytes]) => row(name, bytes)).join('');
}

const ALWAYS_ZERO =
  'LazyFree AnonHugePages ShmemPmdMapped FilePmdMapped Shared_Hugetlb Private_Hugetlb Swap SwapPss Locked'.split(
    ' ',
  );

function mappings(kernel: Kernel, process: Process): Mapping[] {
  const moved = (salt: number) => pagesMoved(process, salt) * PAGE;
  const [base, libraries, stack] = [BASE + moved(1), LIBRARIES - moved(2), STACK - moved(3)];
  const program = segments(base, EXECUTABLE_PAGES, fileAt(kernel, process, process.path));
  const heap = base + (EXECUTABLE_PAGES + 1 + (pagesMoved(process, 4) % 8192)) * PAGE;
  const heapBytes = Math.max(33 * PAGE, Math.ceil(process.memoryBytes / PAGE) * PAGE);
  return [
    ...program,
    { start: heap, bytes: heapBytes, rights: 'rw-p', name: '[heap]' },
    ...libraryMappings(kernel, process, libraries),
    { start: stack - STACK_BYTES, bytes: STACK_BYTES, rights: 'rw-p', name: '[stack]' },
    { start: stack + 8 * PAGE, bytes: 4 * PAGE, rights: 'r--p', name: '[vvar]' },
    { start: stack + 12 * PAGE, bytes: 2 * PAGE, rights: 'r-xp', name: '[vdso]' },
  ];
}

/** musl is the C library and the loader in one; Docker's busybox is linked statically. */
function libraryMappings(kernel: Kernel, process: Process, at: number): Mapping[] {
  const caller = callerOf(kernel, process);
  const has = (path: string) => statOf(kernel, caller, path) !== undefined;
  if (has('/etc/alpine-release')) return segments(at, LOADER_PAGES * 4, inMemory('/lib/ld-musl-x86_64.so.1'));
  if (process.executable.flavour === 'busybox') return [];
  const folder = has('/etc/debian_version') ? '/usr/lib/x86_64-linux-gnu' : '/usr/lib64';
  const libc = segments(at, 475, inMemory(`${folder}/libc.so.6`));
  const loader = segments(at + 512 * PAGE, LOADER_PAGES, inMemory(`${folder}/ld-linux-x86-64.so.2`));
  return [...libc, ...loader];
}

/** As a linker lays a program out: headers, code, constants, what is relocated, and variables. */
function segments(start: number, pages: number, file: MappedFile): Mapping[] {
  const parts = [
    [0.08, 'r--p'],
    [0.7, 'r-xp'],
    [0.17, 'r--p'],
    [0.03, 'r--p'],
    [0.02, 'rw-p'],
  ] as const;
  const found: Mapping[] = [];
  let at = 0;
  for (const [part, rights] of parts) {
    const size = Math.max(1, Math.round(pages * part));
    found.push({ start: start + at * PAGE, bytes: size * PAGE, rights, offset: at * PAGE, file });
    at += size;
  }
  return found;
}

function fileAt(kernel: Kernel, process: Process, path: string): MappedFile {
  const stat = statOf(kernel, callerOf(kernel, process), path);
  if (stat === undefined) return inMemory(`${path} (deleted)`);
  return { path, device: `00:${hexByte(stat.device)}`, inode: stat.inode };
}

function statOf(kernel: Kernel, caller: Caller, path: string): Stat | undefined {
  try {
    return kernel.filesystems.stat(caller, path);
  } catch (error) {
    if (error instanceof SystemError) return undefined;
    throw error;
  }
}

function inMemory(path: string): MappedFile {
  return { path, device: '00:00', inode: 0 };
}

/** By how much the kernel moved something: it follows from when the process began. */
function pagesMoved({ pid, startedMs }: Process, salt: number): number {
  let hash =
    (pid * 0x9e37_79b1 + Math.floor(startedMs % 2 ** 31) * 0x85eb_ca6b + salt * 0xc2b2_ae35) % 2 ** 32;
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b_3c6d) >>> 0;
  return (hash ^ (hash >>> 12)) % MOVED_PAGES;
}

function lineOf({ start, bytes, rights, offset = 0, file, name }: Mapping): string {
  const facts = `${hex(start)}-${hex(start + bytes)} ${rights} ${hexByte(offset).padStart(8, '0')} ${file?.device ?? '00:00'} ${file?.inode ?? 0}`;
  const shown = file?.path ?? name;
  return shown === undefined ? `${facts} \n` : `${facts.padEnd(73)}${shown}\n`;
}

function hex(address: number): string {
  return address.toString(16).padStart(8, '0');
}

function hexByte(value: number): string {
  return Math.abs(value).toString(16).padStart(2, '0');
}
