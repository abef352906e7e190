import type { Process } from './process.ts';

/** TASK_COMM_LEN, without its end. */
const COMMAND_CHARS = 15;

/** What /proc/<pid>/comm says: the executable's name, cut. */
export function commandName({ title, argv, path }: Process): string {
  const name = title ?? argv[0] ?? path;
  const [first = ''] = name.replace(/^-/, '').split(/[\s:]/);
  return first.slice(first.lastIndexOf('/') + 1).slice(0, COMMAND_CHARS);
}
