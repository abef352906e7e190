import type { Shell } from '../shell-process.ts';
import { CommandFailed } from '../trouble.ts';
import type { Builtin } from './builtin.ts';
import { badOption, complaint, simple } from './builtin.ts';
import { showVariables } from './declare.ts';

/** Long names of options and their letters; `''`: they have none. */
export const LONG_OPTIONS: Readonly<Record<string, string>> = {
  allexport: 'a',
  braceexpand: 'B',
  emacs: '',
  errexit: 'e',
  errtrace: 'E',
  functrace: 'T',
  hashall: 'h',
  histexpand: 'H',
  history: '',
  ignoreeof: '',
  'interactive-comments': '',
  keyword: 'k',
  monitor: 'm',
  noclobber: 'C',
  noexec: 'n',
  noglob: 'f',
  nolog: '',
  notify: 'b',
  nounset: 'u',
  onecmd: 't',
  physical: 'P',
  pipefail: '',
  posix: '',
  privileged: 'p',
  verbose: 'v',
  vi: '',
  xtrace: 'x',
};

/** What bash has on from the start: a setting `no…` says that it is off. */
const ON_AT_FIRST: Readonly<Record<string, string>> = { B: 'braceexpand', h: 'hashall' };

const set = simple(
  (shell, words) => {
    if (words.length === 1) {
      showVariables(shell);
      return 0;
    }
    for (let at = 1; at < words.length; at++) {
      const word = words[at] ?? '';
      if (word === '--' || word === '-') {
        shell.state.parameters =
          word === '--' || at + 1 < words.length ? words.slice(at + 1) : shell.state.parameters;
        return 0;
      }
      if (!/^[-+]./.test(word)) {
        shell.state.parameters = words.slice(at);
        return 0;
      }
      const on = word.startsWith('-');
      for (const letter of word.slice(1)) {
        if (letter === 'o') {
          const name = words[++at];
          if (name === undefined) showOptions(shell, on);
          else if (!setLong(shell, name, on)) return badName(shell, name, on);
        } else if (/[abefhkmnptuvxBCEHPT]/.test(letter)) setLetter(shell, letter, on);
        else
          return failing(
            shell,
            badOption(shell, 'set', letter, 'set [-abefhkmnptuvxBCEHPT] [-o option-name] [--] [-] [arg ...]'),
          );
      }
    }
    return 0;
  },
  { special: true },
);

function failing(shell: Shell, status: number): number {
  if (shell.dialect === 'bash') return status;
  throw new CommandFailed(status, 'shell');
}

function badName(shell: Shell, name: string, on: boolean): number {
  if (shell.dialect === 'bash') return complaint(shell, 'set', `${name}: invalid option name`, 2);
  const shown = `${on ? '-' : '+'}o ${name}`;
  if (shell.dialect === 'ash') return complaint(shell, 'set', `illegal option ${shown}`);
  throw shell.fail(`Illegal option ${shown}`, 2, 'shell', 'set');
}

function setLetter(shell: Shell, letter: string, on: boolean): void {
  const { state } = shell;
  const usual = shell.dialect === 'bash' ? ON_AT_FIRST[letter] : undefined;
  if (usual !== undefined) {
    setName(shell, `no${usual}`, !on);
    return;
  }
  const without = state.options.replaceAll(letter, '');
  state.options = on ? without + letter : without;
}

function setLong(shell: Shell, name: string, on: boolean): boolean {
  const letter = Object.hasOwn(LONG_OPTIONS, name) ? LONG_OPTIONS[name] : undefined;
  if (letter === undefined || (shell.dialect === 'dash' && name === 'pipefail')) return false;
  if (letter !== '') setLetter(shell, letter, on);
  else setName(shell, name, on);
  return true;
}

export function setName({ state }: Shell, name: string, on: boolean): void {
  state.settings = state.settings.filter((each) => each !== name);
  if (on) state.settings.push(name);
}

/** In the order in which dash and busybox list them. */
const ALMQUIST_OPTIONS: readonly (readonly [name: string, letter: string])[] = [
  ['errexit', 'e'],
  ['noglob', 'f'],
  ['ignoreeof', 'I'],
  ['interactive', 'i'],
  ['monitor', 'm'],
  ['noexec', 'n'],
  ['stdin', 's'],
  ['xtrace', 'x'],
  ['verbose', 'v'],
  ['vi', 'V'],
  ['emacs', 'E'],
  ['noclobber', 'C'],
  ['allexport', 'a'],
  ['notify', 'b'],
  ['nounset', 'u'],
  ['nolog', ''],
  ['debug', ''],
];
const NOT_IN_ASH = new Set(['interactive', 'stdin', 'emacs', 'debug', 'nolog', 'notify', 'vi']);

function isOn(shell: Shell, name: string, letter: string): boolean {
  if (shell.dialect === 'bash' && (ON_AT_FIRST[letter] !== undefined || name === 'interactive-comments'))
    return !shell.setting(`no${name}`);
  return letter === '' ? shell.setting(name) : shell.option(letter);
}

function showOptions(shell: Shell, readable: boolean): void {
  const { dialect } = shell;
  if (dialect === 'dash' && readable) shell.write(1, 'Current option settings\n');
  const ash = [...ALMQUIST_OPTIONS.filter(([name]) => !NOT_IN_ASH.has(name)), ['pipefail', ''] as const];
  const listed = { bash: Object.entries(LONG_OPTIONS), dash: ALMQUIST_OPTIONS, ash }[dialect];
  for (const [name, letter] of listed) {
    const on = isOn(shell, name, letter);
    const column = dialect === 'bash' ? `${name.padEnd(15)}\t` : name.padEnd(16);
    shell.write(1, readable ? `${column}${on ? 'on' : 'off'}\n` : `set ${on ? '-' : '+'}o ${name}\n`);
  }
}

const shift = simple(
  (shell, [, word = '1']) => {
    const count = /^\d{1,9}$/.test(word) ? Number(word) : -1;
    const { parameters } = shell.state;
    if (count >= 0 && count <= parameters.length) {
      shell.state.parameters = parameters.slice(count);
      return 0;
    }
    if (shell.dialect === 'bash') {
      if (count < 0)
        return complaint(
          shell,
          'shift',
          `${word}: ${/^-\d/.test(word) ? 'shift count out of range' : 'numeric argument required'}`,
        );
      return 1;
    }
    if (count < 0) throw shell.fail(`Illegal number: ${word}`, 2, 'shell', 'shift');
    if (shell.dialect === 'ash') return 1;
    throw shell.fail("can't shift that many", 2, 'shell', 'shift');
  },
  { special: true },
);

export const setBuiltins: Readonly<Record<string, Builtin>> = { set, shift };
