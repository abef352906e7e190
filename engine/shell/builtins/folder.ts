import { SystemError } from '../../filesystem/errors.ts';
import type { Shell } from '../shell-process.ts';
import { homeOf } from '../tilde.ts';
import { assign, variable, variableValue } from '../variables.ts';
import type { Builtin } from './builtin.ts';
import { complaint, options, simple } from './builtin.ts';

const cd = simple((shell, words) => {
  const parsed = options(shell, words, 'LPe@');
  if (parsed === undefined) return shell.state.status;
  const { operands } = parsed;
  if (operands.length > 1 && shell.dialect === 'bash') return complaint(shell, 'cd', 'too many arguments');
  const target = operands[0] ?? variableValue(shell, 'HOME') ?? homeOf(shell, '');
  if (
    target === undefined ||
    (operands[0] === undefined && variableValue(shell, 'HOME') === undefined && shell.dialect === 'bash')
  ) {
    return complaint(shell, 'cd', 'HOME not set');
  }
  const back = target === '-';
  const old = variableValue(shell, 'OLDPWD');
  if (back && old === undefined && shell.dialect === 'bash') return complaint(shell, 'cd', 'OLDPWD not set');
  const wanted = back ? (old ?? currentFolder(shell)) : target;
  return change(shell, wanted, parsed.given.has('P'), back);
});

/** cd for pushd and popd. @returns the status */
export function changeFolder(shell: Shell, builtin: string, path: string): number {
  return change(shell, path, false, false, builtin);
}

function change(shell: Shell, wanted: string, physical: boolean, print: boolean, builtin = 'cd'): number {
  const before = currentFolder(shell);
  const [path, searched] = throughCdPath(shell, wanted);
  const logical = normalize(path.startsWith('/') ? path : `${before}/${path}`);
  try {
    shell.system.changeDirectory(physical ? path : logical);
  } catch (error) {
    if (!(error instanceof SystemError)) throw error;
    const words = {
      bash: `${wanted}: ${error.message}`,
      dash: `can't cd to ${wanted}`,
      ash: `can't cd to ${wanted}: ${error.message}`,
    };
    return complaint(shell, builtin, words[shell.dialect], shell.dialect === 'bash' ? 1 : 2);
  }
  assign(shell, 'OLDPWD', before);
  assign(shell, 'PWD', physical ? shell.system.workingDirectory : logical);
  const pwd = variable(shell, 'PWD');
  const oldpwd = variable(shell, 'OLDPWD');
  if (pwd !== undefined) pwd.exported = true;
  if (oldpwd !== undefined) oldpwd.exported = true;
  if (print || searched) shell.write(1, `${variableValue(shell, 'PWD') ?? ''}\n`);
  return 0;
}

function throughCdPath(shell: Shell, wanted: string): [path: string, searched: boolean] {
  const cdpath = variableValue(shell, 'CDPATH');
  if (cdpath === undefined || cdpath === '' || /^\.{0,2}(\/|$)/.test(wanted)) return [wanted, false];
  for (const folder of cdpath.split(':')) {
    const path = folder === '' ? wanted : `${folder}/${wanted}`;
    try {
      if (shell.system.stat(path).type === 'directory') return [path, folder !== '' && folder !== '.'];
    } catch (error) {
      if (!(error instanceof SystemError)) throw error;
    }
  }
  return [wanted, false];
}

function currentFolder(shell: Shell): string {
  return variableValue(shell, 'PWD') ?? shell.system.workingDirectory;
}

/** Without `.` and `..`, as written: symbolic links aren't followed. */
function normalize(path: string): string {
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue;
    if (part === '..') parts.pop();
    else parts.push(part);
  }
  return `/${parts.join('/')}`;
}

const pwd = simple((shell, words) => {
  const parsed = options(shell, words, 'LP');
  if (parsed === undefined) return shell.state.status;
  const path = parsed.given.has('P') ? shell.system.workingDirectory : currentFolder(shell);
  shell.write(1, `${path}\n`);
  return 0;
});

export const folderBuiltins: Readonly<Record<string, Builtin>> = {
  cd,
  chdir: { ...cd, in: ['ash', 'dash'] },
  pwd,
};
