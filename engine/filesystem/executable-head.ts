import type { Executable } from './node.ts';

/** What every executable begins with: an ELF header for x86-64. */
const MAGIC = new Uint8Array([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 3, 0, 0x3e, 0]);
/** Where its name stands: after the header. */
const NAME_OFFSET = 64;
const NAME_BYTES_MAX = 192;
export const HEAD_BYTES = NAME_OFFSET + NAME_BYTES_MAX;

const pattern = /^program=([\w.-]{1,64}) flavour=(busybox|gnu)(?: version=([\w.+~:-]{1,80}))?\n/;

/**
 * The first bytes of an executable. They say what it is, so that it stays one wherever its bytes go: through cp,
 * a tar archive, or out of the sandbox and back.
 */
export function executableHead({ program, flavour, version }: Executable): Uint8Array {
  const words = `program=${program} flavour=${flavour}${version === undefined ? '' : ` version=${version}`}\n`;
  const name = new TextEncoder().encode(words).subarray(0, NAME_BYTES_MAX);
  const head = new Uint8Array(NAME_OFFSET + name.length);
  head.set(MAGIC);
  head.set(name, NAME_OFFSET);
  return head;
}

/** What a file that begins like this is; undefined: no executable of ours. */
export function executableIn(head: Uint8Array): Executable | undefined {
  if (head.length <= NAME_OFFSET || MAGIC.some((byte, index) => head[index] !== byte)) return undefined;
  const words = new TextDecoder().decode(head.subarray(NAME_OFFSET, HEAD_BYTES));
  const [, program, flavour, version] = pattern.exec(words) ?? [];
  if (program === undefined || (flavour !== 'busybox' && flavour !== 'gnu')) return undefined;
  return version === undefined ? { program, flavour } : { program, flavour, version };
}
