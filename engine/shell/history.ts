import { SystemError } from '../filesystem/errors.ts';
import type { Shell } from './shell-process.ts';
import { variableValue } from './variables.ts';

/** Lines that are remembered where HISTSIZE doesn't say otherwise, and at most. */
const LINES = 500;
const LINES_MAX = 2_000;
/** Characters of all of them. */
const CHARACTERS_MAX = 200_000;

function linesMax(shell: Shell): number {
  const said = Number(variableValue(shell, 'HISTSIZE') ?? LINES);
  return Number.isInteger(said) && said >= 0 ? Math.min(said, LINES_MAX) : LINES_MAX;
}

/** Takes note of a line that was entered. */
export function remember(shell: Shell, line: string): void {
  const { state, dialect } = shell;
  if (line.trim() === '' && dialect !== 'bash') return;
  if (line === '' || (dialect !== 'bash' && state.history.at(-1) === line)) return;
  if (dialect === 'bash' && !isKept(shell, line)) return;
  state.history.push(line);
  trim(shell);
}

function trim(shell: Shell): void {
  const { state } = shell;
  let size = state.history.reduce((sum, each) => sum + each.length, 0);
  while (state.history.length > linesMax(shell) || size > CHARACTERS_MAX) {
    size -= state.history.shift()?.length ?? 0;
    state.historyStart++;
  }
}

/** HISTCONTROL and `set +o history`. */
function isKept(shell: Shell, line: string): boolean {
  const control = (variableValue(shell, 'HISTCONTROL') ?? '').split(':');
  const has = (name: string) => control.includes(name) || control.includes('ignoreboth');
  if (!shell.setting('history')) return false;
  if (has('ignorespace') && line.startsWith(' ')) return false;
  if (has('ignoredups') && shell.state.history.at(-1) === line) return false;
  if (control.includes('erasedups'))
    shell.state.history = shell.state.history.filter((each) => each !== line);
  return true;
}

/** A further line of a command that was begun: bash keeps them as one. */
export function rememberMore(shell: Shell, begun: string, line: string): void {
  const { state } = shell;
  const before = state.history.at(-1);
  if (shell.dialect !== 'bash' || before === undefined) {
    remember(shell, line);
    return;
  }
  state.history[state.history.length - 1] = before + joint(begun, line) + line;
  trim(shell);
}

/** What bash puts between two lines of a command (cmdhist). */
function joint(begun: string, line: string): string {
  const quotes = begun.replace(/\\[\s\S]/g, '').replace(/'[^']*'|"[^"]*"/g, '');
  if (/['"]/.test(quotes) || /<<-?\s*\S/.test(quotes)) return '\n';
  if (/\\\n?$/.test(begun)) return '';
  if (
    /(?:^|[\s;&|])(?:then|do|else|elif|if|while|until|in)\s*$/.test(begun.trimEnd()) ||
    /[;&|({]\s*$/.test(begun.trimEnd())
  )
    return ' ';
  return /^\s*[)};]/.test(line) && /[;&]\s*$/.test(begun) ? ' ' : '; ';
}

/** Where the history is kept between sessions; undefined: nowhere. */
function historyFile(shell: Shell): string | undefined {
  const said = variableValue(shell, 'HISTFILE');
  if (said !== undefined) return said === '' ? undefined : said;
  const home = variableValue(shell, 'HOME');
  if (home === undefined) return undefined;
  return `${home === '/' ? '' : home}/${shell.dialect === 'bash' ? '.bash_history' : '.ash_history'}`;
}

/** The lines of earlier sessions. */
export function loadHistory(shell: Shell, path = historyFile(shell)): void {
  if (path === undefined) return;
  try {
    const { system, state } = shell;
    if (system.stat(path).size > CHARACTERS_MAX) return;
    state.history.push(
      ...system
        .readText(path)
        .split('\n')
        .filter((line) => line !== ''),
    );
    trim(shell);
  } catch (error) {
    if (!(error instanceof SystemError)) throw error;
  }
}

export function saveHistory(shell: Shell, path = historyFile(shell)): void {
  const { system, state } = shell;
  if (path === undefined || state.history.length === 0) return;
  try {
    system.writeText(path, state.history.map((line) => `${line}\n`).join(''));
    system.changeMode(path, 0o600);
  } catch (error) {
    if (!(error instanceof SystemError)) throw error;
  }
}
