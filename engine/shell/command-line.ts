import { LONG_OPTIONS } from './builtins/set.ts';
import type { Shell } from './shell-process.ts';

/** What a shell was called with. */
export interface CommandLine {
  options: string;
  settings: string[];
  command?: string;
  login: boolean;
  readsInput: boolean;
  /** `--norc`, `--noprofile` */
  without: string[];
  operands: string[];
}

/** @returns what it says of an option that it doesn't know */
export function parseCommandLine(shell: Shell, words: readonly string[]): CommandLine | string {
  const line: CommandLine = {
    options: '',
    settings: [],
    login: false,
    readsInput: false,
    without: [],
    operands: [],
  };
  const rest = [...words];
  let takesCommand = false;
  while (rest.length > 0 && /^[-+]./.test(rest[0] ?? '')) {
    const word = rest.shift() ?? '';
    if (word === '--') break;
    if (word.startsWith('--')) {
      if (word === '--login') line.login = true;
      else if (word === '--norc' || word === '--noprofile') line.without.push(word);
      else if (!['--posix', '--noediting', '--verbose'].includes(word)) return unknownOption(shell, word);
      continue;
    }
    for (const letter of word.slice(1)) {
      if (letter === 'c') takesCommand = true;
      else if (letter === 'l') line.login = true;
      else if (letter === 's') line.readsInput = true;
      else if (letter === 'o') {
        const name = rest.shift() ?? '';
        const short = LONG_OPTIONS[name];
        if (short === undefined) return unknownOption(shell, name);
        if (short === '') line.settings.push(name);
        else line.options += short;
      } else if (/[abefhimnuvxBCEHPT]/.test(letter)) line.options += letter;
      else return unknownOption(shell, word);
    }
  }
  if (rest[0] === '-') rest.shift();
  if (takesCommand) {
    const command = rest.shift();
    if (command === undefined) {
      const words = {
        ash: '-c requires an argument',
        dash: '0: -c requires an argument',
        bash: '-c: option requires an argument',
      };
      return `${shell.state.name}: ${words[shell.dialect]}\n`;
    }
    line.command = command;
  }
  line.operands = rest;
  return line;
}

function unknownOption(shell: Shell, word: string): string {
  const { name } = shell.state;
  if (shell.dialect === 'bash') return `${name}: ${word}: invalid option\n`;
  if (shell.dialect === 'dash') return `${name}: 0: Illegal option ${word}\n`;
  return `${name}: illegal option ${word.startsWith('-') ? word : `-o ${word}`}\n`;
}
