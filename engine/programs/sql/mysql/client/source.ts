import type { System } from '../../../../linux/system.ts';
import { binary, decode } from '../../../../shell/commands/bytes.ts';
import { readFile } from '../../../read-file.ts';

const COMMAND = /^\s*(?:source\s+|\\\.\s*)(\S.*?)\s*;?\s*$/i;

/** The file that a line asks to take statements from. */
export function sourceOf(line: string): string | undefined {
  return COMMAND.exec(line)?.[1];
}

/** Its statements; undefined: it can't be read. */
export function statementsOf(system: System, file: string): string | undefined {
  const bytes = readFile(system, file);
  return bytes === undefined ? undefined : `${decode(binary(bytes))}\n`;
}

/** @param line of the input, where nobody types it */
export function unreadable(file: string, errno: number, line: number | undefined): string {
  const words = `Failed to open file '${file}', error: ${errno}\n`;
  return line === undefined ? `ERROR: \n${words}` : `ERROR at line ${line}: ${words}`;
}
