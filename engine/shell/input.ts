import { AGAIN } from '../linux/system.ts';
import type { ScriptFrame } from './frame-kinds.ts';
import { exitShell } from './frames.ts';
import { remember, rememberMore } from './history.ts';
import { expandHistory } from './history-expansion.ts';
import { jobLine, listedJobs, mayLeave } from './job-list.ts';
import { isDone } from './job-status.ts';
import { reap, removeJob } from './jobs.ts';
import type { EditorState } from './line-editor/editor-state.ts';
import { editLine, edits, endedEditing, startEditing, stopEditing } from './line-editor/read-line.ts';
import { printed } from './prompt-escapes.ts';
import { aliasesOf, forgetUnit, linesIn, startUnit, tellSyntaxError } from './script.ts';
import type { Outcome, Shell } from './shell-process.ts';
import { parseUnit, type Unit } from './syntax/parser.ts';
import { ShellSyntaxError } from './syntax/syntax-error.ts';

/** A script that comes from standard input, in bytes that wait to be complete. */
const INPUT_MAX = 1_048_576;
/** How much of it is looked at, again and again, for the CPU time of one command. */
const CHARACTERS_A_COMMAND = 8_192;

/** Runs the next command from standard input, as soon as it is complete. */
export function advanceInput(shell: Shell, frame: ScriptFrame): Outcome {
  const { state } = shell;
  forgetUnit(shell, frame);
  const unit = nextUnit(shell, frame);
  if (unit === 'rejected') return undefined;
  if (unit !== undefined) {
    const line = state.inputLine + unit.line;
    state.inputLine += linesIn(state.input, 0, unit.end);
    state.input = state.input.slice(unit.end);
    state.prompted = false;
    state.jobWarning = Math.max(0, state.jobWarning - 1);
    startUnit(shell, frame, unit, line);
    return undefined;
  }
  if (state.inputEnded) {
    if (state.interactive && shell.dialect === 'bash') shell.raw('exit\n');
    if (mayLeave(shell)) {
      if (state.interactive && shell.dialect !== 'bash') shell.raw('\n');
      exitShell(shell, state.status);
    } else {
      state.inputEnded = false;
      state.prompted = false;
    }
    return undefined;
  }
  return readMore(shell);
}

/** A complete command, if there is one; what is there but needs more input isn't. */
function nextUnit(shell: Shell, frame: ScriptFrame): Unit | 'rejected' | undefined {
  const { state } = shell;
  const { input, inputEnded } = state;
  if (input === '') return undefined;
  const open = !inputEnded && (!input.endsWith('\n') || /(?:^|[^\\])(?:\\\\)*\\\n$/.test(input));
  if (open && !input.includes('\n')) return undefined;
  if (state.inputAwaits !== null && !inputEnded) return undefined;
  for (let seen = 0; seen < input.length; seen += CHARACTERS_A_COMMAND) shell.count();
  try {
    const unit = parseUnit(input, 0, shell.dialect, aliasesOf(shell));
    if (unit === undefined) {
      if (!inputEnded && input.endsWith('\n')) dropBlankInput(shell);
      else if (inputEnded) state.input = '';
      return undefined;
    }
    const isCut = !inputEnded && (unit.unfinished !== undefined || (open && unit.end >= input.length));
    if (!isCut) return unit;
    if (unit.unfinished !== undefined)
      state.inputAwaits = { text: unit.unfinished.delimiter, wholeLine: true };
    return undefined;
  } catch (error) {
    if (!(error instanceof ShellSyntaxError)) throw error;
    if (error.incomplete && !inputEnded && input.length < INPUT_MAX) {
      const { trouble } = error;
      if (trouble.kind === 'unclosed') state.inputAwaits = { text: trouble.text, wholeLine: false };
      return undefined;
    }
    return rejectInput(shell, frame, error);
  }
}

function dropBlankInput({ state }: Shell): void {
  state.inputLine += linesIn(state.input, 0, state.input.length);
  state.input = '';
  state.prompted = false;
}

function rejectInput(shell: Shell, frame: ScriptFrame, error: ShellSyntaxError): 'rejected' {
  const { state } = shell;
  tellSyntaxError(shell, error, state.inputLine + error.line, frame.kind);
  state.status = 2;
  state.prompted = false;
  if (!state.interactive) {
    exitShell(shell, 2);
    return 'rejected';
  }
  state.input = '';
  state.inputAwaits = null;
  return 'rejected';
}

