import { SystemError } from '../filesystem/errors.ts';
import type { Shell } from './shell-process.ts';
import { variableValue } from './variables.ts';

/** The home directory that `~` and a name stand for. */
export function homeOf(shell: Shell, name: string): string | undefined {
  if (name === '')
    return variableValue(shell, 'HOME') ?? homeInPasswd(shell, ({ uid }) => uid === String(shell.system.uid));
  if (name === '+' && shell.dialect === 'bash') return variableValue(shell, 'PWD');
  if (name === '-' && shell.dialect === 'bash') return variableValue(shell, 'OLDPWD');
  return homeInPasswd(shell, (user) => user.name === name);
}

function homeInPasswd(
  { system }: Shell,
  isMeant: (user: { readonly name: string; readonly uid: string }) => boolean,
): string | undefined {
  for (const line of passwd(system).split('\n')) {
    const [name = '', , uid = '', , , home] = line.split(':');
    if (isMeant({ name, uid })) return home;
  }
  return undefined;
}

/** The name of the user, for prompts. */
export function userName({ system }: Shell): string {
  const user = passwd(system)
    .split('\n')
    .map((line) => line.split(':'))
    .find(([, , uid]) => uid === String(system.uid));
  return user?.[0] ?? 'I have no name!';
}

function passwd(system: Shell['system']): string {
  try {
    return system.readText('/etc/passwd');
  } catch (error) {
    if (error instanceof SystemError) return '';
    throw error;
  }
}
