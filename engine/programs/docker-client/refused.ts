import { Quit } from '../../shell/commands/options.ts';
import type { Command } from './command.ts';
import { nameOf } from './command-line.ts';

/** In the words of `docker run`, or of the others. */
export function refused({ failure, usage }: Command, words: string): Quit {
  if (failure === undefined) return new Quit(`${words}\n`, 1);
  const code = /executable file not found|no such file or directory/.test(words)
    ? 127
    : /permission denied|is a directory/.test(words)
      ? 126
      : failure;
  return new Quit(`docker: ${words}\n\nRun 'docker ${nameOf(usage)} --help' for more information\n`, code);
}