/** From a terminal a line, from anything else byte by byte up to a line's end: the rest belongs to its commands. */
function readMore(shell: Shell): Outcome {
  const { state, system } = shell;
  if (state.interactive && !state.prompted) {
    if (state.prompt === null) {
      tellFinishedJobs(shell);
      shell.push({ is: 'prompt', name: state.input === '' ? 'PS1' : 'PS2', began: false, journal: [] });
      return undefined;
    }
    showPrompt(shell, state.prompt);
  }
  if (state.editor !== null) return readEdited(shell, state.editor);
  const data = system.read(0, state.interactive ? undefined : 1);
  if (data === AGAIN) return { until: { readable: [0] } };
  if (data.length === 0) {
    state.inputEnded = true;
    return undefined;
  }
  const bytes = [data];
  while (!state.interactive && bytes.at(-1)?.[0] !== 10 && bytes.length < INPUT_MAX) {
    const next = system.read(0, 1);
    if (next === AGAIN) break;
    if (next.length === 0) {
      state.inputEnded = true;
      break;
    }
    bytes.push(next);
  }
  const text = new TextDecoder().decode(joined(bytes));
  if (state.interactive) rememberInput(shell, text.replace(/\n$/, ''));
  take(shell, text);
  return undefined;
}

function showPrompt(shell: Shell, prompt: string): void {
  const { state } = shell;
  state.prompt = null;
  state.prompted = true;
  if (edits(shell)) startEditing(shell, prompt);
  else shell.raw(printed(prompt));
}

function take({ state }: Shell, text: string): void {
  state.input += text;
  if (state.inputAwaits !== null && isAwaited(text, state.inputAwaits)) state.inputAwaits = null;
  state.prompted = false;
}

function rememberInput(shell: Shell, line: string): void {
  if (shell.dialect === 'dash') return;
  if (shell.state.input === '') remember(shell, line);
  else rememberMore(shell, shell.state.input, line);
}

/** A line that is being edited. */
function readEdited(shell: Shell, editor: EditorState): Outcome {
  const { state } = shell;
  const step = editLine(shell, editor);
  if ('outcome' in step) return step.outcome;
  const { ending } = step;
  if (ending.is === 'ended') shell.raw(endedEditing(shell));
  stopEditing(shell);
  state.prompted = false;
  if (ending.is === 'entered') enter(shell, ending.text);
  else if (ending.is === 'interrupted') giveUpInput(shell);
  else state.inputEnded = true;
  return undefined;
}

/** A line was entered: bash puts in what `!` stands for. */
function enter(shell: Shell, line: string): void {
  const expanded = shell.option('H')
    ? expandHistory(shell.state.history, line, shell.state.historyStart)
    : { text: line };
  if ('trouble' in expanded) {
    shell.complain(expanded.trouble);
    return;
  }
  if (expanded.text !== line) shell.raw(`${expanded.text}\n`);
  rememberInput(shell, expanded.text);
  take(shell, `${expanded.text}\n`);
}

/** What was typed of a command is forgotten: Ctrl-C. */
export function giveUpInput({ state }: Shell): void {
  state.input = '';
  state.inputAwaits = null;
  state.prompted = false;
  state.prompt = null;
  state.status = 130;
}

function isAwaited(read: string, { text, wholeLine }: { text: string; wholeLine: boolean }): boolean {
  if (!wholeLine) return read.includes(text);
  return read.split('\n').some((line) => line.replace(/^\t+/, '') === text.replace(/^\t+/, ''));
}

function joined(pieces: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(pieces.reduce((length, piece) => length + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    bytes.set(piece, at);
    at += piece.length;
  }
  return bytes;
}

/** Before a prompt: which jobs in the background have ended. */
function tellFinishedJobs(shell: Shell): void {
  reap(shell);
  for (const job of listedJobs(shell)) {
    if (job.background && isDone(job)) {
      shell.raw(jobLine(shell, job));
      removeJob(shell, job);
    } else if (job.untold === true) {
      job.untold = false;
      shell.raw(`${shell.dialect === 'bash' ? '\n' : ''}${jobLine(shell, job)}`);
    }
  }
}
