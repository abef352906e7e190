import { AGAIN } from '../../linux/system.ts';
import { binary } from '../commands/bytes.ts';
import { printed } from '../prompt-escapes.ts';
import type { Outcome, Shell } from '../shell-process.ts';
import { bracketsPastes, Editing, type Ending } from './editing.ts';
import type { EditorState } from './editor-state.ts';
import { firstKey } from './keys.ts';
import { textWidth } from './layout.ts';
import { screenOf } from './screen.ts';

/** Keys that a step takes notice of; each counts as a command. */
const KEYS_A_MOVE = 50;
/** Whether the shell edits the lines of its terminal itself: dash doesn't. */
export function mayEdit({ state, system, dialect }: Shell): boolean {
  return dialect !== 'dash' && state.terminal !== null && system.isTerminal(0);
}

/** Nobody edits where nothing is echoed. */
export function edits(shell: Shell): boolean {
  return mayEdit(shell) && shell.system.terminalMode(0).echo;
}

/** Prints the prompt and puts the terminal into the mode for editing. */
export function startEditing(shell: Shell, prompt: string): void {
  const { state, system, dialect } = shell;
  const mode = system.terminalMode(0);
  // busybox takes Ctrl-C as a key; readline has it as a signal.
  system.setTerminalMode(0, { echo: false, canonical: false, signals: dialect === 'bash' });
  const last = prompt.slice(prompt.lastIndexOf('\n') + 1);
  state.editor = {
    prompt: printed(last),
    width: promptWidth(last, dialect === 'bash'),
    text: '',
    cursor: 0,
    keys: '',
    place: state.history.length,
    drafts: {},
    last: '',
    search: null,
    listing: null,
    pasting: false,
    columns: columnsOf(shell),
    mode,
  };
  const asks = dialect === 'ash' && state.asksWhereCursorIs && !system.isReadable(0);
  shell.raw(`${bracketsPastes(shell) ? '\x1b[?2004h' : ''}${printed(prompt)}${asks ? '\x1b[6n' : ''}`);
}

function promptWidth(prompt: string, countsEscapes: boolean): number {
  const without = prompt.replace(/\ue000[^\ue001]*\ue001?/g, '');
  return textWidth(countsEscapes ? without : without.replace(/\p{Cc}\[[0-9;]*m/gu, ''));
}

function columnsOf({ system }: Shell): number {
  return Math.max(2, system.windowSize(0)?.columns || 80);
}

/** Gives the terminal back as it was. */
export function stopEditing(shell: Shell): void {
  const { state, system } = shell;
  if (state.editor === null) return;
  if (system.isTerminal(0)) system.setTerminalMode(0, state.editor.mode);
  state.editor = null;
}

/** Takes the keys that came. @returns how the line ended, or what the shell waits for */
export function editLine(
  shell: Shell,
  editor: EditorState,
): { readonly ending: Ending } | { readonly outcome: Outcome } {
  followWindow(shell, editor);
  for (let keys = 0; keys < KEYS_A_MOVE; ) {
    const key = firstKey(editor.keys);
    if (key === undefined) {
      const data = shell.system.read(0, 1);
      if (data === AGAIN) return { outcome: { until: { readable: [0] } } };
      if (data.length === 0) return { ending: { is: 'ended' } };
      editor.keys += binary(data);
      continue;
    }
    editor.keys = editor.keys.slice(key.length);
    keys++;
    shell.count();
    const ending = new Editing(shell, editor).press(key);
    if (ending !== undefined) return { ending };
  }
  return { outcome: undefined };
}

/** The window has another width: the line is drawn anew. */
function followWindow(shell: Shell, editor: EditorState): void {
  const columns = columnsOf(shell);
  if (columns === editor.columns) return;
  editor.columns = columns;
  const view = new Editing(shell, editor).view;
  shell.raw(screenOf(shell.dialect).redraw(columns, view, view));
}

/** What Ctrl-C leaves on the screen. */
export function interruptedEditing(shell: Shell): string {
  const { editor } = shell.state;
  if (editor === null) return '\n';
  const brackets = bracketsPastes(shell) ? '\x1b[?2004l\r\x1b[?2004h\x1b[?2004l\r' : '';
  return `^C${brackets}\n`;
}

/** What Ctrl-D leaves on the screen, before bash says `exit`. */
export function endedEditing(shell: Shell): string {
  return bracketsPastes(shell) ? '\x1b[?2004l\r\n' : '';
}
