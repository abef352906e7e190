import type { Shell } from './shell-process.ts';
import { homeOf, userName } from './tilde.ts';
import { variableValue } from './variables.ts';

/** Around what takes no room in a prompt: characters for private use, which nobody types. */
const UNSEEN = '\ue000';
const SEEN = '\ue001';

/** A prompt as it is printed where nothing is edited. */
export function printed(prompt: string): string {
  return prompt.replaceAll(UNSEEN, '').replaceAll(SEEN, '');
}

/** Puts in what the escapes of a prompt stand for. */
export function decoded(shell: Shell, text: string): string {
  if (shell.dialect === 'dash') return text;
  return text.replace(/\\([\\$a-zA-Z@[\]!#]|[0-7]{3})/g, (all, letter: string) => {
    if (/^[0-7]{3}$/.test(letter)) return String.fromCharCode(Number.parseInt(letter, 8));
    const value = (shell.dialect === 'bash' ? BASH_ESCAPES[letter] : undefined) ?? ESCAPES[letter];
    return value === undefined ? all : value(shell).replace(/[\\$`]/g, '\\$&');
  });
}

const clock = ({ system }: Shell, from: number, to: number) =>
  new Date(system.now).toISOString().slice(from, to);

const ESCAPES: Readonly<Record<string, (shell: Shell) => string>> = {
  '\\': () => '\\',
  $: ({ system }) => (system.uid === 0 ? '#' : '$'),
  w: folder,
  W: (shell) => {
    const path = folder(shell);
    return path === '/' && shell.dialect === 'bash' ? path : path.slice(path.lastIndexOf('/') + 1);
  },
  u: userName,
  h: ({ system }) => system.hostName().split('.')[0] ?? '',
  H: ({ system }) => system.hostName(),
  n: () => '\n',
  r: () => '\r',
  e: () => '\x1b',
  a: () => '\x07',
  '[': () => UNSEEN,
  ']': () => SEEN,
  A: (shell) => clock(shell, 11, 16),
  T: (shell) => clock(shell, 11, 16),
  '@': (shell) => clock(shell, 11, 16),
  t: (shell) => clock(shell, 11, 16),
};

const DAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** Those that busybox hasn't, or has otherwise. */
const BASH_ESCAPES: Readonly<Record<string, (shell: Shell) => string>> = {
  t: (shell) => clock(shell, 11, 19),
  T: (shell) =>
    `${String(((Number(clock(shell, 11, 13)) + 11) % 12) + 1).padStart(2, '0')}${clock(shell, 13, 19)}`,
  '@': (shell) => {
    const hour = Number(clock(shell, 11, 13));
    return `${String(((hour + 11) % 12) + 1).padStart(2, '0')}${clock(shell, 13, 16)} ${hour < 12 ? 'AM' : 'PM'}`;
  },
  d: ({ system }) => {
    const now = new Date(system.now);
    return `${DAYS[now.getUTCDay()]} ${MONTHS[now.getUTCMonth()]} ${String(now.getUTCDate()).padStart(2, '0')}`;
  },
  s: ({ state }) => state.name.slice(state.name.lastIndexOf('/') + 1),
  v: (shell) => (variableValue(shell, 'BASH_VERSION') ?? '').split('.').slice(0, 2).join('.'),
  V: (shell) => (variableValue(shell, 'BASH_VERSION') ?? '').split('(')[0] ?? '',
  j: ({ state }) => String(state.jobs.filter(({ hidden }) => !hidden).length),
  l: ({ system }) => (system.terminalName(0) ?? '').slice('/dev/'.length) || 'tty',
  '!': ({ state }) => String(state.historyStart + state.history.length + 1),
  '#': ({ state }) => String(state.nextUnit),
};

function folder(shell: Shell): string {
  const path = variableValue(shell, 'PWD') ?? shell.system.workingDirectory;
  const home = homeOf(shell, '');
  if (home === undefined || home === '/' || home === '') return path;
  return path === home || path.startsWith(`${home}/`) ? `~${path.slice(home.length)}` : path;
}
