import type { SelectFrame } from './frame-kinds.ts';
import { pushList } from './frames.ts';
import type { Outcome, Shell } from './shell-process.ts';
import { traceCompound } from './trace.ts';
import { assign, variableValue } from './variables.ts';

/** Blanks between columns of the menu, and how wide a tab is. */
const GAP = 2;
const TAB = 8;
const COLUMNS = 80;

/** `select`: shows the words as a menu, reads a number, and runs its body; until `break`, or the input's end. */
export function advanceSelect(shell: Shell, frame: SelectFrame): Outcome {
  const node = shell.node(frame.unit, frame.node);
  if (node.kind !== 'select') return undefined;
  switch (frame.phase) {
    case 'menu':
      if (!frame.traced) traceCompound(shell, () => `select ${node.name} in ${node.written ?? ''}`.trimEnd());
      frame.traced = true;
      shell.raw(menu(frame.values));
      frame.phase = 'ask';
      return undefined;
    case 'ask':
      shell.count();
      shell.raw(variableValue(shell, 'PS3') ?? '#? ');
      frame.phase = 'asked';
      askForLine(shell);
      return undefined;
    case 'asked':
      return chosen(shell, frame, node.name, node.body);
    case 'body':
      frame.phase = 'ask';
      if (variableValue(shell, 'REPLY') === '') frame.phase = 'menu';
      return undefined;
  }
}

function askForLine(shell: Shell): void {
  shell.push({
    is: 'read',
    descriptor: 0,
    names: [],
    raw: true,
    array: null,
    delimiter: '\n',
    count: null,
    untilMs: null,
    lines: false,
    trim: false,
    text: '',
  });
}

function chosen(shell: Shell, frame: SelectFrame, name: string, body: number): Outcome {
  if (shell.state.status !== 0) {
    shell.pop();
    shell.write(1, '\n');
    shell.state.status = 1;
    return undefined;
  }
  const reply = variableValue(shell, 'REPLY') ?? '';
  if (reply === '') {
    frame.phase = 'menu';
    return undefined;
  }
  const number = /^\s*\d{1,9}\s*$/.test(reply) ? Number(reply) : 0;
  assign(shell, name, frame.values[number - 1] ?? '');
  frame.phase = 'body';
  pushList(shell, frame.unit, body);
  return undefined;
}

/** The words with their numbers, down the columns where they fit side by side. */
function menu(values: readonly string[]): string {
  const digits = String(values.length).length;
  const digitsOf = (at: number, rows: number) =>
    at < rows && rows < values.length ? String(rows).length : digits;
  const width = Math.max(...values.map(({ length }) => length)) + digits + GAP + 2;
  const fitting = Math.max(1, Math.floor(COLUMNS / width));
  const down = Math.ceil(values.length / fitting);
  const rows = down === 1 ? values.length : down;
  const lines: string[] = [];
  for (let row = 0; row < rows; row++) {
    let line = '';
    let column = 0;
    for (let at = row; at < values.length; at += rows) {
      const value = values[at] ?? '';
      line += `${String(at + 1).padStart(digitsOf(at, rows))}) ${value}`;
      if (at + rows < values.length)
        line += indentation(column + value.length + digitsOf(at, rows) + 2, column + width);
      column += width;
    }
    lines.push(`${line}\n`);
  }
  return lines.join('');
}

/** Tabs as far as they go, then blanks. */
function indentation(from: number, to: number): string {
  let text = '';
  for (let at = from; at < to; ) {
    const isTab = Math.floor(to / TAB) > Math.floor(at / TAB);
    text += isTab ? '\t' : ' ';
    at += isTab ? TAB - (at % TAB) : 1;
  }
  return text;
}
