import { SystemError } from '../../../filesystem/errors.ts';
import { AGAIN, type System } from '../../../linux/system.ts';
import { binary, bytesOf } from '../../../shell/commands/bytes.ts';

const READ_BYTES_MAX = 1_048_576;

/** A whole file, a character per byte; undefined: there is none. */
export function readFile(system: System, path: string): string | undefined {
  try {
    const descriptor = system.open(path, { read: true });
    const parts: string[] = [];
    for (;;) {
      const data = system.read(descriptor, READ_BYTES_MAX);
      if (data === AGAIN || data.length === 0) break;
      parts.push(binary(data));
    }
    system.close(descriptor);
    return parts.join('');
  } catch (error) {
    if (!(error instanceof SystemError)) throw error;
    return undefined;
  }
}

/** Writes a file, or adds to it. @returns what went wrong */
export function writeFile(system: System, path: string, text: string, append = false): string | undefined {
  try {
    const descriptor = system.open(path, { write: true, create: true, truncate: !append, append });
    system.write(descriptor, bytesOf(text));
    system.close(descriptor);
    return undefined;
  } catch (error) {
    if (!(error instanceof SystemError)) throw error;
    return error.message;
  }
}

export function makeFolder(system: System, path: string): void {
  try {
    system.makeDirectory(path, 0o755);
  } catch (error) {
    if (!(error instanceof SystemError)) throw error;
  }
}
