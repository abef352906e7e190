import { SystemError } from '../filesystem/errors.ts';
import { AGAIN, type System } from '../linux/system.ts';

const READ_BYTES_MAX = 1_048_576;

/** The bytes of a file; undefined: it can't be read. */
export function readFile(system: System, path: string): Uint8Array | undefined {
  try {
    const descriptor = system.open(path, { read: true });
    const parts: Uint8Array[] = [];
    for (;;) {
      const data = system.read(descriptor, READ_BYTES_MAX);
      if (data === AGAIN || data.length === 0) break;
      parts.push(data);
    }
    system.close(descriptor);
    const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
    let at = 0;
    for (const part of parts) {
      whole.set(part, at);
      at += part.length;
    }
    return whole;
  } catch (error) {
    if (error instanceof SystemError) return undefined;
    throw error;
  }
}
