import { loadHistory, remember, saveHistory } from '../history.ts';
import type { Shell } from '../shell-process.ts';
import { type Builtin, complaint, options, simple } from './builtin.ts';

/** Lines with their numbers, as history shows them. */
function show(shell: Shell, from: number): void {
  const { history, historyStart } = shell.state;
  const width = shell.dialect === 'bash' ? 5 : 4;
  const gap = shell.dialect === 'bash' ? '  ' : ' ';
  const first = shell.dialect === 'bash' ? historyStart + 1 : 0;
  const lines = history
    .slice(from)
    .map((line, at) => `${String(first + from + at).padStart(width)}${gap}${line}\n`);
  shell.write(1, lines.join(''));
}

const history = simple(
  (shell, words) => {
    const { state } = shell;
    if (shell.dialect === 'ash') {
      show(shell, 0);
      return 0;
    }
    const usage = 'history [-c] [-d offset] [n] or history -anrw [filename] or history -ps arg [arg...]';
    const parsed = options(shell, words, 'cd:anrwps', usage);
    if (parsed === undefined) return state.status;
    const { given, operands } = parsed;
    if (given.has('c')) {
      state.history = [];
      return 0;
    }
    const offset = given.get('d');
    if (offset !== undefined) return forget(shell, offset);
    const [path] = operands;
    if (given.has('r') || given.has('n')) loadHistory(shell, ...(path === undefined ? [] : [path]));
    else if (given.has('w') || given.has('a')) saveHistory(shell, ...(path === undefined ? [] : [path]));
    else if (given.has('s')) remember(shell, operands.join(' '));
    else if (given.has('p')) for (const word of operands) shell.write(1, `${word}\n`);
    else if (path === undefined) show(shell, 0);
    else if (!/^\d+$/.test(path)) return complaint(shell, 'history', `${path}: numeric argument required`);
    else show(shell, Math.max(0, state.history.length - Number(path)));
    return 0;
  },
  { in: ['bash', 'ash'] },
);

/** `history -d`: a number, or one counted from the end. */
function forget(shell: Shell, offset: string): number {
  const { state } = shell;
  const number = Number(offset);
  const at = number < 0 ? state.history.length + number : number - 1 - state.historyStart;
  if (!Number.isInteger(number) || state.history[at] === undefined)
    return complaint(shell, 'history', `${offset}: history position out of range`);
  state.history.splice(at, 1);
  return 0;
}

export const historyBuiltins: Readonly<Record<string, Builtin>> = { history };
