import type { Shell } from '../shell-process.ts';
import { variableValue } from '../variables.ts';
import { complete, inColumns } from './completion.ts';
import type { EditorState } from './editor-state.ts';
import { lastArgument, otherLine } from './history-keys.ts';
import type { Key } from './keys.ts';
import { textWidth } from './layout.ts';
import { EDITS, insert, type Line, ONLY_BASH } from './line.ts';
import { screenOf } from './screen.ts';
import { searchKey, startSearch } from './search.ts';
import type { Screen, View } from './view.ts';

/** Characters of a line that is edited (busybox's MAX_LINELEN). */
const LINE_MAX = 4_096;
/** More candidates than these aren't listed unasked (readline's completion-query-items). */
const UNASKED_MAX = 100;
const BELL = '\x07';

/** How a line ended: entered, given up with Ctrl-C, or the input is over. Undefined: it is still being edited. */
export type Ending =
  | { readonly is: 'entered'; readonly text: string }
  | { readonly is: 'interrupted' | 'ended' };

/** Whether the terminal is asked to mark what is pasted. */
export function bracketsPastes(shell: Shell): boolean {
  const terminal = variableValue(shell, 'TERM');
  return shell.dialect === 'bash' && terminal !== undefined && terminal !== 'dumb';
}

/** One key, and what it does. */
export class Editing {
  readonly shell: Shell;
  readonly editor: EditorState;
  readonly screen: Screen;

  constructor(shell: Shell, editor: EditorState) {
    this.shell = shell;
    this.editor = editor;
    this.screen = screenOf(shell.dialect);
  }

  get view(): View {
    const { prompt, width, text, cursor, search } = this.editor;
    const line = { text, cursor };
    if (search === null) return { prompt, width, line };
    const bash = this.shell.dialect === 'bash';
    const shown = `(${search.failed && bash ? 'failed ' : ''}reverse-i-search)${bash ? '`' : "'"}${search.wanted}': `;
    return { prompt: shown, width: textWidth(shown), line };
  }

  /** Shows what the line has become. */
  show({ text, cursor }: Line, redraws = false): void {
    if (text.length > LINE_MAX) {
      this.ring();
      return;
    }
    const { view: before, screen, editor } = this;
    editor.text = text;
    editor.cursor = cursor;
    const draw = redraws ? screen.redraw : screen.update;
    this.shell.raw(draw(editor.columns, before, this.view));
  }

  ring(): void {
    if (this.shell.dialect === 'bash') this.shell.raw(BELL);
  }

  press(key: Key): Ending | undefined {
    const { editor } = this;
    if (editor.listing !== null) return this.#answer(key);
    if (editor.pasting && key.name !== 'paste-end') return this.#paste(key);
    if (editor.search !== null) {
      const goesOn = searchKey(this, editor.search, key);
      if (goesOn) return undefined;
    }
    const before = editor.last;
    editor.last = key.name;
    return this.#act(key, before);
  }

