import { SystemError } from '../filesystem/errors.ts';
import type { CommandLine } from './command-line.ts';
import type { ScriptFrame } from './frame-kinds.ts';
import type { Shell } from './shell-process.ts';
import { readScript } from './start-program.ts';
import { variableValue } from './variables.ts';

/** The files that a shell reads before all else: of a login, or of a shell at a terminal. The last one is read first. */
export function startFiles(shell: Shell, { login, without }: CommandLine): ScriptFrame[] {
  const { dialect, state } = shell;
  const home = variableValue(shell, 'HOME') ?? '';
  const files: string[] = [];
  if (login && !without.includes('--noprofile')) {
    files.push('/etc/profile');
    const own = dialect === 'bash' ? ['.bash_profile', '.bash_login', '.profile'] : ['.profile'];
    const first = own.find((name) => startText(shell, `${home}/${name}`) !== undefined);
    if (first !== undefined) files.push(`${home}/${first}`);
  } else if (dialect === 'bash' && state.interactive && !without.includes('--norc')) {
    files.push('/etc/bash.bashrc', `${home}/.bashrc`);
  }
  if (dialect !== 'bash' && state.interactive) files.push(variableValue(shell, 'ENV') ?? '');
  return files
    .flatMap((path) => startText(shell, path) ?? [])
    .map((text): ScriptFrame => ({ is: 'script', kind: 'source', text, at: 0, line: 1, unit: null }))
    .reverse();
}

function startText(shell: Shell, path: string): string | undefined {
  if (!path.startsWith('/')) return undefined;
  try {
    return shell.system.stat(path).type === 'file' ? readScript(shell, path) : undefined;
  } catch (error) {
    if (error instanceof SystemError) return undefined;
    throw error;
  }
}
