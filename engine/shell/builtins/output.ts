import { SystemError } from '../../filesystem/errors.ts';
import { bytesOf, decode } from '../commands/bytes.ts';
import { echo } from '../commands/echo.ts';
import { printf } from '../commands/printf.ts';
import { evaluateTest, TestError } from '../commands/test.ts';
import { quotedWord } from '../quoting.ts';
import type { Shell } from '../shell-process.ts';
import { assign, isName } from '../variables.ts';
import type { Builtin } from './builtin.ts';
import { complaint, simple } from './builtin.ts';

/** Writes bytes to standard output. @returns the status */
function print(shell: Shell, builtin: string, output: string): number {
  if (output === '') return 0;
  try {
    shell.write(1, bytesOf(output));
    return 0;
  } catch (error) {
    if (!(error instanceof SystemError)) throw error;
    if (shell.dialect === 'dash') return complaint(shell, builtin, 'I/O error');
    const words = `write error: ${error.message}`;
    if (shell.dialect === 'bash') return complaint(shell, builtin, words);
    // busybox's own echo and printf say it, as its applet.
    shell.raw(`${shell.state.name}: ${words}\n`);
    return 1;
  }
}

const echoBuiltin = simple((shell, words) => {
  const dash = shell.dialect === 'dash';
  return print(shell, 'echo', echo(words.slice(1), { options: dash ? 'n' : 'all', escapes: dash }));
});

const printfBuiltin = simple((shell, words) => {
  let rest = words.slice(1);
  let name: string | undefined;
  if (rest[0] === '-v' && shell.dialect === 'bash') {
    name = rest[1];
    rest = rest.slice(2);
  }
  if (rest[0] === '--') rest = rest.slice(1);
  const [format, ...values] = rest;
  if (format === undefined) return printfUsage(shell);
  const printed = printf(format, values, {
    quote: (text) => quoteForPrintf(text),
    time: (_form, seconds) => timeText(shell, _form, seconds),
  });
  for (const word of printed.invalid) {
    const words = {
      bash: `${word}: invalid number`,
      dash: `${word}: expected numeric value`,
      ash: `invalid number '${word}'`,
    };
    if (shell.dialect === 'ash') shell.raw(`${shell.state.name}: ${words.ash}\n`);
    else shell.complain(words[shell.dialect], 'printf');
  }
  if (name === undefined) print(shell, 'printf', printed.output);
  else {
    const [, array = name, index] = /^([A-Za-z_]\w*)\[([\s\S]+)\]$/.exec(name) ?? [];
    if (!isName(array)) return complaint(shell, 'printf', `\`${name}': not a valid identifier`, 2);
    assign(shell, array, decode(printed.output), index);
  }
  if (printed.badDirective !== undefined) {
    const letter = printed.badDirective.at(-1) ?? '';
    const words = {
      bash: /^%[-+ #0-9.*hlLjzt]*$/.test(printed.badDirective)
        ? `\`${printed.badDirective}': missing format character`
        : `\`${letter}': invalid format character`,
      dash: `${printed.badDirective}: invalid directive`,
      ash: `${printed.badDirective}: invalid format`,
    };
    return complaint(shell, 'printf', words[shell.dialect]);
  }
  return printed.invalid.length > 0 ? 1 : 0;
});

function printfUsage(shell: Shell): number {
  if (shell.dialect === 'bash') {
    shell.raw('printf: usage: printf [-v var] format [arguments]\n');
    return 2;
  }
  if (shell.dialect === 'dash') return complaint(shell, 'printf', 'usage: printf format [arg ...]', 2);
  shell.raw('Usage: printf FORMAT [ARG]...\n');
  return 1;
}

function quoteForPrintf(text: string): string {
  if (text === '') return "''";
  if (/^[A-Za-z0-9_@%+=:,./-]+$/.test(text)) return text;
  return /\p{Cc}/u.test(text) ? quotedWord(text, 'bash') : text.replace(/[^A-Za-z0-9_@%+=:,./-]/g, '\\$&');
}

/** `%(%Y-%m-%d)T` in UTC. */
function timeText({ system, state }: Shell, format: string, seconds: number | undefined): string {
  const date = new Date(
    seconds === undefined ? system.now : seconds === -2 ? state.startedMs : seconds * 1000,
  );
  const iso = date.toISOString();
  const parts: Readonly<Record<string, string>> = {
    Y: iso.slice(0, 4),
    m: iso.slice(5, 7),
    d: iso.slice(8, 10),
    H: iso.slice(11, 13),
    M: iso.slice(14, 16),
    S: iso.slice(17, 19),
    F: iso.slice(0, 10),
    T: iso.slice(11, 19),
    s: String(Math.floor(date.getTime() / 1000)),
    '%': '%',
  };
  return format.replace(/%([A-Za-z%])/g, (all, letter: string) => parts[letter] ?? all);
}

function testing(name: 'test' | '['): Builtin {
  return simple((shell, words) => {
    const operands = words.slice(1);
    if (name === '[' && operands.pop() !== ']') {
      const missing = { bash: "missing `]'", dash: 'missing ]', ash: 'missing ]' };
      return complainTest(shell, name, missing[shell.dialect]);
    }
    try {
      return evaluateTest(shell.system, operands) ? 0 : 1;
    } catch (error) {
      if (!(error instanceof TestError)) throw error;
      return complainTest(shell, name, error.message);
    }
  });
}

/** Busybox's test names the shell, not itself. */
function complainTest(shell: Shell, name: string, message: string): number {
  if (shell.dialect === 'ash') shell.raw(`${shell.state.name}: ${message}\n`);
  else shell.complain(message, name);
  return 2;
}

export const outputBuiltins: Readonly<Record<string, Builtin>> = {
  echo: echoBuiltin,
  printf: printfBuiltin,
  test: testing('test'),
  '[': testing('['),
};
