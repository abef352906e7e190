import type { Shell } from './shell-process.ts';
import { homeOf, userName } from './tilde.ts';
import { variableValue } from './variables.ts';

/** The prompt that a shell starts with. */
export function initialPrompt({ system, dialect }: Shell): string {
  const sign = system.uid === 0 ? '#' : '$';
  if (dialect === 'bash') return '\\u@\\h:\\w\\$ ';
  return dialect === 'ash' ? '\\w \\$ ' : `${sign} `;
}

export function prompt(shell: Shell, name: 'PS1' | 'PS2'): string {
  const text = variableValue(shell, name) ?? '';
  if (shell.dialect === 'dash') return text;
  return text.replace(/\\([\\$a-zA-Z[\]!#])/g, (all, letter: string) => ESCAPES[letter]?.(shell) ?? all);
}

const ESCAPES: Readonly<Record<string, (shell: Shell) => string>> = {
  '\\': () => '\\',
  $: ({ system }) => (system.uid === 0 ? '#' : '$'),
  w: folder,
  W: (shell) => {
    const path = folder(shell);
    return path === '/' ? path : path.slice(path.lastIndexOf('/') + 1);
  },
  u: userName,
  h: ({ system }) => system.hostName().split('.')[0] ?? '',
  H: ({ system }) => system.hostName(),
  n: () => '\n',
  e: () => '\x1b',
  a: () => '\x07',
  '[': () => '',
  ']': () => '',
  s: ({ state }) => state.name.slice(state.name.lastIndexOf('/') + 1),
  t: ({ system }) => new Date(system.now).toISOString().slice(11, 19),
};

function folder(shell: Shell): string {
  const path = variableValue(shell, 'PWD') ?? shell.system.workingDirectory;
  const home = homeOf(shell, '');
  if (home === undefined || home === '/' || home === '') return path;
  return path === home || path.startsWith(`${home}/`) ? `~${path.slice(home.length)}` : path;
}