  /** @param before what the key before it did */
  #act(key: Key, before: string): Ending | undefined {
    const { shell, editor } = this;
    const bash = shell.dialect === 'bash';
    const { text, cursor } = editor;
    const line = { text, cursor };
    switch (key.name) {
      case 'text':
        this.show(insert(line, key.text));
        return undefined;
      case 'enter':
      case 'ctrl-o':
        return this.#enter();
      case 'ctrl-c':
        return this.#giveUp();
      case 'ctrl-d':
        if (text === '') return { is: 'ended' };
        if (bash || cursor < text.length) this.#edit('delete', line);
        return undefined;
      case 'tab':
        this.#complete(before === 'tab');
        return undefined;
      case 'up':
      case 'ctrl-p':
        this.#toHistory(editor.place - 1);
        return undefined;
      case 'down':
      case 'ctrl-n':
        this.#toHistory(editor.place + 1);
        return undefined;
      case 'alt-<':
        this.#toHistory(0);
        return undefined;
      case 'alt->':
        this.#toHistory(shell.state.history.length);
        return undefined;
      case 'ctrl-l':
        shell.raw(this.screen.clear + this.screen.draw(editor.columns, this.view));
        return undefined;
      case 'ctrl-r':
        startSearch(this);
        return undefined;
      case 'ctrl-y':
        if (bash) this.show(insert(line, shell.state.killed));
        return undefined;
      case 'alt-.':
      case 'alt-_':
        if (bash) this.#change(lastArgument(shell, editor, before));
        return undefined;
      case 'paste':
        editor.pasting = true;
        return undefined;
      case 'paste-end':
        editor.pasting = false;
        return undefined;
      case 'cursor-position':
        this.#placed(key);
        return undefined;
      default:
        this.#edit(key.name, line);
        return undefined;
    }
  }

  #edit(name: string, line: Line): void {
    const { state, dialect } = this.shell;
    const edit =
      Object.hasOwn(EDITS, name) && (dialect === 'bash' || !ONLY_BASH.has(name)) ? EDITS[name] : undefined;
    const edited = edit?.(line);
    if (edited?.killed !== undefined) state.killed = edited.killed;
    if (edited === undefined && edit === undefined) return;
    this.#change(edited?.line, name === 'ctrl-u');
  }

  #change(line: Line | undefined, redraws = false): void {
    if (line === undefined) this.ring();
    else this.show(line, redraws && this.shell.dialect === 'ash');
  }

  #toHistory(place: number): void {
    this.#change(otherLine(this.shell, this.editor, place), true);
  }

  #enter(): Ending {
    const { shell, editor } = this;
    shell.raw(this.screen.leave(editor.columns, this.view));
    if (bracketsPastes(shell)) shell.raw('\x1b[?2004l\r');
    return { is: 'entered', text: editor.text };
  }

  /** Ctrl-C as busybox has it: with readline it is a signal. */
  #giveUp(): Ending | undefined {
    if (this.shell.dialect === 'bash') return undefined;
    this.shell.raw('^C\n');
    return { is: 'interrupted' };
  }

  /** Where the cursor is, says the terminal: further right than the prompt is long, where something stood before it. */
  #placed({ text }: Key): void {
    const column = Number(/;(\d+)R$/.exec(text)?.[1] ?? 0) - 1;
    if (this.editor.text === '' && column > this.editor.width) this.editor.width = column;
  }

  #paste(key: Key): undefined {
    const { text, cursor } = this.editor;
    this.show(insert({ text, cursor }, key.name === 'enter' ? '\n' : key.text));
    return undefined;
  }

  #complete(wasTab: boolean): void {
    const { shell, editor } = this;
    const { text, cursor } = editor;
    const bash = shell.dialect === 'bash';
    const { line, candidates } = complete(shell, { text, cursor });
    if (candidates.length === 0) {
      shell.raw(BELL);
      return;
    }
    const again = wasTab && candidates.length > 1;
    if (again && (!bash || line.text === text)) {
      this.#list(inColumns(candidates, editor.columns, shell.dialect), candidates.length);
      return;
    }
    if (candidates.length > 1) shell.raw(BELL);
    if (line.text !== text || !bash) this.show(line, !bash);
    // What has been completed is a new word: bash lists nothing at the next Tab.
    if (bash && line.text !== text) editor.last = 'completed';
  }

  #list(lines: string[], count: number): void {
    const { shell, editor } = this;
    shell.raw(this.screen.leave(editor.columns, this.view));
    if (shell.dialect === 'bash' && count > UNASKED_MAX) {
      shell.raw(`Display all ${count} possibilities? (y or n)`);
      editor.listing = { lines, page: false };
      return;
    }
    this.#page(lines, this.#rows);
  }

  get #rows(): number {
    return Math.max(1, (this.shell.system.windowSize(0)?.rows || 24) - 1);
  }

  /** Lists so many rows; bash asks before it goes on. */
  #page(lines: string[], rows: number): void {
    const { shell, editor } = this;
    const isAll = shell.dialect !== 'bash' || lines.length <= rows;
    const shown = isAll ? lines : lines.slice(0, rows);
    shell.raw(shown.map((line) => `${line}\n`).join(''));
    editor.listing = isAll ? null : { lines: lines.slice(rows), page: true };
    if (isAll) shell.raw(this.screen.draw(editor.columns, this.view));
    else shell.raw('--More--');
  }

  /** To the question whether to list so many, or to go on. */
  #answer({ name, text }: Key): undefined {
    const { shell, editor } = this;
    const { listing } = editor;
    if (listing === null) return undefined;
    const yes = name === 'text' && 'yY '.includes(text);
    const no = name === 'backspace' || (name === 'text' && 'nNqQ'.includes(text));
    if (listing.page) {
      shell.raw('\r\x1b[K');
      if (yes || name === 'enter') this.#page(listing.lines, name === 'enter' ? 1 : this.#rows);
      else if (no) this.#stopListing('');
      else shell.raw('--More--');
    } else if (yes) {
      shell.raw('\n');
      this.#page(listing.lines, this.#rows);
    } else if (no) this.#stopListing('\n');
    else shell.raw(BELL);
    return undefined;
  }

  #stopListing(before: string): void {
    this.editor.listing = null;
    this.shell.raw(before + this.screen.draw(this.editor.columns, this.view));
  }

  /** Goes to a line of the history, with the cursor in it. */
  jump(place: number, { text, cursor }: Line): void {
    this.editor.place = place;
    this.editor.text = text;
    this.editor.cursor = cursor;
  }

  redrawn(change: () => void): void {
    const before = this.view;
    change();
    this.shell.raw(this.screen.redraw(this.editor.columns, before, this.view));
  }
}
