import type { Executable } from './node.ts';

/** What every executable begins with: an ELF header. */
const MAGIC = [0x7f, 0x45, 0x4c, 0x46];
/** 32 or 64 bits, little or big endian, and e_machine. */
type Machine = readonly [bits: 32 | 64, endian: 'little' | 'big', machine: number];
const HOST: Machine = [64, 'little', 0x3e];
const MACHINES: Readonly<Record<string, Machine>> = {
  '386': [32, 'little', 0x03],
  arm: [32, 'little', 0x28],
  arm64: [64, 'little', 0xb7],
  ppc64le: [64, 'little', 0x15],
  riscv64: [64, 'little', 0xf3],
  s390x: [64, 'big', 0x16],
};
const HEADER_BYTES = 20;

function headerOf([bits, endian, machine]: Machine): Uint8Array {
  const header = new Uint8Array(HEADER_BYTES);
  header.set([...MAGIC, bits / 32, endian === 'little' ? 1 : 2, 1]);
  const [kind, what] = endian === 'little' ? [16, 18] : [17, 19];
  header[kind] = 3;
  header[what] = machine;
  return header;
}

const HEADERS: ReadonlyMap<string | undefined, Uint8Array> = new Map([
  [undefined, headerOf(HOST)],
  ...Object.entries(MACHINES).map(([name, machine]) => [name, headerOf(machine)] as const),
]);
/** Where its name stands: after the header. */
const NAME_OFFSET = 64;
const NAME_BYTES_MAX = 192;
export const HEAD_BYTES = NAME_OFFSET + NAME_BYTES_MAX;

const pattern = /^program=([\w.-]{1,64}) flavour=(busybox|gnu)(?: version=([\w.+~:-]{1,80}))?\n/;

/**
 * The first bytes of an executable. They say what it is, so that it stays one wherever its bytes go: through cp,
 * a tar archive, or out of the sandbox and back.
 */
export function executableHead({ program, flavour, version, architecture }: Executable): Uint8Array {
  const words = `program=${program} flavour=${flavour}${version === undefined ? '' : ` version=${version}`}\n`;
  const name = new TextEncoder().encode(words).subarray(0, NAME_BYTES_MAX);
  const head = new Uint8Array(NAME_OFFSET + name.length);
  const header = HEADERS.get(architecture);
  if (header === undefined) throw new Error(`no executables for ${architecture}`);
  head.set(header);
  head.set(name, NAME_OFFSET);
  return head;
}

/** What a file that begins like this is; undefined: no executable of ours. */
export function executableIn(head: Uint8Array): Executable | undefined {
  if (head.length <= NAME_OFFSET || MAGIC.some((byte, index) => head[index] !== byte)) return undefined;
  const kind = [...HEADERS].find(([, header]) => header.every((byte, index) => head[index] === byte));
  if (kind === undefined) return undefined;
  const [architecture] = kind;
  const words = new TextDecoder().decode(head.subarray(NAME_OFFSET, HEAD_BYTES));
  const [, program, flavour, version] = pattern.exec(words) ?? [];
  if (program === undefined || (flavour !== 'busybox' && flavour !== 'gnu')) return undefined;
  return {
    program,
    flavour,
    ...(version === undefined ? {} : { version }),
    ...(architecture === undefined ? {} : { architecture }),
  };
}
