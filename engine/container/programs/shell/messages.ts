import type { LaunchFailure } from '../../container.ts';
import type { Flavour, Shell } from './state.ts';
import type { SyntaxProblem } from './syntax.ts';

/** What a shell says of a command it can't start, and the code it takes from it. */
export function cannotStart(
  shell: Shell,
  failure: LaunchFailure,
  line: number,
): { text: string; code: number } {
  const { problem, path } = failure;
  if (problem === 'is a directory' || problem === 'permission denied') {
    const reason =
      shell.flavour === 'bash' && problem === 'is a directory' ? 'Is a directory' : 'Permission denied';
    return { text: `${place(shell, line)}${path}: ${reason}\n`, code: 126 };
  }
  const bashReason = problem === 'not in PATH' ? 'command not found' : 'No such file or directory';
  const reason = shell.flavour === 'bash' ? bashReason : 'not found';
  return { text: `${place(shell, line)}${path}: ${reason}\n`, code: 127 };
}

export function cannotOpen(shell: Shell, path: string, writing: boolean): string {
  if (shell.flavour === 'bash') return `${place(shell, 1)}${path}: No such file or directory\n`;
  const problem = writing
    ? `can't create ${path}: nonexistent directory`
    : `can't open ${path}: no such file`;
  const dash = writing ? `cannot create ${path}: Directory nonexistent` : `cannot open ${path}: No such file`;
  return `${place(shell, 1)}${shell.flavour === 'dash' ? dash : problem}\n`;
}

/** What a shell says of a script it doesn't understand. */
export function syntaxError(
  shell: { readonly flavour: Flavour; readonly name: string; readonly readsFile: boolean },
  problem: SyntaxProblem,
): string {
  const { token, line } = problem;
  switch (shell.flavour) {
    case 'dash':
      return `${shell.name}: ${line}: Syntax error: ${token === undefined ? 'end of file unexpected' : `"${token}" unexpected`}\n`;
    case 'ash':
      return `${shell.name}: ${shell.readsFile ? `line ${line}: ` : ''}syntax error: ${token === undefined ? 'unexpected end of file' : `unexpected "${token}"`}\n`;
    case 'bash': {
      const start = `${shell.name}: ${shell.readsFile ? '' : '-c: '}line ${line}: syntax error`;
      return `${start}${token === undefined ? ': unexpected end of file' : ` near unexpected token \`${token}'`}\n`;
    }
  }
}

/** How a shell starts a complaint: its name, and the line where it names one. */
export function place(shell: Shell, line: number): string {
  switch (shell.flavour) {
    case 'dash':
      return `${shell.name}: ${line}: `;
    case 'bash':
      return `${shell.name}: line ${line}: `;
    case 'ash':
      return shell.readsFile ? `${shell.name}: line ${line}: ` : `${shell.name}: `;
  }
}
